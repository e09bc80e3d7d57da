// SPDX-License-Identifier: MIT
#pragma once

// When, for how long and where somebody was missing: counts of what happened, never a score.
//
// Shapes   days run from Monday; hours are London's, in blocks of six from midnight.

#include "missing/room.h"
#include "missing/store.h"
#include <array>
#include <string>
#include <vector>

namespace kith::missing {

struct Patterns {
    int episodes = 0;
    int over_a_day = 0;
    std::chrono::microseconds longest = {};
    std::array<std::array<int, 4>, 7> starts = {};          // weekday, block of six hours
    std::vector<std::pair<std::string, int>> found = {};    // place, how often; the most first
    std::vector<std::pair<std::string, int>> found_by = {}; // code, how often
};
[[nodiscard]] Patterns patterns_of(std::vector<Episode> const& all, Instant now);
// {facts: [{key, text}], table: {head, rows}, places: [{key, text}]}; undefined of none.
[[nodiscard]] html::Value patterns_view(
    Missing const& room, Visit const& visit, std::vector<Episode> const& all);

} // namespace kith::missing
