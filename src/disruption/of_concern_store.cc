// SPDX-License-Identifier: MIT
#include "disruption/of_concern_store.h"
#include "disruption/of_concern_rows.h"
#include "disruption/store.h"
#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace kith::disruption {
namespace {
    constexpr db::Sql of_concern_by_id
        = {"find person of concern", "select * from persons_of_concern where id = $1"};
    constexpr db::Sql of_concern_of_agency = {"people of concern of an agency",
        "select * from persons_of_concern where owner_agency = $1 or created_by = $2 order by "
        "recorded_at desc, id limit 500"};
    constexpr db::Sql of_concern_of_person = {"records of concern matched with a person",
        "select p.* from persons_of_concern p join of_concern_matches m on m.record = p.id where "
        "m.person = $1 and m.ended_at is null order by p.recorded_at desc, p.id"};
    constexpr db::Sql matches_of_record = {"persons that a record of concern is matched with",
        "select * from of_concern_matches where record = $1 and ended_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql of_concern_reference_taken = {"is a reference of a person of concern taken",
        "select id from persons_of_concern where reference = $1"};
    constexpr db::Sql insert_of_concern = {"add person of concern",
        "insert into persons_of_concern (id, reference, owner_agency, standing, standing_on, "
        "review_on, said, version, created_by, recorded_at, recorded_by) values ($1, $2, $3, $4, "
        "$5, $6, $7, 1, $8, $9, $10)"};
    constexpr db::Sql keep_of_concern = {"keep person of concern as it was",
        "insert into persons_of_concern_was (id, reference, owner_agency, standing, standing_on, "
        "review_on, said, version, created_by, recorded_at, recorded_by, superseded_at, reason) "
        "select id, reference, owner_agency, standing, standing_on, review_on, said, version, "
        "created_by, recorded_at, recorded_by, $3, $4 from "
        "persons_of_concern where id = $1 and version = $2"};
    constexpr db::Sql update_of_concern = {"save person of concern",
        "update persons_of_concern set standing = $3, standing_on = $4, review_on = $5, said = $6, "
        "recorded_at = $7, recorded_by = $8, version = version + 1 where id = $1 and version = "
        "$2"};
    constexpr db::Sql versions_of_concern = {"versions of a person of concern",
        "select * from persons_of_concern_was where id = $1 order by version desc"};
    constexpr db::Sql entries_of_concern = {"where a person of concern stood",
        "select * from of_concern_entries where record = $1 order by place"};
    constexpr db::Sql insert_entry = {"add to where a person of concern stands",
        "insert into of_concern_entries (id, record, place, standing, on_day, review_on, said, "
        "recorded_at, recorded_by) select $1, $2, coalesce(max(place), 0) + 1, $3, $4, $5, $6, $7, "
        "$8 from of_concern_entries where record = $2"};
    constexpr db::Sql take_entry_back_row = {"take back where a person of concern stands",
        "update of_concern_entries set taken_back_at = $3, taken_back_by = $4, taken_back_because "
        "= $5 where id = $1 and record = $2 and taken_back_at is null"};
    constexpr db::Sql teams_on_it = {"teams that work on a person of concern",
        "select * from of_concern_teams where record = $1 and ended_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql records_of_team = {"people of concern that a team works on",
        "select distinct record from of_concern_teams where team = $1 and ended_at is null"};
    constexpr db::Sql find_tie = {"does an account know a person of concern outside their work",
        "select record from of_concern_ties where record = $1 and account = $2"};

    OfConcern bare_of_concern(db::Row const& row)
    {
        OfConcern one;
        one.id = row.id<OfConcernId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.standing = read_standing(row.text("standing")).value_or(Standing::considered);
        one.standing_on = row.date("standing_on");
        one.review_on = row.maybe_date("review_on");
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        return one;
    }

