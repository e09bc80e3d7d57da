// SPDX-License-Identifier: MIT
#include "concerns/concern.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
Instant const nine_o_clock = Instant::read("2026-03-06T09:00:00Z").value();
std::set<std::string> const outcomes = {"no_further_action", "assessment", "early_help"};

Concern waiting_concern()
{
    Concern concern;
    concern.id = ConcernId::fresh();
    concern.received_at = nine_o_clock;
    concern.due_at = nine_o_clock + std::chrono::hours(24);
    return concern;
}

Result<Decision> decide_with(Choice const& choice)
{
    return decide(
        waiting_concern(), choice, outcomes, AccountId::fresh(), AgencyId::fresh(), nine_o_clock);
}
} // namespace

TEST_CASE("a decision without an outcome is refused and says where")
{
    auto const decision = decide_with({});
    REQUIRE_FALSE(decision.ok());
    CHECK(decision.error().field == "outcomes");
}

TEST_CASE("a decision not to act needs its reason")
{
    Choice choice;
    choice.outcomes = {"no_further_action"};
    auto const bare = decide_with(choice);
    REQUIRE_FALSE(bare.ok());
    CHECK(bare.error().field == "reason_no_further_action");

    choice.reasons["no_further_action"]
        = "The school has spoken with everybody and the plan there stands";
    auto const reasoned = decide_with(choice);
    REQUIRE(reasoned.ok());
    CHECK(reasoned->outcomes.size() == 1);
}

TEST_CASE("no further action does not stand beside something that will be done")
{
    Choice choice;
    choice.outcomes = {"no_further_action", "assessment"};
    choice.reasons = {{"no_further_action", "x"}, {"assessment", "y"}};
    auto const decision = decide_with(choice);
    REQUIRE_FALSE(decision.ok());
    CHECK(decision.error().field == "outcomes");
}

TEST_CASE("several outcomes are one decision, each with its own reason")
{
    Choice choice;
    choice.outcomes = {"assessment", "early_help"};
    choice.reasons = {{"assessment", "Harm outside the home is likely"},
        {"early_help", "The family asked for it"}};
    auto const decision = decide_with(choice);
    REQUIRE(decision.ok());
    REQUIRE(decision->outcomes.size() == 2);
    CHECK(decision->outcomes[1].reason == "The family asked for it");
}

TEST_CASE("an outcome that is on no list is refused")
{
    Choice choice;
    choice.outcomes = {"send_the_child_away"};
    choice.reasons = {{"send_the_child_away", "x"}};
    CHECK_FALSE(decide_with(choice).ok());
}

TEST_CASE("whoever holds a receipt reads one of three words, in the order of the work")
{
    auto concern = waiting_concern();
    CHECK(write(status_of(concern)) == "received");
    concern = take(concern, AccountId::fresh(), nine_o_clock).value();
    CHECK(write(status_of(concern)) == "being_read");
    Decision decision;
    decision.at = nine_o_clock;
    CHECK(write(status_of(decided(concern, decision, ""))) == "finished");
}

TEST_CASE("a concern that a colleague is reading is not taken by another unawares")
{
    auto const reading = take(waiting_concern(), AccountId::fresh(), nine_o_clock).value();
    auto const second = take(reading, AccountId::fresh(), nine_o_clock);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == Code::conflict);
}

TEST_CASE("what is not safe now comes first, then red, then what nobody has weighed, then what is "
          "due first")
{
    auto calm = waiting_concern();
    calm.urgency = "GREEN";
    auto unweighed = waiting_concern();
    auto sooner = waiting_concern();
    sooner.due_at = nine_o_clock;
    auto red = waiting_concern();
    red.urgency = "RED";
    auto unsafe = waiting_concern();
    unsafe.safe_now = SafeNow::no;
    unsafe.urgency = "GREEN";
    CHECK(more_pressing(unsafe, red));
    CHECK(more_pressing(red, sooner));
    CHECK(more_pressing(sooner, unweighed));
    CHECK(more_pressing(unweighed, calm));
    CHECK_FALSE(more_pressing(calm, unweighed));
}
