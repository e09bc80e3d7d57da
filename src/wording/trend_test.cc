// SPDX-License-Identifier: MIT
#include "wording/trend.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::wording_helper;

namespace {
Date const march = Date::of(2026, 3, 1).value();

std::vector<Place> people_in(TeamId team, int count)
{
    std::vector<Place> places;
    for (; count > 0; --count)
        places.push_back({AccountId::fresh(), team});
    return places;
}
std::vector<Place> operator+(std::vector<Place> left, std::vector<Place> const& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}
} // namespace

TEST_CASE("a team of five stands by itself, a smaller one goes to everybody else")
{
    auto const five = TeamId::fresh();
    auto const four = TeamId::fresh();
    auto const places = people_in(five, 5) + people_in(four, 4) + people_in({}, 1);
    auto const trend = trend_of({{five, "Front door"}, {four, "Small team"}}, places,
        {{march, five, {10, 2, 3}}, {march, four, {6, 1, 1}}, {march, {}, {7, 0, 0}}},
        "Everybody else");
    REQUIRE(trend.groups.size() == 2);
    CHECK(trend.groups[0].name == "Front door");
    CHECK(trend.groups[0].months.at(march).texts == 10);
    CHECK(trend.groups[1].name == "Everybody else");
    CHECK(trend.groups[1].months.at(march).texts == 13); // 6 + 7
    CHECK(trend.groups[1].months.at(march).flagged == 1);
    CHECK_FALSE(trend.withheld);
}

TEST_CASE("everybody else is withheld where they are fewer than five, and no total gives them away")
{
    auto const five = TeamId::fresh();
    auto const trend = trend_of({{five, "Front door"}}, people_in(five, 5) + people_in({}, 4),
        {{march, five, {10, 2, 3}}, {march, {}, {7, 7, 9}}}, "Everybody else");
    REQUIRE(trend.groups.size() == 1);
    CHECK(trend.groups[0].months.at(march).texts == 10);
    CHECK(trend.withheld);
    auto const nobody = trend_of({{five, "Front door"}}, people_in(five, 4), {}, "Everybody else");
    CHECK(nobody.groups.empty());
    CHECK(nobody.withheld);
}

TEST_CASE("somebody who holds two posts is one person")
{
    auto const team = TeamId::fresh();
    auto places = people_in(team, 4);
    places.push_back(places.front());
    CHECK(trend_of({{team, "Four"}}, places, {}, "Everybody else").groups.empty());
}

TEST_CASE("a share is in whole per cent, and is not told of fewer than five texts")
{
    CHECK(share({40, 7, 9}) == 18); // 17.5
    CHECK(share({6, 1, 1}) == 17);  // 16.7
    CHECK(share({5, 0, 0}) == 0);
    CHECK(share({4, 4, 4}) == -1);
}

TEST_CASE("months go back over the turn of a year")
{
    auto const months = months_until(Date::of(2026, 2, 28).value(), 3);
    REQUIRE(months.size() == 3);
    CHECK(months[0] == Date::of(2025, 12, 1).value());
    CHECK(months[1] == Date::of(2026, 1, 1).value());
    CHECK(months[2] == Date::of(2026, 2, 1).value());
}
