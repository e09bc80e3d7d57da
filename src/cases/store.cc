// SPDX-License-Identifier: MIT
#include "cases/store.h"
#include "base/london.h"
#include "cases/case_rows.h"
#include "contexts/contexts.h"
#include "links/links.h"
#include "people/people.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::cases {
namespace {
    constexpr int draws_of_a_case_reference = 20;

    constexpr db::Sql find_case = {"find case", "select * from cases where id = $1"};
    constexpr db::Sql find_case_by_reference
        = {"find case by reference", "select * from cases where reference = $1"};
    constexpr db::Sql cases_of_subject = {"cases of a subject",
        "select * from cases where subject_kind = $1 and subject = $2 order by case when closed_at "
        "is null then 0 else 1 end, opened_at desc, id"};
    constexpr db::Sql open_of_subject = {"open case of a subject",
        "select id from cases where subject_kind = $1 and subject = $2 and closed_at is null order "
        "by opened_at, id"};
    constexpr db::Sql cases_from = {"cases that came from a thing",
        "select * from cases where opened_from_kind = $1 and opened_from = $2 order by opened_at "
        "desc, id"};
    constexpr db::Sql opened_on_record = {"cases opened on a record",
        "select * from cases where subject_kind = 'person' and subject = $1 and opened_at > $2 "
        "order by opened_at, id"};
    constexpr db::Sql change_record = {"case of another record",
        "update cases set subject = $3, recorded_at = $4, recorded_by = $5, version = version + 1 "
        "where id = $1 and version = $2"};
    constexpr db::Sql open_of_team = {"open cases of a team",
        "select * from (select c.*, (select min(k.due_at) from case_clocks k where k.of_case = "
        "c.id and k.met_at is null and k.stopped_at is null) as next_due from cases c where "
        "c.team = $1 and c.closed_at is null) as held order by case when next_due is null "
        "then 1 else 0 end, next_due, opened_at desc, id limit 500"};
    constexpr db::Sql unallocated_of_team = {"open cases of a team that nobody has",
        "select * from (select c.*, (select min(k.due_at) from case_clocks k where k.of_case = "
        "c.id and k.met_at is null and k.stopped_at is null) as next_due from cases c where "
        "c.team = $1 and c.worker is null and c.closed_at is null) as held order by case when "
        "next_due is null "
        "then 1 else 0 end, next_due, opened_at desc, id limit 500"};
    constexpr db::Sql closed_of_team = {"closed cases of a team",
        "select * from cases where team = $1 and closed_at is not null order by closed_at desc, id "
        "limit 500"};
    constexpr db::Sql open_of_worker = {"open cases of a worker",
        "select * from (select c.*, (select min(k.due_at) from case_clocks k where k.of_case = "
        "c.id and k.met_at is null and k.stopped_at is null) as next_due from cases c where "
        "c.worker = $1 and c.closed_at is null) as held order by case when next_due is null "
        "then 1 else 0 end, next_due, opened_at desc, id limit 500"};
    constexpr db::Sql insert_case = {"add case",
        "insert into cases (id, reference, subject_kind, subject, pathway, pathway_version, stage, "
        "stage_since, strands, level, team, worker, opened_because, opened_from_kind, opened_from, "
        "referred_at, opened_at, closed_at, created_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "$16, $17, null, $18, 1, $19, $18, $20)"};
    constexpr db::Sql keep_case = {"keep case as it was",
        "insert into cases_was select id, reference, subject_kind, subject, pathway, "
        "pathway_version, stage, stage_since, strands, level, team, worker, opened_because, "
        "opened_from_kind, opened_from, referred_at, opened_at, closed_at, created_by, version, "
        "recorded_at, recorded_by, owner_agency, $3, $4 from cases where id = $1 and version = $2"};
    constexpr db::Sql update_case = {"save case",
        "update cases set stage = $3, stage_since = $4, strands = $5, level = $6, team = $7, "
        "worker "
        "= $8, pathway_version = $9, referred_at = $10, closed_at = $11, recorded_at = $12, "
        "recorded_by = $13, version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql case_versions
        = {"case as it was", "select * from cases_was where id = $1 order by version desc"};
    constexpr db::Sql who_replaced = {"who replaced a version of a case",
        "select version, recorded_by from cases_was where id = $1 union all select version, "
        "recorded_by from cases where id = $1"};

    constexpr db::Sql clocks_of_case = {"clocks of a case",
        "select * from case_clocks where of_case = $1 order by case when met_at is null and "
        "stopped_at is null then 0 else 1 end, due_at, id"};
    constexpr db::Sql insert_clock = {"start clock of a case",
        "insert into case_clocks (id, of_case, rule, started_at, due_at, met_at, extended_because, "
        "recorded_at, recorded_by) values ($1, $2, $3, $4, $5, null, '', $6, $7)"};
    constexpr db::Sql meet_clock_of_rule = {"meet clock of a case",
        "update case_clocks set met_at = $2 where of_case = $1 and rule = $3 and met_at is null "
        "and "
        "stopped_at is null"};
    constexpr db::Sql stop_clock_of_rule = {"stop clock of a case",
        "update case_clocks set stopped_at = $2 where of_case = $1 and rule = $3 and met_at is "
        "null "
        "and stopped_at is null"};
    constexpr db::Sql move_clock = {"extend clock of a case",
        "update case_clocks set due_at = $3, extended_because = $4 where id = $1 and of_case = $2 "
        "and met_at is null and stopped_at is null"};
    constexpr db::Sql forward_clock = {"bring clock of a case forward",
        "update case_clocks set rule = $2, due_at = $3 where id = $1 and met_at is null and "
        "stopped_at is null"};
    constexpr db::Sql find_clock = {"find clock of a case",
        "select * from case_clocks where id = $1 and of_case = $2 and met_at is null and "
        "stopped_at "
        "is null"};
    constexpr db::Sql insert_extension = {"add extension of a clock of a case",
        "insert into case_clock_extensions (id, clock, due_before, due_after, reason, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql extensions_of_clock = {"extensions of a clock of a case",
        "select * from case_clock_extensions where clock = $1 order by recorded_at desc, id"};

    constexpr db::Sql find_withdrawn
        = {"was a case withdrawn", "select of_case from withdrawn_cases where of_case = $1"};
    constexpr db::Sql close_withdrawn = {"close a case that was made in error",
        "update cases set closed_at = $3, recorded_at = $3, recorded_by = $4, version = version + "
        "1 where id = $1 and version = $2"};

    Result<Case> case_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto one = read_case(rows[0]);
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.see(facts));
        return one;
    }

    void push_case_seen(Visit const& visit, Case one, std::vector<Case>& listed)
    {
        if (std::ranges::find(listed, one.id, &Case::id) != listed.end())
            return;
        auto const facts = facts_of(visit, one);
        if (!facts || !visit.sees(*facts))
            return;
        visit.looked_at(thing(one.id));
        listed.push_back(std::move(one));
    }
    void push_case_seen(Visit const& visit, db::Row const& row, std::vector<Case>& listed)
    {
        push_case_seen(visit, read_case(row), listed);
    }

    constexpr std::size_t most_held = 500;
    struct HeldCase {
        Case one;
        std::optional<Instant> next_due;
    };
    // As each of its queries has them; those of several teams are merged by the same order.
    bool stands_before(HeldCase const& a, HeldCase const& b)
    {
        if (a.next_due.has_value() != b.next_due.has_value())
            return a.next_due.has_value();
        if (a.next_due != b.next_due)
            return *a.next_due < *b.next_due;
        auto const since
            = [](HeldCase const& held) { return held.one.closed_at.value_or(held.one.opened_at); };
        return since(b) < since(a);
    }

    Reference free_case_reference(db::Connection& connection)
    {
        for (auto tries = 0; tries < draws_of_a_case_reference; ++tries) {
            auto const reference = Reference::fresh('K');
            if (connection.run(find_case_by_reference, reference.write()).empty())
                return reference;
        }
        must(false, "no reference is left for a case");
        return {};
    }

    // All records of a person are theirs.
    std::vector<Thing> records_of_subject(db::Connection& connection, Thing const& subject)
    {
        if (subject.kind != "person")
            return {subject};
        std::vector<Thing> records;
        for (auto const record :
            people::records_of(connection, people::kept_of(connection, PersonId(subject.id))))
            records.push_back(thing(record));
        return records;
    }
} // namespace

