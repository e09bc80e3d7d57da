// SPDX-License-Identifier: MIT
// What hangs on a person of concern: evidence, matches, teams, ties, and who is told of a clearing.
#include "disruption/of_concern_rows.h"
#include "disruption/of_concern_store.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/looked.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::disruption {
namespace {
    constexpr db::Sql matches_on_it = {"matches of a record of concern",
        "select * from of_concern_matches where record = $1 and ended_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql insert_match = {"match a record of concern with a person",
        "insert into of_concern_matches (id, record, person, because, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql end_match_row = {"a record of concern is matched no longer",
        "update of_concern_matches set ended_at = $3, ended_by = $4, ended_because = $5 where id = "
        "$1 and record = $2 and ended_at is null"};
    constexpr db::Sql evidence_of_concern = {"evidence on a person of concern",
        "select * from of_concern_evidence where record = $1 order by recorded_at, id"};
    constexpr db::Sql insert_evidence = {"add evidence on a person of concern",
        "insert into of_concern_evidence (id, record, source, seen_on, sharing, said, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql withdraw_evidence_row = {"take evidence on a person of concern back",
        "update of_concern_evidence set withdrawn_at = $3, withdrawn_by = $4, withdrawn_because = "
        "$5 where id = $1 and record = $2 and withdrawn_at is null"};
    constexpr db::Sql insert_team = {"have a team work on a person of concern",
        "insert into of_concern_teams (id, record, team, because, recorded_at, recorded_by) values "
        "($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql end_team_row = {"a team works on a person of concern no longer",
        "update of_concern_teams set ended_at = $3, ended_by = $4, ended_because = $5 where id = "
        "$1 and record = $2 and ended_at is null"};
    constexpr db::Sql insert_tie = {"note who knows a person of concern outside their work",
        "insert into of_concern_ties (record, account, recorded_at) values ($1, $2, $3) on "
        "conflict do nothing"};
    constexpr db::Sql clearings = {"people of concern who were cleared",
        "select e.*, p.reference from of_concern_entries e join persons_of_concern p on p.id = "
        "e.record where e.standing = 'cleared' and e.taken_back_at is null and not exists (select "
        "1 "
        "from of_concern_told t where t.entry = e.id and t.account = $1) and exists (select 1 from "
        "looks l where l.thing_id = e.record and l.thing_kind = 'person_of_concern' and l.account "
        "= $1 and l.at < e.recorded_at) order by e.recorded_at desc, e.id limit 100"};
    constexpr db::Sql clearing_by_id = {"find that a person of concern was cleared",
        "select e.*, p.reference from of_concern_entries e join persons_of_concern p on p.id = "
        "e.record where e.id = $1 and e.standing = 'cleared' and e.taken_back_at is null"};
    constexpr db::Sql find_told_row = {"was it read that a person of concern was cleared",
        "select entry from of_concern_told where entry = $1 and account = $2"};
    constexpr db::Sql insert_told_row = {"note that it was read that somebody was cleared",
        "insert into of_concern_told (entry, account, read_at) values ($1, $2, $3) on conflict do "
        "nothing"};
    constexpr db::Sql teams_that_work = {"who works on a person of concern",
        "select * from of_concern_teams where record = $1 and ended_at is null order by "
        "recorded_at, id"};

    std::string evidence_json(EvidenceOf const& one)
    {
        return boost::json::serialize(boost::json::object{{"words", one.words},
            {"grade_source", one.grade_source}, {"grade_information", one.grade_information},
            {"handling", intelligence::name_of(one.handling.code)},
            {"conditions", intelligence::write_conditions(one.handling.conditions)}});
    }

    ClearedTold cleared_row(Visit const& visit, db::Row const& row)
    {
        ClearedTold told;
        told.entry = row.id<StandingEntryId>("id");
        told.record = row.id<OfConcernId>("record");
        told.reference = Reference::read(row.text("reference")).value();
        told.on = row.date("on_day");
        told.read
            = !visit.reading().run(find_told_row, told.entry, visit.visitor().account).empty();
        return told;
    }

    bool is_told(Visit const& visit, db::Row const& row, bool has_read)
    {
        auto const account = visit.visitor().account;
        if (account.none())
            return false;
        return is_to_be_told(entry_row(row), account,
            ledger::first_shown(visit.reading(), thing(row.id<OfConcernId>("record")), account),
            has_read);
    }
} // namespace

std::vector<EvidenceOf> all_evidence(Visit const& visit, OfConcern const& one)
{
    std::vector<EvidenceOf> all;
    auto const facts = facts_of(visit, one);
    for (auto const row : visit.reading().run(evidence_of_concern, one.id)) {
        EvidenceOf item;
        item.id = row.uuid("id");
        item.source = row.text("source");
        item.seen_on = row.maybe_date("seen_on");
        item.sharing = row.id<SharingId>("sharing");
        auto const said = json_of(opened_text(visit, facts, row, "said"));
        item.words = text_in(said, "words");
        item.grade_source = text_in(said, "grade_source");
        item.grade_information = text_in(said, "grade_information");
        item.handling = {intelligence::read_handling_code(text_in(said, "handling")),
            intelligence::read_conditions(text_in(said, "conditions"))};
        item.by = row.id<AccountId>("recorded_by");
        item.at = row.instant("recorded_at");
        item.withdrawn_at = row.maybe_instant("withdrawn_at");
        item.withdrawn_because = opened_text(visit, facts, row, "withdrawn_because");
        all.push_back(std::move(item));
    }
    return all;
}

