// SPDX-License-Identifier: MIT
#include "cases/prompt_store.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>

namespace kith::cases {
namespace {
    constexpr db::Sql prompts_of_case = {"prompts of a case",
        "select * from case_prompts where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql prompts_of_owner = {"prompts of the cases of an agency",
        "select p.* from case_prompts p join cases c on c.id = p.of_case where c.owner_agency = $1 "
        "and p.on_day >= $2 order by p.of_case, p.recorded_at desc, p.id"};
    constexpr db::Sql way_of_case = {"pathway of a case",
        "select pathway, pathway_version, owner_agency, opened_at from cases where id = $1 and "
        "closed_at is "
        "null"};
    constexpr db::Sql reasons_of_case = {"reasons of the prompts of a case",
        "select r.* from case_prompt_reasons r join case_prompts p on p.id = r.prompt where "
        "p.of_case = $1 order by r.recorded_at, r.id"};
    constexpr db::Sql reasons_of_owner = {"reasons of the prompts of an agency",
        "select r.* from case_prompt_reasons r join case_prompts p on p.id = r.prompt join cases c "
        "on c.id = p.of_case where c.owner_agency = $1 and p.on_day >= $2 order by r.recorded_at, "
        "r.id"};
    constexpr db::Sql move_reason
        = {"let a reason wait on", "update case_prompt_reasons set prompt = $2 where id = $1"};
    constexpr db::Sql reasons_of_prompt = {"reasons of a prompt",
        "select * from case_prompt_reasons where prompt = $1 order by recorded_at, id"};
    constexpr db::Sql prompted_of_team = {"cases of a team with a prompt that waits",
        "select p.of_case, min(p.recorded_at) as since from case_prompts p join cases c on c.id = "
        "p.of_case where c.team = $1 and c.closed_at is null and p.answered_at is null group by "
        "p.of_case order by since, p.of_case limit 500"};
    constexpr db::Sql prompted_of_worker = {"cases of a worker with a prompt that waits",
        "select p.of_case, min(p.recorded_at) as since from case_prompts p join cases c on c.id = "
        "p.of_case where c.worker = $1 and c.closed_at is null and p.answered_at is null group by "
        "p.of_case order by since, p.of_case limit 500"};
    constexpr db::Sql waiting_of_day = {"prompt of a day that waits",
        "select id from case_prompts where of_case = $1 and on_day = $2 and answered_at is null "
        "order by recorded_at, id limit 1"};
    constexpr db::Sql insert_prompt = {"add prompt",
        "insert into case_prompts (id, of_case, on_day, recorded_at, changes, because) values ($1, "
        "$2, $3, $4, '', '')"};
    constexpr db::Sql insert_prompt_reason = {"add reason of a prompt",
        "insert into case_prompt_reasons (id, prompt, kind, said, from_kind, from_id, told_to, "
        "by_link, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    constexpr db::Sql answer_waiting = {"answer prompt",
        "update case_prompts set answered_at = $3, answered_by = $4, changes = $5, because = $6, "
        "review_due = $7 where id = $1 and of_case = $2 and answered_at is null"};
    constexpr db::Sql retirements_of_agency = {"kinds of prompt that an agency retired",
        "select * from case_prompt_retirements where agency = $1 order by retired_at desc, id"};
    constexpr db::Sql retirement_stands = {"kind of prompt that is retired",
        "select id from case_prompt_retirements where agency = $1 and kind = $2 and back_at is "
        "null"};
    constexpr db::Sql insert_retirement = {"retire kind of prompt",
        "insert into case_prompt_retirements (id, agency, kind, retired_at, retired_by, because, "
        "back_because) values ($1, $2, $3, $4, $5, $6, '')"};
    constexpr db::Sql end_retirement = {"bring kind of prompt back",
        "update case_prompt_retirements set back_at = $2, back_by = $3, back_because = $4 where id "
        "= $1"};

    PromptReason read_prompt_reason(db::Row const& row)
    {
        PromptReason one;
        one.id = row.uuid("id");
        one.kind = row.text("kind");
        one.said = row.text("said");
        one.from = {row.text("from_kind"), row.uuid("from_id")};
        one.told = row.text("told_to") == "source" ? ToldTo::who_knows_source : ToldTo::readers;
        one.by_link = row.id<LinkId>("by_link");
        one.at = row.instant("recorded_at");
        return one;
    }

    std::vector<Prompt> read_prompts(db::Rows const& rows, db::Rows const& reasons)
    {
        std::map<Uuid, std::vector<PromptReason>> by_prompt;
        for (auto const row : reasons)
            by_prompt[row.uuid("prompt")].push_back(read_prompt_reason(row));
        std::vector<Prompt> all;
        for (auto const row : rows) {
            Prompt one;
            one.id = row.uuid("id");
            one.of = row.id<CaseId>("of_case");
            one.on = row.date("on_day");
            one.answered_at = row.maybe_instant("answered_at");
            one.answered_by = row.id<AccountId>("answered_by");
            one.changes = read_changes(row.text("changes"));
            one.because = row.text("because");
            if (!row.is_null("review_due"))
                one.review_due = row.date("review_due");
            one.reasons = std::move(by_prompt[one.id]);
            all.push_back(std::move(one));
        }
        return all;
    }

    bool says_the_same(PromptReason const& a, PromptReason const& b)
    {
        return a.kind == b.kind && a.from == b.from && a.said == b.said;
    }

