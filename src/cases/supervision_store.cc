// SPDX-License-Identifier: MIT
#include "cases/supervision_store.h"

namespace kith::cases {
namespace {
    constexpr db::Sql supervisions_of_case = {"supervisions of a case",
        "select * from supervisions where of_case = $1 order by on_day desc, recorded_at desc, id"};
    constexpr db::Sql find_one_supervision
        = {"find supervision", "select * from supervisions where id = $1 and of_case = $2"};
    constexpr db::Sql supervision_versions = {"supervision as it was",
        "select * from supervisions_was where id = $1 order by version desc"};
    constexpr db::Sql supervisions_to_repeat = {"cases to go through again",
        "select s.* from supervisions s join cases c on c.id = s.of_case where c.team = $1 and "
        "s.next_day <= $2 and s.worker <> $3 and c.closed_at is null and not exists (select 1 from "
        "supervisions l where l.of_case = s.of_case and (l.on_day > s.on_day or (l.on_day = "
        "s.on_day and l.recorded_at > s.recorded_at))) order by s.next_day, s.id"};
    constexpr db::Sql insert_supervision = {"add supervision",
        "insert into supervisions (id, of_case, team, worker, manager, on_day, reflection, "
        "decisions, worker_needs, next_day, version, recorded_at, recorded_by, owner_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $5, $12)"};
    constexpr db::Sql keep_supervision_row = {"keep supervision as it was",
        "insert into supervisions_was (id, of_case, team, worker, manager, on_day, reflection, "
        "decisions, worker_needs, next_day, version, recorded_at, recorded_by, owner_agency, "
        "superseded_at, reason) select id, of_case, team, worker, manager, on_day, reflection, "
        "decisions, worker_needs, next_day, version, recorded_at, recorded_by, owner_agency, $2, "
        "$3 from supervisions where id = $1"};
    constexpr db::Sql update_supervision = {"correct supervision",
        "update supervisions set on_day = $3, reflection = $4, decisions = $5, worker_needs = $6, "
        "next_day = $7, recorded_at = $8, recorded_by = $9, version = version + 1 where id = $1 "
        "and version = $2"};

    // The case's facts, for whoever may read it.
    Result<access::Facts> case_known(Visit const& visit, CaseId id)
    {
        auto facts = TRY(facts_by_id(visit, id));
        if (!visit.sees(facts))
            return not_found();
        return facts;
    }
} // namespace

Supervision read_supervision(db::Row const& row)
{
    Supervision one;
    one.id = row.id<SupervisionId>("id");
    one.of = row.id<CaseId>("of_case");
    one.team = row.id<TeamId>("team");
    one.worker = row.id<AccountId>("worker");
    one.manager = row.id<AccountId>("manager");
    one.on = row.date("on_day");
    one.reflection = row.text("reflection");
    one.decisions = row.text("decisions");
    one.worker_needs = row.text("worker_needs");
    one.next = row.maybe_date("next_day");
    one.version = row.integer("version");
    one.owner_agency = row.id<AgencyId>("owner_agency");
    one.recorded_at = row.instant("recorded_at");
    return one;
}

access::Facts facts_of(access::Facts const& of_case, Supervision const& one)
{
    auto facts = of_case; // its wall, its seal, its subject
    facts.thing = {"supervision", one.id.uuid()};
    facts.owner = one.owner_agency;
    facts.holding_teams = {one.team};
    facts.shared_with = {one.worker, one.manager};
    facts.raised_by = one.manager;
    return facts;
}

std::vector<Supervision> supervisions_of(Visit const& visit, CaseId id)
{
    std::vector<Supervision> all;
    auto const of_case = case_known(visit, id);
    if (!of_case)
        return all;
    for (auto const row : visit.reading().run(supervisions_of_case, id)) {
        auto one = read_supervision(row);
        if (visit.see(facts_of(*of_case, one)).ok())
            all.push_back(std::move(one));
    }
    return all;
}

Result<Supervision> find_supervision(Visit const& visit, CaseId of, SupervisionId id)
{
    auto const of_case = TRY(case_known(visit, of));
    auto const rows = visit.reading().run(find_one_supervision, id, of);
    if (rows.empty())
        return not_found();
    auto one = read_supervision(rows[0]);
    TRY(visit.see(facts_of(of_case, one)));
    return one;
}

std::vector<SupervisionWas> versions_of(Visit const& visit, SupervisionId id)
{
    std::vector<SupervisionWas> all;
    for (auto const row : visit.reading().run(supervision_versions, id))
        all.push_back({read_supervision(row), row.instant("superseded_at"), row.text("reason")});
    return all;
}

std::vector<Supervision> supervisions_to_come(Visit const& visit, Date by)
{
    std::vector<Supervision> all;
    for (auto const team : visit.visitor().leads)
        for (auto const row :
            visit.reading().run(supervisions_to_repeat, team, by, visit.visitor().account)) {
            auto one = read_supervision(row);
            auto const of_case = case_known(visit, one.of);
            if (of_case && visit.permits("supervise", *of_case)
                && visit.see(facts_of(*of_case, one)).ok())
                all.push_back(std::move(one));
        }
    return all;
}

Result<Supervision> add_supervision(Change& change, Case const& of, Supervision const& wanted)
{
    auto const facts = TRY(facts_of(change, of));
    auto one = wanted;
    one.id = SupervisionId::fresh();
    one.of = of.id;
    one.team = of.team;
    one.manager = change.visitor().account;
    one.owner_agency = change.visitor().agency;
    one.recorded_at = change.now();
    one.version = 1;
    TRY(change.record("supervise", facts, "They went through the case"));
    change.writing().run(insert_supervision, one.id, one.of, one.team, one.worker, one.manager,
        *one.on, one.reflection, one.decisions, one.worker_needs, one.next, change.now(),
        one.owner_agency);
    return one;
}

Result<Supervision> correct_supervision(
    Change& change, Case const& of, Supervision const& wanted, std::string const& reason)
{
    auto const of_case = TRY(facts_of(change, of));
    auto const stands = TRY(find_supervision(change, of.id, wanted.id));
    TRY(change.record("correct", facts_of(of_case, stands), reason));
    if (stands.version != wanted.version)
        return error(Code::conflict,
            "Somebody corrected this note since you opened it: look at what stands now, then save "
            "again");
    auto& connection = change.writing();
    connection.run(keep_supervision_row, stands.id, change.now(), reason);
    connection.run(update_supervision, stands.id, stands.version, *wanted.on, wanted.reflection,
        wanted.decisions, wanted.worker_needs, wanted.next, change.now(), change.visitor().account);
    return find_supervision(change, of.id, wanted.id);
}

} // namespace kith::cases
