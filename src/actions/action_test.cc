// SPDX-License-Identifier: MIT
#include "actions/action.h"
#include "base/london.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::actions;

namespace {
Date const action_day = Date::of(2026, 3, 6).value();

Action whole_action()
{
    Action action;
    action.about = {"context", Uuid::fresh()};
    action.what = "  Talk to the manager\n";
    action.kind = "changes_context";
    action.for_agency = AgencyId::fresh();
    action.named_in_words = " PC Lowe ";
    action.due = action_day;
    action.how_we_will_know = "A note of the talk";
    return action;
}
std::string refused_at(void (*change)(Action&))
{
    auto action = whole_action();
    change(action);
    auto const read = checked(action, action_day);
    return read ? "" : read.error().field;
}
} // namespace

TEST_CASE("an action says what, of what kind, who there, by when and how we will know")
{
    auto const action = checked(whole_action(), action_day);
    REQUIRE(action.ok());
    CHECK(action->what == "Talk to the manager");
    CHECK(action->named_in_words == "PC Lowe");
    CHECK(action->drawn_from == action->about); // nothing else asked for it
    CHECK(refused_at([](Action& one) { one.what = " "; }) == "what");
    CHECK(refused_at([](Action& one) { one.what = std::string(501, 'x'); }) == "what");
    CHECK(refused_at([](Action& one) { one.kind = ""; }) == "kind");
    CHECK(refused_at([](Action& one) { one.for_agency = {}; }) == "for_agency");
    CHECK(refused_at([](Action& one) { one.named_in_words = ""; }) == "named");
    CHECK(refused_at([](Action& one) { one.how_we_will_know = ""; }) == "how_we_will_know");
    CHECK(refused_at([](Action& one) { one.about = {}; }) == "about");
    CHECK(refused_at([](Action& one) { one.due = action_day + -1; }) == "due");
    CHECK(refused_at([](Action& one) { one.due = Date::of(2062, 3, 6).value(); }) == "due");
}

TEST_CASE("all that is wrong with an action is said at once, in the order of its form")
{
    std::string fields;
    for (auto const& problem : problems_of({}, action_day))
        fields += problem.field + " ";
    CHECK(fields == "what kind for_agency named due how_we_will_know about ");
    CHECK(problems_of(whole_action(), action_day).empty());
}

TEST_CASE("an account that is named stands for the words")
{
    auto action = whole_action();
    action.named = AccountId::fresh();
    CHECK(checked(action, action_day)->named_in_words.empty());
}

TEST_CASE("an action that stands may be due in the past, and is then overdue while it is open")
{
    auto action = whole_action();
    action.version = 3;
    action.due = action_day + -1;
    CHECK(checked(action, action_day).ok());
    CHECK(action.overdue(action_day));
    CHECK_FALSE(action.overdue(action_day + -1)); // due that day, until its end
    action.state = ActionState::done;
    CHECK_FALSE(action.overdue(action_day));
    CHECK(london::in_words(action.due_at()) == "5 March 2026 at 23:59");
}

TEST_CASE("each state reads back as it is written")
{
    for (auto const state :
        {ActionState::open, ActionState::done, ActionState::not_done, ActionState::withdrawn})
        CHECK(read_action_state(name_of(state)).value() == state);
    CHECK_FALSE(read_action_state("gone").ok());
    CHECK(in_words_of(ActionState::not_done) == "Not done");
}
