// SPDX-License-Identifier: MIT
#include "cases/conference.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::cases;

TEST_CASE("lists of a conference read line by line, and a line that does not is named")
{
    auto const came = present_in(
        "Eastmoor Council, team manager, Imran Siddle\n\nResidents' group , chair\n", "came");
    REQUIRE(came.ok());
    REQUIRE(came->size() == 2);
    CHECK((*came)[0].name == "Imran Siddle");
    CHECK((*came)[1].agency == "Residents' group");
    CHECK((*came)[1].role == "chair");
    CHECK((*came)[1].name.empty());
    auto const without = present_in("Licensing\n", "absent");
    CHECK(without.error().field == "absent");
    CHECK(without.error().words.key == "Put a comma between agency and role: “Licensing”");

    auto const steps
        = steps_in("Train the door staff; Licensing; 27/3/2026\nMend the lights; the council");
    REQUIRE(steps.ok());
    CHECK((*steps)[0].by == Date::of(2026, 3, 27).value());
    CHECK((*steps)[1].who == "the council");
    CHECK_FALSE((*steps)[1].by);
    CHECK(steps_in("Train the door staff").error().field == "steps");
    CHECK(steps_in("Train; Licensing; soon").error().field == "steps");
    auto const dissent = dissent_in("The owner: nine o'clock is too early");
    CHECK((*dissent)[0].why == "nine o'clock is too early");
    CHECK(dissent_in("The owner").error().field == "dissent");
}

TEST_CASE("a draft needs nothing; to be held it needs all that a conference is for")
{
    auto const today = Date::of(2026, 3, 20).value();
    Conference one;
    std::vector<std::string> fields;
    for (auto const& problem : missing_to_hold(one, today))
        fields.push_back(problem.field);
    CHECK(fields
        == std::vector<std::string>{
            "day", "chair", "came", "now_like", "views_how", "goals", "decisions", "steps"});
    one.day = today + 1;
    one.chair = "Eastmoor Council, team manager";
    one.came = "Licensing, officer";
    one.now_like = "Nobody is at the door after nine";
    one.views_how = "None yet: a survey is planned";
    one.goals = "Young people know an adult here whom they can tell";
    one.decisions = "Train the door staff";
    one.steps = "Train the door staff; Licensing";
    auto const early = missing_to_hold(one, today);
    REQUIRE(early.size() == 1);
    CHECK(early[0].field == "day");
    CHECK(missing_to_hold(one, today + 1).empty());
}
