// SPDX-License-Identifier: MIT
#include "concerns/over_time.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
Date on_day(int year, int month, int day) { return Date::of(year, month, day).value(); }
} // namespace

TEST_CASE("concerns are counted by month for a year back, and older ones are left out")
{
    auto const today = on_day(2026, 3, 6);
    auto const year
        = counted_by_month({on_day(2026, 3, 1), on_day(2026, 3, 6), on_day(2025, 12, 31),
                               on_day(2025, 4, 1), on_day(2025, 3, 31), on_day(2026, 4, 1)},
            today);
    CHECK(year[0].year == 2025);
    CHECK(year[0].month == 4);
    CHECK(year[0].count == 1); // 1 April; 31 March is over a year's months ago
    CHECK(year[8].month == 12);
    CHECK(year[8].count == 1);
    CHECK(year[11].year == 2026);
    CHECK(year[11].month == 3);
    CHECK(year[11].count == 2);
    CHECK(months_in_words(year)
        == "4 that you may see were received in the last 12 months. April 2025: 1; December 2025: "
           "1; March 2026: 2.");
    CHECK(months_in_words(counted_by_month({on_day(2020, 1, 1)}, today))
        == "None that you may see was received in the last 12 months.");
    CHECK(months_in_words(counted_by_month({today}, today))
        == "1 that you may see was received in the last 12 months. March 2026: 1.");
}

TEST_CASE("the picture has a bar for each month with concerns, and says in words what it shows")
{
    auto const year = counted_by_month(
        {on_day(2026, 3, 1), on_day(2026, 3, 6), on_day(2025, 12, 31)}, on_day(2026, 3, 6));
    auto const svg = drawn_by_month(year);
    auto count = 0;
    for (auto at = svg.find("<rect"); at != std::string::npos; at = svg.find("<rect", at + 1))
        ++count;
    CHECK(count == 2);
    CHECK(svg.find("height=\"110\"") != std::string::npos); // the tallest
    CHECK(svg.find("height=\"55\"") != std::string::npos);  // half of it
    CHECK(svg.find(months_in_words(year)) != std::string::npos);
    CHECK(svg.find("style=") == std::string::npos);
}
