// SPDX-License-Identifier: MIT
#include "invented/year.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::invented;

namespace {
Instant year_moment(char const* text) { return Instant::read(text).value(); }

actions::Rule one_working_day()
{
    actions::Rule rule;
    rule.amount = 1;
    rule.unit = actions::Unit::working_days;
    return rule;
}

Act first_act(char const* actor, int days_ago)
{
    Act act;
    act.deed = Deed::report;
    act.concern = "one";
    act.actor = actor;
    act.days_ago = days_ago;
    act.at = {16, 0};
    return act;
}
} // namespace

TEST_CASE("working hours pass between nine and five on working days only")
{
    WorkingDays const days({*Date::read("2026-04-03"), *Date::read("2026-04-06")}); // Easter
    auto const after = [&](char const* start, double hours) {
        return working_hours_after(days, year_moment(start), hours).write().substr(0, 16);
    };
    CHECK(after("2026-03-18T10:00:00Z", 2) == "2026-03-18T12:00");
    CHECK(after("2026-03-18T16:00:00Z", 2) == "2026-03-19T10:00");
    CHECK(after("2026-03-18T03:00:00Z", 1) == "2026-03-18T10:00");
    CHECK(after("2026-03-20T22:00:00Z", 1.5) == "2026-03-23T10:30"); // Friday night to Monday
    // Thursday at four in summer time, over Good Friday and Easter Monday, to Tuesday at ten
    CHECK(after("2026-04-02T15:00:00Z", 2) == "2026-04-07T09:00");
}

TEST_CASE("what staff do at a weekend moves to the Friday before, and the public's stays")
{
    WorkingDays const days;
    auto const rule = one_working_day();
    Story story;
    story.acts = {first_act("rosa", 3), first_act("public", 3)};
    story.acts[1].concern = "two";
    // three days before Wednesday 18 March is a Sunday
    auto const plan = plan_year({story}, {days, rule, year_moment("2026-03-18T11:00:00Z")});
    REQUIRE(plan.size() == 2);
    CHECK(plan[0].at == year_moment("2026-03-13T16:00:00Z"));
    CHECK(plan[1].at == year_moment("2026-03-15T16:00:00Z"));
}

TEST_CASE("a decision is preceded by taking up, and what is beyond the end does not happen yet")
{
    WorkingDays const days;
    auto const rule = one_working_day();
    Act decision;
    decision.deed = Deed::decide;
    decision.concern = "one";
    decision.actor = "rosa";
    decision.after = 5;
    Story story;
    story.acts = {first_act("public", 1), decision};
    auto const later = plan_year({story}, {days, rule, year_moment("2026-03-18T17:00:00Z")});
    REQUIRE(later.size() == 3);
    CHECK(later[1].act.deed == Deed::take_up);
    CHECK(later[1].at == year_moment("2026-03-18T11:00:00Z")); // an hour, then two more
    CHECK(later[2].at == year_moment("2026-03-18T13:00:00Z"));
    auto const before = plan_year({story}, {days, rule, year_moment("2026-03-18T12:00:00Z")});
    CHECK(before.size() == 2);
}

TEST_CASE("what is due today came the working day before, and what is overdue the one before that")
{
    WorkingDays const days;
    auto const rule = one_working_day();
    Act today = first_act("rosa", 0);
    today.days_ago.reset();
    today.due = "today";
    Act overdue = today;
    overdue.concern = "two";
    overdue.due = "overdue";
    Story story;
    story.acts = {today, overdue};
    // a Tuesday: Monday's is due today, Friday's was due on Monday
    auto const plan = plan_year({story}, {days, rule, year_moment("2026-03-17T11:00:00Z")});
    CHECK(plan[0].at == year_moment("2026-03-13T10:40:00Z"));
    CHECK(plan[1].at == year_moment("2026-03-16T10:40:00Z"));
    // on a Sunday nothing is due: Friday's is due soonest, Thursday's has just become overdue
    auto const sunday = plan_year({story}, {days, rule, year_moment("2026-03-22T11:00:00Z")});
    CHECK(sunday[0].at == year_moment("2026-03-19T10:40:00Z"));
    CHECK(sunday[1].at == year_moment("2026-03-20T10:40:00Z"));
}