    // With all its words, for whom it was decided to be.
    void fill_of_concern(
        Visit const& visit, access::Facts const& facts, db::Row const& row, OfConcern& one)
    {
        one.details = read_details(opened_text(visit, facts, row, "said"));
        for (auto const line : visit.reading().run(entries_of_concern, one.id)) {
            auto entry = entry_row(line);
            auto const said = json_of(opened_text(visit, facts, line, "said"));
            entry.why = text_in(said, "why");
            entry.reason = text_in(said, "reason");
            entry.supports = text_in(said, "supports");
            entry.taken_back_because = opened_text(visit, facts, line, "taken_back_because");
            one.history.push_back(std::move(entry));
        }
    }

    void take_known(Visit const& visit, db::Rows const& rows, std::set<OfConcernId>& had,
        std::vector<OfConcern>& all)
    {
        for (auto const row : rows) {
            auto one = bare_of_concern(row);
            auto const facts = facts_of(visit, one);
            if (!visit.sees(facts) || !had.insert(one.id).second)
                continue;
            visit.looked_at(facts.thing);
            fill_of_concern(visit, facts, row, one);
            all.push_back(std::move(one));
        }
    }

} // namespace

std::string opened_text(
    Visit const& visit, access::Facts const& facts, db::Row const& row, std::string_view column)
{
    if (row.is_null(column))
        return {};
    return visit.unsealed("read", facts, row.bytes(column)).value_or("");
}