namespace {
    access::Facts facts_around(Visit const& visit, Case const& one, access::Facts const& subject)
    {
        access::Facts facts;
        facts.thing = thing(one.id);
        facts.subject = subject.subject;
        facts.owner = one.owner_agency;
        facts.raised_by = one.created_by;
        if (!one.team.none())
            facts.holding_teams.push_back(one.team);
        if (!one.worker.none())
            facts.shared_with.push_back(one.worker);
        facts.state = links::is_involved(visit, subject) ? "worked with" : "";
        facts.sealed = subject.sealed;
        facts.walled = subject.walled;
        return facts;
    }
} // namespace

Result<access::Facts> subject_facts(Visit const& visit, Thing const& subject)
{
    auto const person = subject.kind == "person";
    if (!person && subject.kind != "context")
        return not_found();
    auto facts = person ? people::find_facts(visit, PersonId(subject.id))
                        : contexts::find_facts(visit, ContextId(subject.id));
    if (facts || visit.visitor().process.empty())
        return facts;
    // The command line opens no record, and brings in cases of those a list names.
    return person ? people::facts_for_list(visit, PersonId(subject.id))
                  : contexts::facts_for_list(visit, ContextId(subject.id));
}

Result<access::Facts> facts_of(Visit const& visit, Case const& one)
{
    auto const subject = TRY(subject_facts(visit, one.subject));
    if (!visit.reading().run(find_withdrawn, one.id).empty())
        return not_found();
    return facts_around(visit, one, subject);
}

