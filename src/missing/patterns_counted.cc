// SPDX-License-Identifier: MIT
#include "missing/patterns_counted.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr int hours_in_a_block = 24 / static_cast<int>(blocks_in_a_day);
    constexpr std::size_t most_blocks_told = 3;
} // namespace

Heat heat_of(std::span<Instant const> moments)
{
    Heat heat{};
    for (auto const at : moments) {
        auto const day = static_cast<std::size_t>(london::day_of(at).weekday() - 1);
        auto const block = static_cast<std::size_t>(london::time_of(at).hour / hours_in_a_block);
        ++heat.at(day).at(block);
    }
    return heat;
}

int most_in(Heat const& heat)
{
    int most = 0;
    for (auto const& day : heat)
        most = std::max(most, *std::ranges::max_element(day));
    return most;
}

std::string block_in_words(std::size_t block)
{
    auto const from = static_cast<int>(block) * hours_in_a_block;
    return fmt::format("{} to {}", from, from + hours_in_a_block);
}

std::string most_often(Heat const& heat)
{
    auto const most = most_in(heat);
    if (most < 2)
        return {};
    std::string said;
    std::size_t told = 0;
    for (std::size_t day = 0; day < heat.size(); ++day)
        for (std::size_t block = 0; block < blocks_in_a_day; ++block)
            if (heat.at(day).at(block) == most && ++told <= most_blocks_told)
                said += fmt::format("{}{}, {}", said.empty() ? "" : "; ", week_in_words.at(day),
                    block_in_words(block));
    if (told > most_blocks_told)
        return {}; // no few of them stand out
    return fmt::format("{}: {} times{}", said, most, told > 1 ? " each" : "");
}

Lengths lengths_of(std::vector<Length> each)
{
    Lengths lengths;
    lengths.count = each.size();
    if (each.empty())
        return lengths;
    std::ranges::sort(each);
    auto const middle = each.size() / 2;
    lengths.median = each.size() % 2 == 1 ? each[middle] : (each[middle - 1] + each[middle]) / 2;
    lengths.longest = each.back();
    for (auto const one : each) {
        lengths.total += one;
        lengths.over_a_day += one > std::chrono::hours(24) ? 1 : 0;
    }
    return lengths;
}

std::size_t length_group_of(Length length)
{
    constexpr std::array<int, length_groups.size() - 1> ends_at{6, 12, 24, 48, 168}; // hours
    return static_cast<std::size_t>(std::ranges::find_if(ends_at, [&](int hours) {
        return length < std::chrono::hours(hours);
    }) - ends_at.begin());
}

std::size_t repeat_group_of(int times)
{
    constexpr std::array<int, repeat_groups.size() - 1> until{1, 2, 3, 5};
    return static_cast<std::size_t>(
        std::ranges::find_if(until, [&](int last) { return times <= last; }) - until.begin());
}

AroundDay around_day(std::span<Instant const> starts, Date on, int days, Date today)
{
    AroundDay around{on, days};
    around.by_day.assign(static_cast<std::size_t>(2 * days) + 1, 0);
    around.days_passed = std::clamp(today - on, 0, days);
    for (auto const start : starts) {
        auto const away = london::day_of(start) - on;
        if (away < -days || away > days)
            continue;
        ++(away < 0 ? around.before : away > 0 ? around.after : around.on_the_day);
        auto const place = away + days;
        ++around.by_day[static_cast<std::size_t>(place)];
    }
    return around;
}

} // namespace kith::missing
