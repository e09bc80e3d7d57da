// SPDX-License-Identifier: MIT
#include "people/same.h"
#include "base/london.h"
#include "people/joined.h"
#include "people/joining.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>
#include <set>
#include <tuple>

namespace kith::people {
namespace {
    constexpr std::int64_t rows_a_page = 200;
    constexpr std::chrono::hours put_off_for{24 * 7};

    constexpr db::Sql find_proposal
        = {"find proposal", "select * from person_proposals where id = $1"};
    constexpr db::Sql proposals_page = {"proposals",
        "select * from person_proposals where state = $1 and (proposed_at, bits, id) < ($2, $3, "
        "$4) order by proposed_at desc, bits desc, id desc limit $5"};
    constexpr db::Sql proposals_of = {"proposals of a record",
        "select * from person_proposals where one = $1 or other = $1 order by proposed_at desc, "
        "id"};
    constexpr db::Sql proposal_of_pair = {
        "proposal of two records", "select * from person_proposals where one = $1 and other = $2"};
    constexpr db::Sql insert_proposal = {"add proposal",
        "insert into person_proposals (id, one, other, bits, state, put_off_until, proposed_at, "
        "proposed_by, decided_at, decided_by, why, version) values ($1, $2, $3, $4, $5, null, $6, "
        "$7, $8, $9, $10, 1) on conflict (one, other) do nothing"};
    constexpr db::Sql decide_proposal = {"decide proposal",
        "update person_proposals set state = $3, decided_at = $4, decided_by = $5, why = $6, "
        "put_off_until = null, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql open_again = {"open proposal again",
        "update person_proposals set state = 'open', proposed_at = $3, proposed_by = $4, why = $5, "
        "put_off_until = null, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql put_proposal_off = {"put proposal off",
        "update person_proposals set put_off_until = $3, version = version + 1 where id = $1 and "
        "version = $2"};

    // Of a team, or of a practitioner: proposals that name somebody they work with.
    constexpr db::Sql proposals_near_team = {"proposals near a team",
        "select p.* from involvements i join person_proposals p on p.one = i.subject where i.team "
        "= $1 and i.subject_kind = 'person' and i.from_day <= $2 and (i.until_day is null or "
        "i.until_day >= $2) and p.state = $3 union select p.* from involvements i join "
        "person_proposals p on p.other = i.subject where i.team = $1 and i.subject_kind = 'person' "
        "and i.from_day <= $2 and (i.until_day is null or i.until_day >= $2) and p.state = $3"};
    constexpr db::Sql proposals_near_practitioner = {"proposals near a practitioner",
        "select p.* from involvements i join person_proposals p on p.one = i.subject where "
        "i.practitioner = $1 and i.subject_kind = 'person' and i.from_day <= $2 and (i.until_day "
        "is null or i.until_day >= $2) and p.state = $3 union select p.* from involvements i join "
        "person_proposals p on p.other = i.subject where i.practitioner = $1 and i.subject_kind = "
        "'person' and i.from_day <= $2 and (i.until_day is null or i.until_day >= $2) and p.state "
        "= $3"};
    // Whoever works with a record that is joined to one of these may decide too.
    constexpr db::Sql proposals_of_joined = {"proposals of joined records",
        "select p.* from person_joins j join person_proposals p on p.one in (j.kept, j.other) "
        "where j.undone_at is null and p.state = $1 union select p.* from person_joins j join "
        "person_proposals p on p.other in (j.kept, j.other) where j.undone_at is null and p.state "
        "= $1"};

    char const* state_of(Standing standing)
    {
        return standing == Standing::same ? "same"
            : standing == Standing::open  ? "open"
                                          : "not the same";
    }

    Proposal read_proposal(db::Row const& row)
    {
        auto const state = row.text("state");
        return {row.id<ProposalId>("id"), row.id<PersonId>("one"), row.id<PersonId>("other"),
            row.real("bits"),
            state == "open"       ? Standing::open
                : state == "same" ? Standing::same
                                  : Standing::not_same,
            row.maybe_instant("put_off_until"), row.instant("proposed_at"),
            row.id<AccountId>("proposed_by"), row.maybe_instant("decided_at"),
            row.id<AccountId>("decided_by"), row.text("why"), row.integer("version")};
    }

    // Rule 4.
    Proposal of_kept(db::Connection& connection, Proposal proposal)
    {
        proposal.one = kept_of(connection, proposal.one);
        proposal.other = kept_of(connection, proposal.other);
        return proposal;
    }

    std::pair<PersonId, PersonId> in_order(PersonId one, PersonId other)
    {
        return other < one ? std::pair(other, one) : std::pair(one, other);
    }