Result<access::Facts> facts_by_id(Visit const& visit, CaseId id)
{
    auto const rows = visit.reading().run(find_case, id);
    if (rows.empty())
        return not_found();
    return facts_of(visit, read_case(rows[0]));
}

Result<CaseFacts> facts_and_case(Visit const& visit, CaseId id)
{
    auto const rows = visit.reading().run(find_case, id);
    if (rows.empty())
        return not_found();
    auto one = read_case(rows[0]);
    auto facts = TRY(facts_of(visit, one));
    return CaseFacts{std::move(one), std::move(facts)};
}

Result<CaseFacts> facts_and_case_for_a_rule(Visit const& visit, CaseId id)
{
    auto const rows = visit.reading().run(find_case, id);
    if (rows.empty())
        return not_found();
    auto one = read_case(rows[0]);
    auto const subject = TRY(one.subject.kind == "person"
            ? people::facts_for_a_rule(visit, PersonId(one.subject.id))
            : contexts::facts_for_a_rule(visit, ContextId(one.subject.id)));
    auto facts = facts_around(visit, one, subject);
    return CaseFacts{std::move(one), std::move(facts)};
}

Result<Case> find(Visit const& visit, CaseId id)
{
    return case_seen(visit, visit.reading().run(find_case, id));
}

Result<Case> find(Visit const& visit, Reference const& reference)
{
    return case_seen(visit, visit.reading().run(find_case_by_reference, reference.write()));
}

bool knows(Visit const& visit, CaseId id)
{
    auto const facts = facts_by_id(visit, id);
    return facts && visit.sees(*facts);
}

std::optional<Thing> subject_of(db::Connection& connection, CaseId id)
{
    auto const rows = connection.run(find_case, id);
    if (rows.empty())
        return std::nullopt;
    return read_case(rows[0]).subject;
}

std::vector<Case> list_of(Visit const& visit, Thing const& subject)
{
    std::vector<Case> listed;
    for (auto const& record : records_of_subject(visit.reading(), subject))
        for (auto const row : visit.reading().run(cases_of_subject, record.kind, record.id))
            push_case_seen(visit, row, listed);
    std::ranges::stable_sort(
        listed, [](Case const& a, Case const& b) { return a.is_open() && !b.is_open(); });
    return listed;
}