std::string text_in(boost::json::value const& said, char const* name)
{
    auto const* const found = said.is_object() ? said.as_object().if_contains(name) : nullptr;
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

boost::json::value json_of(std::string const& text)
{
    boost::system::error_code wrong;
    auto value = boost::json::parse(text, wrong);
    return wrong ? boost::json::value() : value;
}

StandingEntry entry_row(db::Row const& row)
{
    StandingEntry entry;
    entry.id = row.id<StandingEntryId>("id");
    entry.standing = read_standing(row.text("standing")).value_or(Standing::considered);
    entry.on = row.date("on_day");
    entry.review_on = row.maybe_date("review_on");
    entry.by = row.id<AccountId>("recorded_by");
    entry.at = row.instant("recorded_at");
    entry.taken_back_at = row.maybe_instant("taken_back_at");
    return entry;
}

db::Bytes sealed_with(Change& change, OfConcernId id, std::string const& text)
{
    return {change.keys().seal(change.writing(), thing(id), text)};
}

access::Facts facts_of(Visit const& visit, OfConcern const& one)
{
    access::Facts facts;
    facts.thing = thing(one.id);
    facts.owner = one.owner_agency;
    facts.raised_by = one.created_by;
    for (auto const row : visit.reading().run(teams_on_it, one.id))
        facts.holding_teams.push_back(row.id<TeamId>("team"));
    facts.walled = !visit.visitor().account.none()
        && !visit.reading().run(find_tie, one.id, visit.visitor().account).empty();
    for (auto const row : visit.reading().run(matches_of_record, one.id))
        if (auto const person = people::facts_for_a_rule(visit, row.id<PersonId>("person")))
            facts.walled = facts.walled || person->walled;
    return facts;
}

Result<OfConcern> find(Visit const& visit, OfConcernId id)
{
    auto const rows = visit.reading().run(of_concern_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_of_concern(rows[0]);
    auto const facts = facts_of(visit, one);
    TRY(visit.see(facts));
    fill_of_concern(visit, facts, rows[0], one);
    return one;
}

std::optional<access::Facts> facts_by_id(Visit const& visit, OfConcernId id)
{
    auto const rows = visit.reading().run(of_concern_by_id, id);
    return rows.empty() ? std::nullopt : std::optional(facts_of(visit, bare_of_concern(rows[0])));
}

bool knows(Visit const& visit, OfConcernId id)
{
    auto const facts = facts_by_id(visit, id);
    return facts && visit.sees(*facts);
}

std::vector<OfConcern> list_of_concern(Visit const& visit)
{
    auto& connection = visit.reading();
    auto const& who = visit.visitor();
    std::vector<OfConcern> all;
    std::set<OfConcernId> had;
    for (auto const team : who.teams)
        for (auto const row : connection.run(records_of_team, team))
            take_known(
                visit, connection.run(of_concern_by_id, row.id<OfConcernId>("record")), had, all);
    take_known(visit, connection.run(of_concern_of_agency, who.agency, who.account), had, all);
    std::ranges::stable_sort(all, [](OfConcern const& one, OfConcern const& other) {
        if (one.review_on.has_value() != other.review_on.has_value())
            return one.review_on.has_value();
        if (one.review_on && *one.review_on != *other.review_on)
            return *one.review_on < *other.review_on;
        return other.standing_on < one.standing_on;
    });
    return all;
}

std::vector<OfConcern> of_person(Visit const& visit, PersonId person)
{
    std::vector<OfConcern> all;
    std::set<OfConcernId> had;
    for (auto const& record : same_as(visit.reading(), thing(person)))
        take_known(visit, visit.reading().run(of_concern_of_person, record.id), had, all);
    return all;
}

Result<OfConcern> add(Change& change, OfConcern const& wanted, std::string const& why)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = OfConcernId::fresh();
    do
        one.reference = Reference::fresh('H');
    while (!connection.run(of_concern_reference_taken, one.reference.write()).empty());
    one.version = 1;
    one.created_by = change.visitor().account;
    one.recorded_by = one.created_by;
    one.recorded_at = change.now();
    auto const facts = facts_of(change, one);
    TRY(change.record("create", facts, one.reference.write() + " " + why));
    connection.run(insert_of_concern, one.id, one.reference.write(), one.owner_agency,
        name_of(one.standing), one.standing_on, one.review_on,
        sealed_with(change, one.id, write(one.details)), one.created_by, one.recorded_at,
        one.recorded_by);
    return one;
}

Result<OfConcern> save(
    Change& change, OfConcern const& wanted, std::string_view act, std::string const& reason)
{
    auto one = wanted;
    auto const facts = facts_of(change, one);
    TRY(change.record(act, facts, reason));
    auto& connection = change.writing();
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    connection.run(
        keep_of_concern, one.id, one.version, change.now(), sealed_with(change, one.id, reason));
    auto const changed = connection.run(update_of_concern, one.id, one.version,
        name_of(one.standing), one.standing_on, one.review_on,
        sealed_with(change, one.id, write(one.details)), one.recorded_at, one.recorded_by);
    if (changed.changed() == 0)
        return error(
            Code::conflict, "Somebody changed this record meanwhile: look at what stands now");
    ++one.version;
    return one;
}

void note_entry(Change& change, OfConcern const& one, StandingEntry const& entry)
{
    auto const said = boost::json::serialize(boost::json::object{
        {"why", entry.why}, {"reason", entry.reason}, {"supports", entry.supports}});
    change.writing().run(insert_entry, StandingEntryId::fresh(), one.id, name_of(entry.standing),
        entry.on, entry.review_on, sealed_with(change, one.id, said), change.now(),
        change.visitor().account);
}

Done note_entry_back(
    Change& change, OfConcern const& one, StandingEntryId id, std::string const& because)
{
    auto const changed = change.writing().run(take_entry_back_row, id, one.id, change.now(),
        change.visitor().account, sealed_with(change, one.id, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

std::vector<OfConcernWas> versions_of(Visit const& visit, OfConcern const& one)
{
    std::vector<OfConcernWas> all;
    auto const facts = facts_of(visit, one);
    auto by = one.recorded_by;
    for (auto const row : visit.reading().run(versions_of_concern, one.id)) {
        auto was = bare_of_concern(row);
        auto const before = was.recorded_by;
        was.details = read_details(opened_text(visit, facts, row, "said"));
        all.push_back({std::move(was), row.instant("superseded_at"), by,
            opened_text(visit, facts, row, "reason")});
        by = before;
    }
    return all;
}

} // namespace kith::disruption
