// SPDX-License-Identifier: MIT
#include "directory/coverage.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
Date on(char const* text) { return *Date::read(text); }
std::optional<Date> last(char const* text) { return on(text); }
} // namespace

TEST_CASE("one team after another, day by day, is nothing to warn of")
{
    CHECK(gaps_and_overlaps(
        {{"Old", {on("2020-01-01"), last("2026-03-31")}}, {"New", {on("2026-04-01"), {}}}},
        on("2026-03-18"))
              .empty());
}

TEST_CASE("a day between two teams is a gap, and is named")
{
    auto const told = gaps_and_overlaps(
        {{"Old", {on("2020-01-01"), last("2026-03-30")}}, {"New", {on("2026-04-01"), {}}}},
        on("2026-03-18"));
    REQUIRE(told.size() == 1);
    CHECK(told[0] == "No team answers from 31 March 2026 to 31 March 2026");
}

TEST_CASE("two teams at once overlap, for as long as both last")
{
    auto const told = gaps_and_overlaps(
        {{"Old", {on("2020-01-01"), last("2026-04-10")}}, {"New", {on("2026-04-01"), {}}}},
        on("2026-03-18"));
    REQUIRE(told.size() == 1);
    CHECK(told[0] == "Old and New both answer from 1 April 2026 to 10 April 2026");
}

TEST_CASE("an end with nobody after it is a gap without end, and no rows are the same")
{
    CHECK(gaps_and_overlaps({{"Old", {on("2020-01-01"), last("2026-04-10")}}}, on("2026-03-18"))
        == std::vector<std::string>{"No team answers from 11 April 2026 on"});
    CHECK(gaps_and_overlaps({}, on("2026-03-18"))
        == std::vector<std::string>{"No team answers from 18 March 2026 on"});
}

TEST_CASE("what is past, or taken back, warns of nothing")
{
    CHECK(gaps_and_overlaps({{"Long ago", {on("2019-01-01"), last("2019-12-31")}},
                                {"Taken back", {on("2026-05-01"), last("2026-04-30")}},
                                {"Now", {on("2020-02-01"), {}}}},
        on("2026-03-18"))
              .empty());
}