    Uuid fresh_prompt(Change& change, CaseId of, Date on)
    {
        auto const id = Uuid::fresh();
        change.writing().run(insert_prompt, id, of, on, change.now());
        return id;
    }

    Uuid waiting_prompt(Change& change, CaseId of, Date on)
    {
        auto const rows = change.writing().run(waiting_of_day, of, on);
        return rows.empty() ? fresh_prompt(change, of, on) : rows[0].uuid("id");
    }
} // namespace

std::vector<Prompt> prompts_kept(db::Connection& connection, CaseId of)
{
    return read_prompts(connection.run(prompts_of_case, of), connection.run(reasons_of_case, of));
}

std::vector<Prompt> prompts_of_agency(db::Connection& connection, AgencyId agency, Date since)
{
    return read_prompts(connection.run(prompts_of_owner, agency, since),
        connection.run(reasons_of_owner, agency, since));
}

std::optional<PromptedCase> prompted_case(db::Connection& connection, CaseId of)
{
    auto const rows = connection.run(way_of_case, of);
    if (rows.empty())
        return std::nullopt;
    return PromptedCase{rows[0].text("pathway"),
        static_cast<int>(rows[0].integer("pathway_version")), rows[0].id<AgencyId>("owner_agency"),
        rows[0].instant("opened_at")};
}

std::vector<CaseId> cases_prompted(Visit const& visit)
{
    std::vector<CaseId> all;
    auto const add = [&](db::Rows const& rows) {
        for (auto const row : rows)
            if (auto const id = row.id<CaseId>("of_case"); std::ranges::find(all, id) == all.end())
                all.push_back(id);
    };
    auto& connection = visit.reading();
    if (!visit.visitor().account.none())
        add(connection.run(prompted_of_worker, visit.visitor().account));
    for (auto const team : visit.visitor().teams)
        add(connection.run(prompted_of_team, team));
    return all;
}

void keep_reason(Change& change, CaseId of, Date on, PromptReason const& reason)
{
    auto& connection = change.writing();
    auto const prompt = waiting_prompt(change, of, on);
    for (auto const row : connection.run(reasons_of_prompt, prompt))
        if (says_the_same(read_prompt_reason(row), reason))
            return;
    connection.run(insert_prompt_reason, Uuid::fresh(), prompt, reason.kind, reason.said,
        reason.from.kind, reason.from.id,
        reason.told == ToldTo::who_knows_source ? "source" : "readers", reason.by_link,
        change.now(), change.visitor().account);
}

void let_wait(Change& change, Prompt const& prompt, std::set<Uuid> const& answered)
{
    auto& connection = change.writing();
    std::optional<Uuid> onward;
    for (auto const row : connection.run(reasons_of_prompt, prompt.id)) {
        if (answered.contains(row.uuid("id")))
            continue;
        if (!onward)
            onward = fresh_prompt(change, prompt.of, prompt.on);
        connection.run(move_reason, row.uuid("id"), *onward);
    }
}

Done answer_prompt(Change& change, Case const& of, Uuid const& prompt, PromptAnswer const& answer)
{
    auto const facts = TRY(facts_of(change, of));
    auto const said = write_changes(answer.changes);
    TRY(change.record("answer prompt", facts, fmt::format("{}: {}", said, answer.because)));
    auto const saved = change.writing().run(answer_waiting, prompt, of.id, change.now(),
        change.visitor().account, said, answer.because, answer.review_due);
    if (saved.changed() == 0)
        return error(Code::conflict, "Somebody answered this meanwhile: look at what they said");
    return done();
}

std::vector<Retirement> retirements_of(db::Connection& connection, AgencyId agency)
{
    std::vector<Retirement> all;
    for (auto const row : connection.run(retirements_of_agency, agency))
        all.push_back({row.uuid("id"), agency, row.text("kind"), row.instant("retired_at"),
            row.id<AccountId>("retired_by"), row.text("because"), row.maybe_instant("back_at"),
            row.id<AccountId>("back_by"), row.text("back_because")});
    return all;
}

bool is_retired(db::Connection& connection, AgencyId agency, std::string const& kind)
{
    return !connection.run(retirement_stands, agency, kind).empty();
}

access::Facts facts_of_kinds(AgencyId agency)
{
    access::Facts facts;
    facts.thing = {"prompt_kind", agency.uuid()};
    facts.owner = agency;
    return facts;
}

Done retire_kind(Change& change, std::string const& kind, std::string const& because)
{
    auto const agency = change.visitor().agency;
    TRY(change.record(
        "retire", facts_of_kinds(agency), fmt::format("{} retired: {}", kind, because)));
    if (is_retired(change.writing(), agency, kind))
        return error(Code::conflict, "Somebody retired this kind meanwhile");
    change.writing().run(insert_retirement, Uuid::fresh(), agency, kind, change.now(),
        change.visitor().account, because);
    return done();
}

Done bring_kind_back(Change& change, std::string const& kind, std::string const& because)
{
    auto const agency = change.visitor().agency;
    TRY(change.record(
        "retire", facts_of_kinds(agency), fmt::format("{} brought back: {}", kind, because)));
    auto const rows = change.writing().run(retirement_stands, agency, kind);
    if (rows.empty())
        return error(Code::conflict, "Somebody brought this kind back meanwhile");
    change.writing().run(
        end_retirement, rows[0].uuid("id"), change.now(), change.visitor().account, because);
    return done();
}

} // namespace kith::cases
