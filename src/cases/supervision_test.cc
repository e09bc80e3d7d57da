// SPDX-License-Identifier: MIT
#include "cases/supervision.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date const day_of_supervision = Date::of(2026, 3, 6).value();

    Supervision a_whole_note()
    {
        Supervision one;
        one.worker = AccountId::fresh();
        one.on = day_of_supervision;
        one.reflection = "She is heard less than the adults";
        one.decisions = "See her alone next week, because she asked";
        one.next = day_of_supervision + 28;
        return one;
    }
} // namespace

TEST_CASE("a supervision says day, with whom, what was thought about and what was decided")
{
    CHECK(problems_of(a_whole_note(), day_of_supervision).empty());
    auto const problems = problems_of(Supervision(), day_of_supervision);
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].field == "on");
    CHECK(problems[1].field == "worker");
    CHECK(problems[2].field == "reflection");
    CHECK(problems[3].field == "decisions");
}

TEST_CASE("a supervision is not of a day to come, and is repeated after it, not before")
{
    auto one = a_whole_note();
    CHECK(problems_of(one, day_of_supervision + -1).front().field == "on");
    one.next = one.on;
    CHECK(problems_of(one, day_of_supervision).front().field == "next");
    one.next = *one.on + 1;
    CHECK(problems_of(one, day_of_supervision).empty());
}

TEST_CASE("spaces alone are no words in a note of supervision")
{
    auto one = a_whole_note();
    one.decisions = "  \r\n ";
    CHECK(problems_of(tidied(one), day_of_supervision).front().field == "decisions");
    one.reflection = " kept \n";
    CHECK(tidied(one).reflection == "kept");
}

} // namespace kith::cases