    bool may_decide(Visit const& visit, Proposal const& proposal)
    {
        return std::ranges::all_of(std::array{proposal.one, proposal.other}, [&](PersonId person) {
            auto const facts = find_facts(visit, person);
            return facts && visit.permits("join", *facts);
        });
    }

    // A front door: whoever the person is, unless a wall or a seal stands.
    bool decides_on_anybody(Visit const& visit)
    {
        access::Facts nobody_works_with;
        nobody_works_with.thing = thing(PersonId::fresh());
        return visit.permits("join", nobody_works_with);
    }

    // Those that name somebody the visitor works with, the newest and surest first: a superset.
    std::vector<Proposal> near_visitor(Visit const& visit, Standing standing)
    {
        std::map<ProposalId, Proposal> near;
        auto& connection = visit.reading();
        auto const add = [&](db::Rows const& rows) {
            for (auto const row : rows) {
                auto const proposal = read_proposal(row);
                near.emplace(proposal.id, proposal);
            }
        };
        auto const today = london::day_of(visit.now());
        auto const* const state = state_of(standing);
        for (auto const team : visit.visitor().teams)
            add(connection.run(proposals_near_team, team, today, state));
        add(connection.run(proposals_near_practitioner, visit.visitor().account, today, state));
        add(connection.run(proposals_of_joined, state));
        std::vector<Proposal> all;
        for (auto const& [id, proposal] : near)
            all.push_back(proposal);
        std::ranges::sort(all, [](Proposal const& one, Proposal const& other) {
            return std::tuple(other.proposed_at, other.bits, other.id)
                < std::tuple(one.proposed_at, one.bits, one.id);
        });
        return all;
    }

    bool is_listed(Proposal const& proposal, Listed which, Instant now)
    {
        auto const later = proposal.put_off_until && now < *proposal.put_off_until;
        return proposal.one != proposal.other
            && (which == Listed::told_apart || later == (which == Listed::put_off));
    }

    Error moved_on()
    {
        return error(Code::conflict,
            "Somebody changed one of these records, or decided, since you opened this page: look "
            "at what stands now, then decide");
    }

    // The proposal and both people, as they were when the page was read; decides `act` on both.
    struct Pair {
        Proposal proposal;
        Person one;
        Person other;
    };
    Result<Pair> pair_as_read(Change& change, Deciding const& wanted)
    {
        auto proposal = TRY(find_same(change, wanted.proposal));
        auto one = TRY(find(change, proposal.one));
        auto other = TRY(find(change, proposal.other));
        if (proposal.version != wanted.version || one.version != wanted.one_version
            || other.version != wanted.other_version || one.id == other.id)
            return moved_on();
        return Pair{std::move(proposal), std::move(one), std::move(other)};
    }
    Done record_both(Change& change, char const* act, Person const& one, Person const& other,
        std::string const& text)
    {
        for (auto const* const person : {&one, &other}) {
            auto const& with = person == &one ? other : one;
            TRY(change.record(act, facts_of(change, *person),
                fmt::format("{} with {}", text, with.reference.write())));
        }
        return done();
    }

