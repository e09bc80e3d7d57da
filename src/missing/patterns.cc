// SPDX-License-Identifier: MIT
#include "missing/patterns.h"
#include "base/london.h"
#include "missing/views.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <map>

namespace kith::missing {
namespace {
    using html::Value;
    constexpr std::array week{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    constexpr std::array blocks{
        "Night (0 to 6)", "Morning (6 to 12)", "Afternoon (12 to 18)", "Evening (18 to 24)"};
    constexpr int hours_in_block = 6;

    std::vector<std::pair<std::string, int>> by_number(std::map<std::string, int> const& counted)
    {
        std::vector<std::pair<std::string, int>> all(counted.begin(), counted.end());
        std::ranges::stable_sort(
            all, [](auto const& one, auto const& other) { return one.second > other.second; });
        return all;
    }
} // namespace

Patterns patterns_of(std::vector<Episode> const& all, Instant now)
{
    Patterns patterns;
    std::map<std::string, int> places;
    std::map<std::string, std::string> spelt;
    std::map<std::string, int> found_by;
    for (auto const& one : all) {
        ++patterns.episodes;
        auto const lasted = one.returned_at.value_or(now) - one.started_at;
        patterns.longest = std::max(patterns.longest, lasted);
        if (lasted > std::chrono::hours(24))
            ++patterns.over_a_day;
        auto const weekday = static_cast<std::size_t>(london::day_of(one.started_at).weekday() - 1);
        auto const block
            = static_cast<std::size_t>(london::time_of(one.started_at).hour / hours_in_block);
        ++patterns.starts.at(weekday).at(block);
        if (!one.found_by.empty())
            ++found_by[one.found_by];
        if (auto const folded = words::folded(one.found_place); !folded.empty())
            ++places[spelt.try_emplace(folded, one.found_place).first->second];
    }
    patterns.found = by_number(places);
    patterns.found_by = by_number(found_by);
    return patterns;
}

Value patterns_view(Missing const& room, Visit const& visit, std::vector<Episode> const& all)
{
    if (all.empty())
        return {};
    auto const patterns = patterns_of(all, visit.now());
    auto facts = Value::array();
    auto const fact = [](std::string const& key, std::string const& text) {
        return Value::object({{"key", key}, {"text", text}});
    };
    facts.push(fact("Times", std::to_string(patterns.episodes)));
    facts.push(fact("Longer than 24 hours", std::to_string(patterns.over_a_day)));
    facts.push(fact("The longest", length_in_words(patterns.longest)));
    for (auto const& [code, count] : patterns.found_by)
        facts.push(fact("Found: " + label_of(room, "found_by", code), std::to_string(count)));
    auto head = Value::array({Value("Day")});
    for (auto const* const block : blocks)
        head.push(block);
    auto rows = Value::array();
    for (std::size_t day = 0; day < week.size(); ++day) {
        auto row = Value::array({Value(week.at(day))});
        for (auto const count : patterns.starts.at(day))
            row.push(std::to_string(count));
        rows.push(row);
    }
    auto places = Value::array();
    for (auto const& [place, count] : patterns.found)
        places.push(fact(place, std::to_string(count)));
    return Value::object({{"facts", facts},
        {"table", Value::object({{"head", head}, {"rows", rows}})}, {"places", places}});
}

} // namespace kith::missing
