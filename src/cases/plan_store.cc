// SPDX-License-Identifier: MIT
#include "cases/plan_store.h"
#include "cases/measurement_store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr db::Sql plan_of_case = {"plan of a case", "select * from plans where of_case = $1"};
    constexpr db::Sql insert_plan = {"add plan",
        "insert into plans (id, of_case, own_goal, own_view, trusted_worker, agreed_on, "
        "agreed_with, agreed_at, next_review, created_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $10, $12)"};
    constexpr db::Sql keep_plan = {"keep plan as it was",
        "insert into plans_was select id, of_case, own_goal, own_view, trusted_worker, agreed_on, "
        "agreed_with, agreed_at, next_review, created_by, version, recorded_at, recorded_by, "
        "owner_agency, $3, $4 from plans where id = $1 and version = $2"};
    constexpr db::Sql update_plan = {"save plan",
        "update plans set own_goal = $3, own_view = $4, trusted_worker = $5, agreed_on = $6, "
        "agreed_with = $7, agreed_at = $8, next_review = $9, recorded_at = $10, recorded_by = $11, "
        "version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql goals_of_plan
        = {"goals of a plan", "select * from plan_goals where plan = $1 order by place, id"};
    constexpr db::Sql insert_goal = {"add goal",
        "insert into plan_goals (id, plan, place, statement, aims_at, measured_by, what_it_tells, "
        "instrument, measure, baseline_measurement, observation, baseline_count, baseline_of, "
        "baseline_on, target, state, state_because, created_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "$16, $17, $18, 1, $19, $18, $20)"};
    constexpr db::Sql keep_goal = {"keep goal as it was",
        "insert into plan_goals_was select id, plan, place, statement, aims_at, measured_by, "
        "what_it_tells, instrument, measure, baseline_measurement, observation, baseline_count, "
        "baseline_of, baseline_on, target, state, state_because, created_by, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from plan_goals where id = $1 and version = $2"};
    constexpr db::Sql update_goal = {"save goal",
        "update plan_goals set statement = $3, aims_at = $4, measured_by = $5, what_it_tells = $6, "
        "instrument = $7, measure = $8, baseline_measurement = $9, observation = $10, "
        "baseline_count = $11, baseline_of = $12, baseline_on = $13, target = $14, state = $15, "
        "state_because = $16, recorded_at = $17, recorded_by = $18, version = version + 1 where id "
        "= $1 and version = $2"};
    constexpr db::Sql partners_of_plan = {"partners of a plan",
        "select * from plan_partners where plan = $1 and withdrawn_at is null order by "
        "recorded_at, id"};
    constexpr db::Sql partners_ever = {"everybody who was a partner of a plan",
        "select withdrawn_at from plan_partners where plan = $1"};
    constexpr db::Sql insert_partner = {"add partner of a plan",
        "insert into plan_partners (id, plan, who, own_view, offer, their_part, may_be_told, "
        "recorded_at, recorded_by, withdrawn_at, withdrawn_by, withdrawn_because) values ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, null, null, '')"};
    constexpr db::Sql take_partner_off = {"withdraw partner of a plan",
        "update plan_partners set withdrawn_at = $3, withdrawn_by = $4, withdrawn_because = $5 "
        "where id = $1 and plan = $2 and withdrawn_at is null"};
    constexpr db::Sql plans_before
        = {"plan as it was", "select * from plans_was where of_case = $1 order by version desc"};
    constexpr db::Sql goals_before = {"goals as they were",
        "select w.* from plan_goals_was w join plans p on p.id = w.plan where p.of_case = $1 order "
        "by w.superseded_at desc, w.id"};
    constexpr db::Sql who_saved_plan = {"who replaced a version of a plan",
        "select version, recorded_by from plans_was where of_case = $1 union all select version, "
        "recorded_by from plans where of_case = $1"};
    constexpr db::Sql plan_agreed_at = {"who agreed a plan",
        "select recorded_by from (select version, recorded_by, agreed_at, recorded_at from plans "
        "where of_case = $1 union all select version, recorded_by, agreed_at, recorded_at from "
        "plans_was where of_case = $1) as a where a.agreed_at = $2 and a.recorded_at = $2 order by "
        "a.version limit 1"};
    constexpr db::Sql who_saved_goal = {"who replaced a version of a goal",
        "select version, recorded_by from plan_goals_was where id = $1 union all select version, "
        "recorded_by from plan_goals where id = $1"};
    constexpr db::Sql partners_before = {"partners taken off a plan",
        "select x.* from plan_partners x join plans p on p.id = x.plan where p.of_case = $1 and "
        "x.withdrawn_at is not null order by x.withdrawn_at desc, x.id"};

    Plan read_plan(db::Row const& row)
    {
        Plan one;
        one.id = row.id<PlanId>("id");
        one.of = row.id<CaseId>("of_case");
        one.own_goal = row.text("own_goal");
        one.own_view = row.text("own_view");
        one.trusted_worker = row.text("trusted_worker");
        one.agreed_on = row.maybe_date("agreed_on");
        one.agreed_with = row.text("agreed_with");
        one.agreed_at = row.maybe_instant("agreed_at");
        one.next_review = row.maybe_date("next_review");
        one.created_by = row.id<AccountId>("created_by");
        one.version = row.integer("version");
        one.recorded_at = row.instant("recorded_at");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        return one;
    }

    Goal read_goal(db::Connection& connection, db::Row const& row)
    {
        Goal one;
        one.id = row.id<GoalId>("id");
        one.plan = row.id<PlanId>("plan");
        one.place = static_cast<int>(row.integer("place"));
        one.statement = row.text("statement");
        one.aims_at = row.text("aims_at");
        one.measured_by = row.text("measured_by");
        one.what_it_tells = row.text("what_it_tells");
        one.instrument = row.text("instrument");
        one.measure = row.text("measure");
        one.baseline_measurement = row.id<MeasurementId>("baseline_measurement");
        one.observation = row.text("observation");
        if (auto const on = row.maybe_date("baseline_on")) {
            auto const state = state_of(connection, one.baseline_measurement);
            one.baseline = Counted{row.integer("baseline_count"), row.integer("baseline_of"), *on,
                state.told, state.taken_back};
        }
        one.target = row.text("target");
        one.state = row.text("state");
        one.state_because = row.text("state_because");
        one.created_by = row.id<AccountId>("created_by");
        one.version = row.integer("version");
        one.recorded_at = row.instant("recorded_at");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        return one;
    }

    Partner read_partner(db::Row const& row)
    {
        return {row.uuid("id"), row.id<PlanId>("plan"), row.text("who"), row.text("own_view"),
            row.text("offer"), row.text("their_part"), row.text("may_be_told"),
            row.id<AccountId>("recorded_by"), row.instant("recorded_at")};
    }

    Error somebody_was_first()
    {
        return error(Code::conflict,
            "Somebody changed this since you opened it: look at what stands now, then save again");
    }

    Done may_plan(Change& change, Case const& of, std::string const& text)
    {
        auto const facts = TRY(facts_of(change, of));
        return change.record("plan", facts, text);
    }

    // The plan that stands, made where there is none.
    Result<Plan> plan_to_write(Change& change, Case const& of)
    {
        auto const rows = change.writing().run(plan_of_case, of.id);
        if (!rows.empty())
            return read_plan(rows[0]);
        Plan made;
        return save_plan(change, of, made, "The plan was begun");
    }

    std::optional<std::int64_t> count_of(Goal const& goal)
    {
        return goal.baseline ? std::optional(goal.baseline->count) : std::nullopt;
    }
    std::optional<std::int64_t> all_of_goal(Goal const& goal)
    {
        return goal.baseline ? std::optional(goal.baseline->of) : std::nullopt;
    }
    std::optional<Date> counted_on(Goal const& goal)
    {
        return goal.baseline ? std::optional(goal.baseline->on) : std::nullopt;
    }

    Result<Goal> add_goal(Change& change, Plan const& plan, Goal goal)
    {
        auto& connection = change.writing();
        goal.id = GoalId::fresh();
        goal.plan = plan.id;
        goal.place = static_cast<int>(connection.run(goals_of_plan, plan.id).size()) + 1;
        goal.created_by = change.visitor().account;
        goal.owner_agency = plan.owner_agency;
        connection.run(insert_goal, goal.id, goal.plan, goal.place, goal.statement, goal.aims_at,
            goal.measured_by, goal.what_it_tells, goal.instrument, goal.measure,
            goal.baseline_measurement, goal.observation, count_of(goal), all_of_goal(goal),
            counted_on(goal), goal.target, goal.state, goal.state_because, goal.created_by,
            change.now(), goal.owner_agency);
        goal.version = 1;
        goal.recorded_at = change.now();
        return goal;
    }

    AccountId saver_of(db::Rows const& rows, std::int64_t version)
    {
        for (auto const row : rows)
            if (row.integer("version") == version)
                return row.id<AccountId>("recorded_by");
        return {};
    }

    // Each save adds one, and nothing takes one away.
    void count_changes(db::Connection& connection, WholePlan& whole)
    {
        whole.changes = whole.plan.version;
        for (auto const& goal : whole.goals)
            whole.changes += goal.version;
        for (auto const row : connection.run(partners_ever, whole.plan.id)) {
            ++whole.changes;
            auto const left = row.maybe_instant("withdrawn_at");
            if (!left)
                continue;
            ++whole.changes;
            if (!whole.partner_left_at || *whole.partner_left_at < *left)
                whole.partner_left_at = left;
        }
    }

    std::string goal_text(Goal const& goal)
    {
        auto text = goal.observation.empty() ? std::string() : goal.observation + ". ";
        if (goal.baseline)
            text += "Baseline " + goal.baseline->in_words() + ". ";
        return text + (goal.target.empty() ? "" : "Target: " + goal.target);
    }
} // namespace

