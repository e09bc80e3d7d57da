// SPDX-License-Identifier: MIT
#pragma once

// What times of missing have in common, counted: when, for how long, how often, and around a day.
// Facts of what happened: no score, and nothing of what will happen.
//
// 1. Weekdays and hours are London's; a length is the hours that passed: over the night in which
//    the clocks change it is an hour more or less than the clock on the wall says.
// 2. Who is not back yet counts until now.
// 3. Around a day: the starts of so many whole days before it, of the day itself, and of so many
//    after it, of which some may be still to come.
//
// Shapes   plain values. Cost     one pass. Errors   none.

#include "base/time.h"
#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace kith::missing {

inline constexpr std::size_t blocks_in_a_day = 12; // of two hours, from midnight
inline constexpr std::array week_in_words{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
using Heat = std::array<std::array<int, blocks_in_a_day>, 7>; // days from Monday

[[nodiscard]] Heat heat_of(std::span<Instant const> moments);
[[nodiscard]] int most_in(Heat const& heat);
[[nodiscard]] std::string block_in_words(std::size_t block); // "14 to 16"
// Where most of them stand: "Friday, 18 to 20: 3 times"; those of one number together, at most
// three; "" where no block has two.
[[nodiscard]] std::string most_often(Heat const& heat);

using Length = std::chrono::microseconds;
struct Lengths {
    std::size_t count = 0;
    int over_a_day = 0;
    Length median = {}; // of two in the middle, halfway
    Length longest = {};
    Length total = {};
};
[[nodiscard]] Lengths lengths_of(std::vector<Length> each);

inline constexpr std::array length_groups{"Less than 6 hours", "6 to 12 hours", "12 to 24 hours",
    "1 to 2 days", "2 to 7 days", "7 days or more"};
[[nodiscard]] std::size_t length_group_of(Length length);

inline constexpr std::array repeat_groups{
    "Once", "Twice", "3 times", "4 or 5 times", "6 times or more"};
[[nodiscard]] std::size_t repeat_group_of(int times); // of 1 or more

struct AroundDay {
    Date on = {};
    int days = 0; // on each side
    int before = 0;
    int on_the_day = 0;
    int after = 0;
    int days_passed = 0;          // of those after
    std::vector<int> by_day = {}; // from `days` before to `days` after
};
[[nodiscard]] AroundDay around_day(
    std::span<Instant const> starts, Date on, int days, Date today); // rule 3

} // namespace kith::missing