std::vector<CaseId> open_cases_of(db::Connection& connection, Thing const& subject)
{
    std::vector<CaseId> all;
    for (auto const& record : records_of_subject(connection, subject))
        for (auto const row : connection.run(open_of_subject, record.kind, record.id))
            all.push_back(row.id<CaseId>("id"));
    return all;
}

std::optional<CaseId> open_case_of(db::Connection& connection, Thing const& subject)
{
    auto const all = open_cases_of(connection, subject);
    return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<Case> list_held(Visit const& visit, Held which)
{
    std::vector<HeldCase> held;
    auto& connection = visit.reading();
    auto const add = [&](db::Rows const& rows) {
        for (auto const row : rows)
            held.push_back({read_case(row),
                which == Held::closed ? std::nullopt : row.maybe_instant("next_due")});
    };
    if (which == Held::mine)
        add(connection.run(open_of_worker, visit.visitor().account));
    else
        for (auto const team : visit.visitor().teams)
            add(connection.run(which == Held::closed ? closed_of_team
                    : which == Held::not_allocated   ? unallocated_of_team
                                                     : open_of_team,
                team));
    std::ranges::stable_sort(held, stands_before);
    std::vector<Case> listed;
    for (auto& one : held)
        if (listed.size() < most_held)
            push_case_seen(visit, std::move(one.one), listed);
    return listed;
}

std::vector<Case> list_from(Visit const& visit, Thing const& from)
{
    std::vector<Case> listed;
    for (auto const row : visit.reading().run(cases_from, from.kind, from.id))
        push_case_seen(visit, row, listed);
    return listed;
}

bool has_case_from(db::Connection& connection, Thing const& subject, Thing const& from)
{
    auto const records = records_of_subject(connection, subject);
    for (auto const row : connection.run(cases_from, from.kind, from.id))
        if (std::ranges::find(records, Thing{row.text("subject_kind"), row.uuid("subject")})
            != records.end())
            return true;
    return false;
}

std::vector<Case> list_opened_on(Visit const& visit, PersonId record, Instant after)
{
    std::vector<Case> listed;
    for (auto const row : visit.reading().run(opened_on_record, record, after))
        push_case_seen(visit, row, listed);
    return listed;
}

Case move_to_record(Change& change, CaseId id, PersonId to, std::string const& reason)
{
    auto& connection = change.writing();
    auto const rows = connection.run(find_case, id);
    must(!rows.empty(), "what is listed stands");
    auto one = read_case(rows[0]);
    connection.run(keep_case, id, one.version, change.now(), reason);
    connection.run(change_record, id, one.version, to, change.now(), change.visitor().account);
    one.subject = thing(to);
    ++one.version;
    return one;
}

Result<Case> add(Change& change, Case const& wanted)
{
    auto one = TRY(checked(wanted));
    auto const& who = change.visitor();
    one.id = one.id.none() ? CaseId::fresh() : one.id;
    one.reference = free_case_reference(change.writing());
    one.created_by = who.account;
    one.owner_agency = one.owner_agency.none() ? who.agency : one.owner_agency;
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, fmt::format("{} opened", one.reference.write())));
    change.writing().run(insert_case, one.id, one.reference.write(), one.subject.kind,
        one.subject.id, one.pathway, one.pathway_version, one.stage, one.stage_since,
        write_strands(one.strands), one.level, one.team, one.worker, one.opened_because,
        one.opened_from.kind, one.opened_from.id, one.referred_at, one.opened_at, who.account,
        change.now(), one.owner_agency);
    one.version = 1;
    return one;
}

