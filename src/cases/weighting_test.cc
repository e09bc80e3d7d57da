// SPDX-License-Identifier: MIT
#include "cases/weighting.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date const weighing_day = Date::of(2026, 3, 6).value();

    Weighting a_weighting_of_five()
    {
        Weighting one;
        one.on = weighing_day;
        for (auto const& part : parts_to_weigh(""))
            one.parts.push_back({part});
        one.own_view = "It is only the takeaway, home is fine";
        return one;
    }

    bool says_at(std::vector<Error> const& problems, char const* field)
    {
        return std::ranges::any_of(problems, [&](Error const& one) { return one.field == field; });
    }
} // namespace

TEST_CASE("a person and a group of peers are weighed in five parts, any other context as itself")
{
    CHECK(parts_to_weigh("").size() == 5);
    CHECK(parts_to_weigh("PEER") == parts_to_weigh(""));
    CHECK(parts_to_weigh("PLACE") == std::vector<std::string>{"PLACE"});
}

TEST_CASE("one context at most is the strongest in harm, and another may be in safety")
{
    auto one = a_weighting_of_five();
    one.parts[3].harm = "strongest";
    one.parts[3].because = "Four things happened there";
    one.parts[0].safety = "strongest";
    one.parts[0].because = "She talks with her mother";
    CHECK(problems_of(one, weighing_day).empty());
    CHECK(heaviest_in_harm(one) == std::vector<std::string>{"PLACE"});
    one.parts[4].harm = "strongest";
    one.parts[4].because = "The chat";
    CHECK(says_at(problems_of(one, weighing_day), "ONLINE-harm"));
}

TEST_CASE("a weight has its reason, and what weighs nothing or is not known needs none")
{
    auto one = a_weighting_of_five();
    one.parts[1].harm = "strong";
    auto const problems = problems_of(one, weighing_day);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == "PEER-because");
    one.parts[1].harm = "none";
    CHECK(problems_of(one, weighing_day).empty());
    one.parts[1].harm = "9";
    CHECK(says_at(problems_of(one, weighing_day), "PEER-harm"));
    CHECK(
        says_at(problems_of(a_weighting_of_five(), weighing_day), "HOME-harm")); // nothing weighed
}

TEST_CASE("the own view stands beside it, or why it was not heard, and never both")
{
    auto one = a_weighting_of_five();
    one.parts[1].harm = "none";
    one.own_view = "  \n";
    CHECK(says_at(problems_of(tidied(one), weighing_day), "own_view"));
    one.own_view_missing = "She was asleep when we called";
    CHECK(problems_of(tidied(one), weighing_day).empty());
    one.own_view = "It was never the takeaway";
    CHECK(tidied(one).own_view_missing.empty());
}

TEST_CASE("weights that are alike are both the heaviest, and nothing is added up")
{
    auto one = a_weighting_of_five();
    one.parts[1].harm = "strong";
    one.parts[3].harm = "strong";
    one.parts[0].harm = "some";
    CHECK(heaviest_in_harm(one) == std::vector<std::string>{"PEER", "PLACE"});
    CHECK(heaviest_in_harm(a_weighting_of_five()).empty());
}

} // namespace kith::cases