std::optional<WholePlan> plan_of(Visit const& visit, CaseId id)
{
    if (!knows(visit, id))
        return std::nullopt;
    auto& connection = visit.reading();
    auto const rows = connection.run(plan_of_case, id);
    if (rows.empty())
        return std::nullopt;
    WholePlan whole;
    whole.plan = read_plan(rows[0]);
    for (auto const row : connection.run(goals_of_plan, whole.plan.id))
        whole.goals.push_back(read_goal(connection, row));
    for (auto const row : connection.run(partners_of_plan, whole.plan.id))
        whole.partners.push_back(read_partner(row));
    count_changes(connection, whole);
    return whole;
}

Result<Goal> find_goal(Visit const& visit, CaseId of, GoalId id)
{
    auto const whole = plan_of(visit, of);
    if (!whole)
        return not_found();
    auto const found = std::ranges::find(whole->goals, id, &Goal::id);
    if (found == whole->goals.end())
        return not_found();
    return *found;
}

Result<Plan> save_plan(
    Change& change, Case const& of, Plan const& wanted, std::string const& reason)
{
    auto plan = TRY(checked(wanted));
    TRY(may_plan(change, of, reason));
    auto& connection = change.writing();
    auto const rows = connection.run(plan_of_case, of.id);
    if (rows.empty()) {
        plan.id = PlanId::fresh();
        plan.of = of.id;
        plan.created_by = change.visitor().account;
        plan.owner_agency = of.owner_agency;
        connection.run(insert_plan, plan.id, plan.of, plan.own_goal, plan.own_view,
            plan.trusted_worker, plan.agreed_on, plan.agreed_with, plan.agreed_at, plan.next_review,
            plan.created_by, change.now(), plan.owner_agency);
        plan.version = 1;
        plan.recorded_at = change.now();
        return plan;
    }
    auto const stands = read_plan(rows[0]);
    if (stands.version != plan.version)
        return somebody_was_first();
    connection.run(keep_plan, stands.id, stands.version, change.now(), reason);
    connection.run(update_plan, stands.id, stands.version, plan.own_goal, plan.own_view,
        plan.trusted_worker, plan.agreed_on, plan.agreed_with, plan.agreed_at, plan.next_review,
        change.now(), change.visitor().account);
    ++plan.version;
    plan.recorded_at = change.now();
    return plan;
}

