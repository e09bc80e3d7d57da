// SPDX-License-Identifier: MIT
#include "cases/ground_plan.h"
#include "cases/store.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr db::Sql ground_plans_of_case = {"ground plans of a case",
        "select * from ground_plans where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql ground_plan_of_file
        = {"ground plan of a file", "select * from ground_plans where attachment = $1"};
    constexpr db::Sql insert_ground_plan = {"add ground plan",
        "insert into ground_plans (id, of_case, attachment, shows, recorded_at, recorded_by, "
        "owner_agency, withdrawn_because) values ($1, $2, $3, $4, $5, $6, $7, '')"};
    constexpr db::Sql withdraw_ground_plan = {"take ground plan off",
        "update ground_plans set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 "
        "where id = $1 and withdrawn_at is null"};
    constexpr std::size_t longest_because = 1000;

    GroundPlan read_ground_plan(db::Row const& row)
    {
        GroundPlan one;
        one.id = row.id<GroundPlanId>("id");
        one.of = row.id<CaseId>("of_case");
        one.file = row.id<AttachmentId>("attachment");
        one.shows = row.text("shows");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        one.withdrawn_by = row.id<AccountId>("withdrawn_by");
        one.because = row.text("withdrawn_because");
        return one;
    }

    bool can_be_shown(Visit const& visit, GroundPlan const& one)
    {
        return !one.withdrawn_at
            && documents::shown(visit.reading(), one.file).standing == documents::Standing::shown;
    }

    std::optional<access::Facts> plan_holder_sees(Visit const& visit, AttachmentId file)
    {
        auto const rows = visit.reading().run(ground_plan_of_file, file);
        if (rows.empty())
            return std::nullopt;
        auto const plan = read_ground_plan(rows[0]);
        auto const one = find(visit, plan.of);
        if (!one)
            return std::nullopt;
        auto const facts = facts_of(visit, *one);
        if (!facts || (plan.withdrawn_at && !visit.permits("assess", *facts)))
            return std::nullopt;
        return *facts;
    }
} // namespace

std::vector<GroundPlan> ground_plans_of(Visit const& visit, CaseId id)
{
    std::vector<GroundPlan> all;
    for (auto const row : visit.reading().run(ground_plans_of_case, id))
        all.push_back(read_ground_plan(row));
    return all;
}

std::optional<GroundPlan> standing_ground_plan(Visit const& visit, CaseId id)
{
    for (auto const& one : ground_plans_of(visit, id))
        if (can_be_shown(visit, one))
            return one;
    return std::nullopt;
}

std::optional<GroundPlan> ground_plan_of(Visit const& visit, Measurement const& one)
{
    std::optional<GroundPlan> first_after;
    for (auto const& plan : ground_plans_of(visit, one.of)) {
        if (!can_be_shown(visit, plan))
            continue;
        if (plan.recorded_at <= one.recorded_at)
            return plan;
        first_after = plan;
    }
    return first_after;
}

Done add_ground_plan(Change& change, Case const& of, GroundPlan const& wanted)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("assess", facts, "Plan to mark added: " + wanted.shows));
    TRY(documents::claim(change, wanted.file, of.subject, thing(of.id), "plan"));
    change.writing().run(insert_ground_plan, GroundPlanId::fresh(), of.id, wanted.file,
        wanted.shows, change.now(), change.visitor().account, change.visitor().agency);
    return done();
}

Done take_ground_plan_off(
    Change& change, Case const& of, GroundPlanId id, std::string const& because)
{
    auto const facts = TRY(facts_of(change, of));
    TRY(static_cast<Visit const&>(change).may("assess", facts));
    auto const all = ground_plans_of(change, of.id);
    auto const at = std::ranges::find(all, id, &GroundPlan::id);
    if (at == all.end())
        return not_found();
    if (because.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is taken off", "because");
    if (because.size() > longest_because)
        return invalid("Say why in fewer words", "because");
    TRY(change.record("assess", facts, "Plan to mark taken off: " + because));
    auto const gone = change.writing().run(
        withdraw_ground_plan, id, change.now(), change.visitor().account, because);
    if (gone.changed() == 0)
        return error(Code::conflict,
            "Somebody took this plan off since you opened it: look at what stands now");
    return done();
}

documents::Holder ground_plan_holder()
{
    return {[](Visit const& visit, Thing const&, AttachmentId file) {
                return plan_holder_sees(visit, file);
            },
        "assess"};
}

} // namespace kith::cases