    std::string in_clear(Person const& one, Person const& other, std::string const& why)
    {
        return one.protected_address || other.protected_address ? "" : why;
    }
} // namespace

std::vector<Proposal> list_same(Visit const& visit, Listed which, std::size_t most)
{
    auto const standing = which == Listed::told_apart ? Standing::not_same : Standing::open;
    std::vector<Proposal> all;
    std::set<std::pair<PersonId, PersonId>> there;
    auto const add = [&](Proposal const& stored) {
        auto const proposal = of_kept(visit.reading(), stored);
        auto const pair = in_order(proposal.one, proposal.other);
        if (all.size() == most || !is_listed(proposal, which, visit.now()) || there.contains(pair)
            || !may_decide(visit, proposal))
            return;
        there.insert(pair);
        all.push_back(proposal);
    };
    if (!decides_on_anybody(visit)) {
        for (auto const& proposal : near_visitor(visit, standing))
            add(proposal);
        return all;
    }
    Proposal last;
    last.proposed_at = visit.now() + std::chrono::hours(24);
    auto from = std::string("ffffffff-ffff-ffff-ffff-ffffffffffff");
    for (auto more = true; more && all.size() < most;) {
        auto const rows = visit.reading().run(
            proposals_page, state_of(standing), last.proposed_at, last.bits, from, rows_a_page);
        for (auto const row : rows) {
            last = read_proposal(row);
            add(last);
        }
        from = last.id.write();
        more = rows.size() == static_cast<std::size_t>(rows_a_page);
    }
    return all;
}

std::vector<Proposal> same_of(Visit const& visit, PersonId person)
{
    std::vector<Proposal> all;
    std::set<std::pair<PersonId, PersonId>> there;
    auto& connection = visit.reading();
    for (auto const record : records_of(connection, person))
        for (auto const row : connection.run(proposals_of, record)) {
            auto const proposal = of_kept(connection, read_proposal(row));
            if (proposal.standing == Standing::same || proposal.one == proposal.other
                || there.contains(in_order(proposal.one, proposal.other))
                || !knows(visit, proposal.one) || !knows(visit, proposal.other))
                continue;
            there.insert(in_order(proposal.one, proposal.other));
            all.push_back(proposal);
        }
    return all;
}

Result<Proposal> find_same(Visit const& visit, ProposalId id)
{
    auto const rows = visit.reading().run(find_proposal, id);
    if (rows.empty())
        return not_found();
    auto proposal = of_kept(visit.reading(), read_proposal(rows[0]));
    if (!may_decide(visit, proposal))
        return not_found();
    return proposal;
}

Result<ProposalId> propose(Change& change, PersonId one, PersonId other, std::string const& why)
{
    TRY(check_why(why));
    auto const mine = TRY(find(change, one));
    auto const theirs = TRY(find(change, other));
    if (mine.id == theirs.id)
        return invalid("This is a record of the same person already", "reference");
    if (stand_apart(change.writing(), mine.id, theirs.id))
        return invalid("Somebody said that these are two people: take that back first, on the page "
                       "of either record",
            "reference");
    TRY(record_both(
        change, "propose", mine, theirs, fmt::format("may be the same person: {}", why)));
    auto const [first, second] = in_order(mine.id, theirs.id);
    auto& connection = change.writing();
    auto const said = in_clear(mine, theirs, why);
    auto const who = change.visitor().account;
    for (auto const row : connection.run(proposal_of_pair, first, second)) {
        auto const stands = read_proposal(row);
        connection.run(open_again, stands.id, stands.version, change.now(), who, said);
        return stands.id;
    }
    auto const id = ProposalId::fresh();
    connection.run(insert_proposal, id, first, second, 0.0, "open", change.now(), who, std::nullopt,
        AccountId(), said);
    return id;
}

Done tell_apart(Change& change, Deciding const& wanted)
{
    TRY(check_why(wanted.why));
    auto const pair = TRY(pair_as_read(change, wanted));
    TRY(record_both(change, "tell apart", pair.one, pair.other,
        fmt::format("not the same person: {}", wanted.why)));
    change.writing().run(decide_proposal, wanted.proposal, wanted.version,
        state_of(Standing::not_same), change.now(), change.visitor().account,
        in_clear(pair.one, pair.other, wanted.why));
    return done();
}

Done put_off(Change& change, Deciding const& wanted)
{
    auto const pair = TRY(pair_as_read(change, wanted));
    if (pair.proposal.standing != Standing::open)
        return moved_on();
    TRY(record_both(change, "tell apart", pair.one, pair.other, "put off for a week"));
    change.writing().run(
        put_proposal_off, wanted.proposal, wanted.version, change.now() + put_off_for);
    return done();
}

Done take_back(Change& change, Deciding const& wanted)
{
    TRY(check_why(wanted.why));
    auto const pair = TRY(pair_as_read(change, wanted));
    if (pair.proposal.standing != Standing::not_same)
        return moved_on();
    TRY(record_both(change, "tell apart", pair.one, pair.other,
        fmt::format("taken back that they are two people: {}", wanted.why)));
    change.writing().run(open_again, wanted.proposal, wanted.version, change.now(),
        change.visitor().account, in_clear(pair.one, pair.other, wanted.why));
    return done();
}

bool stand_apart(db::Connection& connection, PersonId one, PersonId other)
{
    auto const theirs = records_of(connection, other);
    for (auto const record : records_of(connection, one))
        for (auto const with : theirs) {
            auto const [first, second] = in_order(record, with);
            for (auto const row : connection.run(proposal_of_pair, first, second))
                if (read_proposal(row).standing == Standing::not_same)
                    return true;
        }
    return false;
}

void settle(Change& change, PersonId one, PersonId other, Standing standing, std::string const& why)
{
    auto const [first, second] = in_order(one, other);
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    for (auto const row : connection.run(proposal_of_pair, first, second)) {
        auto const stands = read_proposal(row);
        connection.run(
            decide_proposal, stands.id, stands.version, state_of(standing), change.now(), who, why);
        return;
    }
    connection.run(insert_proposal, ProposalId::fresh(), first, second, 0.0, state_of(standing),
        change.now(), who, change.now(), who, why);
}

} // namespace kith::people