Result<Goal> save_goal(
    Change& change, Case const& of, Goal const& wanted, std::string const& reason)
{
    auto const plan = TRY(plan_to_write(change, of));
    TRY(may_plan(change, of, reason.empty() ? "Goal: " + wanted.statement : reason));
    if (wanted.id.none())
        return add_goal(change, plan, wanted);
    auto goal = wanted;
    auto const stands = TRY(find_goal(change, of.id, goal.id));
    if (stands.version != goal.version)
        return somebody_was_first();
    auto& connection = change.writing();
    connection.run(keep_goal, goal.id, goal.version, change.now(), reason);
    connection.run(update_goal, goal.id, goal.version, goal.statement, goal.aims_at,
        goal.measured_by, goal.what_it_tells, goal.instrument, goal.measure,
        goal.baseline_measurement, goal.observation, count_of(goal), all_of_goal(goal),
        counted_on(goal), goal.target, goal.state, goal.state_because, change.now(),
        change.visitor().account);
    ++goal.version;
    goal.recorded_at = change.now();
    return goal;
}

Result<Partner> add_partner(Change& change, Case const& of, Partner const& wanted)
{
    auto partner = TRY(checked(wanted));
    auto const plan = TRY(plan_to_write(change, of));
    TRY(may_plan(change, of, "A partner in the plan: " + partner.who));
    partner.id = Uuid::fresh();
    partner.plan = plan.id;
    partner.by = change.visitor().account;
    partner.recorded_at = change.now();
    change.writing().run(insert_partner, partner.id, partner.plan, partner.who, partner.own_view,
        partner.offer, partner.their_part, partner.may_be_told, partner.recorded_at, partner.by);
    return partner;
}