Result<Case> save(
    Change& change, Case const& wanted, std::string_view act, std::string const& reason)
{
    auto one = TRY(checked(wanted));
    auto const stands = TRY(find(change, one.id));
    auto const facts = TRY(facts_of(change, stands));
    TRY(change.record(act, facts, reason));
    if (one.version != stands.version)
        return error(Code::conflict,
            "Somebody changed this case since you opened it: look at what "
            "stands now, then save again");
    auto& connection = change.writing();
    connection.run(keep_case, one.id, one.version, change.now(), reason);
    auto const updated
        = connection.run(update_case, one.id, one.version, one.stage, one.stage_since,
            write_strands(one.strands), one.level, one.team, one.worker, one.pathway_version,
            one.referred_at, one.closed_at, change.now(), change.visitor().account);
    must(updated.changed() == 1, "a case that was read in this change is there");
    ++one.version;
    return one;
}

std::optional<std::string> reference_of(Visit const& visit, CaseId id)
{
    auto const rows = visit.reading().run(find_case, id);
    return rows.empty() ? std::nullopt : std::optional(rows[0].text("reference"));
}

void withdraw_case(Change& change, Case const& one, std::string const& reason)
{
    auto& connection = change.writing();
    connection.run(keep_case, one.id, one.version, change.now(), reason);
    connection.run(close_withdrawn, one.id, one.version, change.now(), change.visitor().account);
    for (auto const& clock : clocks_of(change, one.id))
        if (clock.runs())
            stop_clocks(change, one.id, clock.rule);
}

std::vector<CaseWas> versions_of(Visit const& visit, CaseId id)
{
    std::map<std::int64_t, AccountId> made_by;
    for (auto const row : visit.reading().run(who_replaced, id))
        made_by[row.integer("version")] = row.id<AccountId>("recorded_by");
    std::vector<CaseWas> all;
    for (auto const row : visit.reading().run(case_versions, id)) {
        auto one = read_case(row);
        auto const next = made_by.find(one.version + 1);
        all.push_back({one, row.instant("superseded_at"),
            next == made_by.end() ? AccountId() : next->second, row.text("reason")});
    }
    return all;
}

std::vector<CaseClock> clocks_of(Visit const& visit, CaseId id)
{
    std::vector<CaseClock> all;
    for (auto const row : visit.reading().run(clocks_of_case, id))
        all.push_back(read_case_clock(row));
    return all;
}

void start_clock(Change& change, CaseClock const& clock)
{
    change.writing().run(insert_clock, clock.id.none() ? ClockId::fresh() : clock.id, clock.of,
        clock.rule, clock.started_at, clock.due_at, change.now(), change.visitor().account);
}

void meet_clocks(Change& change, CaseId id, std::string_view rule)
{
    change.writing().run(meet_clock_of_rule, id, change.now(), rule);
}

void stop_clocks(Change& change, CaseId id, std::string_view rule)
{
    change.writing().run(stop_clock_of_rule, id, change.now(), rule);
}

void bring_clock_forward(Change& change, CaseClock const& clock, std::string_view rule,
    Instant due_at, std::string const& reason)
{
    change.writing().run(forward_clock, clock.id, rule, due_at);
    change.writing().run(insert_extension, Uuid::fresh(), clock.id, clock.due_at, due_at, reason,
        change.now(), change.visitor().account);
}

std::vector<ClockExtension> extensions_of(Visit const& visit, ClockId clock)
{
    std::vector<ClockExtension> all;
    for (auto const row : visit.reading().run(extensions_of_clock, clock))
        all.push_back({row.instant("due_before"), row.instant("due_after"), row.text("reason"),
            row.id<AccountId>("recorded_by"), row.instant("recorded_at")});
    return all;
}

Done extend_clock(
    Change& change, Case const& one, ClockId clock, Instant due_at, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why it takes longer", "reason");
    auto const rows = change.writing().run(find_clock, clock, one.id);
    if (rows.empty())
        return not_found();
    auto const stands = read_case_clock(rows[0]);
    if (due_at <= stands.due_at)
        return invalid("Enter a day after the one that stands", "due");
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("extend", facts,
        fmt::format(
            "{} from {} to {}: {}", stands.rule, stands.due_at.write(), due_at.write(), reason)));
    change.writing().run(move_clock, clock, one.id, due_at, reason);
    change.writing().run(insert_extension, Uuid::fresh(), clock, stands.due_at, due_at, reason,
        change.now(), change.visitor().account);
    return done();
}

} // namespace kith::cases