std::vector<EvidenceOf> evidence_of(Visit const& visit, OfConcern const& one)
{
    auto all = all_evidence(visit, one);
    std::erase_if(all, [&](EvidenceOf& item) {
        if (item.sharing.none())
            return false;
        auto const shared = intelligence::find_shared(visit, item.sharing);
        if (!shared)
            return true;
        item.shared_text = shared->text;
        item.handling = intelligence::tightest(item.handling, shared->handling);
        return false;
    });
    return all;
}

Result<Uuid> add_evidence(Change& change, OfConcern const& one, EvidenceOf const& evidence)
{
    TRY(change.record("change", facts_of(change, one), "Evidence: " + evidence.words));
    auto const id = Uuid::fresh();
    change.writing().run(insert_evidence, id, one.id, evidence.source, evidence.seen_on,
        evidence.sharing, sealed_with(change, one.id, evidence_json(evidence)), change.now(),
        change.visitor().account);
    return id;
}

Done withdraw_evidence(
    Change& change, OfConcern const& one, Uuid const& id, std::string const& because)
{
    TRY(change.record("change", facts_of(change, one), "Evidence taken back: " + because));
    auto const changed = change.writing().run(withdraw_evidence_row, id, one.id, change.now(),
        change.visitor().account, sealed_with(change, one.id, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

std::vector<MatchOf> matches_of(Visit const& visit, OfConcern const& one)
{
    std::vector<MatchOf> all;
    auto const facts = facts_of(visit, one);
    for (auto const row : visit.reading().run(matches_on_it, one.id))
        if (auto const person = row.id<PersonId>("person"); people::knows(visit, person))
            all.push_back({row.uuid("id"), person, opened_text(visit, facts, row, "because")});
    return all;
}

Done put_match(Change& change, OfConcern const& one, PersonId person, std::string const& because)
{
    // Who it is stands in no ledger text: whoever reads its lines need not know them.
    TRY(change.record("change", facts_of(change, one), "Matched with a record"));
    change.writing().run(insert_match, Uuid::fresh(), one.id, person,
        sealed_with(change, one.id, because), change.now(), change.visitor().account);
    return done();
}

Done end_match(Change& change, OfConcern const& one, Uuid const& id, std::string const& because)
{
    TRY(change.record("change", facts_of(change, one), "Matched with a record no longer"));
    auto const changed = change.writing().run(end_match_row, id, one.id, change.now(),
        change.visitor().account, sealed_with(change, one.id, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody ended this meanwhile");
    return done();
}

std::vector<TeamOnIt> teams_of(Visit const& visit, OfConcern const& one)
{
    std::vector<TeamOnIt> all;
    auto const facts = facts_of(visit, one);
    for (auto const row : visit.reading().run(teams_that_work, one.id))
        all.push_back(
            {row.uuid("id"), row.id<TeamId>("team"), opened_text(visit, facts, row, "because")});
    return all;
}

void put_team(Change& change, OfConcern const& one, TeamId team, std::string const& because)
{
    for (auto const row : change.writing().run(teams_that_work, one.id))
        if (row.id<TeamId>("team") == team)
            return;
    change.writing().run(insert_team, Uuid::fresh(), one.id, team,
        sealed_with(change, one.id, because), change.now(), change.visitor().account);
}

Done end_team(Change& change, OfConcern const& one, Uuid const& id, std::string const& because)
{
    TRY(change.record("decide", facts_of(change, one), "A team works on it no longer: " + because));
    auto const changed = change.writing().run(end_team_row, id, one.id, change.now(),
        change.visitor().account, sealed_with(change, one.id, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody ended this meanwhile");
    return done();
}

void note_tie(Change& change, OfConcern const& one)
{
    change.writing().run(insert_tie, one.id, change.visitor().account, change.now());
}

std::vector<ClearedTold> cleared_to_tell(Visit const& visit)
{
    std::vector<ClearedTold> all;
    if (visit.visitor().account.none())
        return all;
    for (auto const row : visit.reading().run(clearings, visit.visitor().account)) {
        auto told = cleared_row(visit, row);
        if (is_told(visit, row, told.read))
            all.push_back(std::move(told));
    }
    return all;
}

Result<ClearedTold> find_cleared(Visit const& visit, StandingEntryId entry)
{
    auto const rows = visit.reading().run(clearing_by_id, entry);
    if (rows.empty() || !is_told(visit, rows[0], false))
        return not_found();
    return cleared_row(visit, rows[0]);
}

Done say_cleared_read(Visit const& visit, StandingEntryId entry)
{
    auto const told = TRY(find_cleared(visit, entry));
    return visit.change([&](Change& change) -> Done {
        // Whether or not they may still read it.
        access::Facts facts;
        facts.thing = thing(told.record);
        TRY(change.record("hear that it was cleared", facts, "Read that it was cleared"));
        change.writing().run(insert_told_row, told.entry, change.visitor().account, change.now());
        return done();
    });
}

} // namespace kith::disruption
