// SPDX-License-Identifier: MIT
#pragma once

// For tests of plans: goals, actions and agreements in the world of cases.

#include "cases/cases_world_test.h"
#include "cases/plan_pages.h"
#include "cases/plan_views.h"
#include <algorithm>

namespace kith::cases {

inline Goal a_trust_goal()
{
    Goal goal;
    goal.statement = "Young people can name an adult they trust here";
    goal.aims_at = "PLACE";
    goal.measured_by = "observation";
    goal.what_it_tells = "what_is_different";
    goal.observation = "Young people who can name an adult they trust here";
    goal.baseline = Counted{2, 10, Date::of(2026, 3, 6).value()};
    goal.target = "6 of 10";
    return goal;
}

inline actions::Action a_planned_action(CasesWorld& world, char const* kind)
{
    actions::Action action;
    action.what = "Train a manager to keep the door";
    action.kind = kind;
    action.for_agency = directory::list_agencies(
        world.world.as(world.worker)->visit().reading(), Date::of(2026, 3, 6).value())
                            .front()
                            .id;
    action.named_in_words = "The licensing officer";
    action.due = Date::of(2026, 3, 27).value();
    action.how_we_will_know = "A manager is there each evening";
    return action;
}

template <class Body>
auto changed_by(CasesWorld& world, AccountId who, Body body)
{
    return world.world.as(who)->visit().change([&](Change& change) { return body(change); });
}

inline Goal with_goal(CasesWorld& world, CaseId of, Goal const& goal)
{
    auto const made = changed_by(world, world.worker,
        [&](Change& change) { return set_goal(world.room, change, of, goal, ""); });
    REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
    return *made;
}

inline std::optional<WholePlan> plan_now(CasesWorld& world, CaseId of)
{
    return whole_plan(world.room, world.world.as(world.worker)->visit(), of);
}

inline Result<Plan> agreed_now(CasesWorld& world, CaseId of)
{
    auto const whole = plan_now(world, of);
    Agreement agreement{whole ? whole->changes : 0, Date::of(2026, 3, 6).value(),
        "Her mother, school and the team", "It is all right"};
    return changed_by(world, world.worker,
        [&](Change& change) { return agree(world.room, change, of, agreement); });
}

inline void with_action(CasesWorld& world, CaseId of, GoalId goal, char const* kind)
{
    auto const made = changed_by(world, world.worker, [&](Change& change) {
        return ask_for(world.room, change, of, goal, a_planned_action(world, kind));
    });
    REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
}

} // namespace kith::cases