Done withdraw_partner(
    Change& change, Case const& of, Uuid const& partner, std::string const& because)
{
    if (because.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why", "because");
    auto const plan = TRY(plan_to_write(change, of));
    TRY(may_plan(change, of, "A partner is taken off the plan: " + because));
    auto const taken = change.writing().run(
        take_partner_off, partner, plan.id, change.now(), change.visitor().account, because);
    if (taken.changed() == 0)
        return not_found();
    return done();
}

AccountId agreed_by(Visit const& visit, Plan const& plan)
{
    if (!plan.agreed_at)
        return {};
    auto& connection = visit.reading();
    for (auto const row : connection.run(plan_agreed_at, plan.of, *plan.agreed_at))
        return row.id<AccountId>("recorded_by");
    return {};
}

std::vector<PlanWas> plan_history(Visit const& visit, CaseId id)
{
    std::vector<PlanWas> all;
    auto& connection = visit.reading();
    auto const savers = connection.run(who_saved_plan, id);
    std::optional<Instant> agreed_next; // of the version after
    for (auto const row : connection.run(plan_of_case, id))
        agreed_next = row.maybe_instant("agreed_at");
    for (auto const row : connection.run(plans_before, id)) {
        auto const was = read_plan(row);
        auto const of = was.agreed_at == agreed_next ? PlanWas::Of::words : PlanWas::Of::agreement;
        agreed_next = was.agreed_at;
        all.push_back({of, was.id.uuid(), was.version, "The plan",
            was.own_goal + (was.agreed_with.empty() ? "" : " Agreed with " + was.agreed_with),
            row.instant("superseded_at"), saver_of(savers, was.version + 1), row.text("reason")});
    }
    for (auto const row : connection.run(goals_before, id)) {
        auto const was = read_goal(connection, row);
        all.push_back({PlanWas::Of::goal, was.id.uuid(), was.version, was.statement, goal_text(was),
            row.instant("superseded_at"),
            saver_of(connection.run(who_saved_goal, was.id), was.version + 1), row.text("reason")});
    }
    for (auto const row : connection.run(partners_before, id))
        all.push_back({PlanWas::Of::partner, row.uuid("id"), 1, row.text("who"),
            row.text("their_part"), row.instant("withdrawn_at"), row.id<AccountId>("withdrawn_by"),
            row.text("withdrawn_because")});
    std::ranges::stable_sort(
        all, [](PlanWas const& one, PlanWas const& other) { return other.until < one.until; });
    return all;
}

} // namespace kith::cases
