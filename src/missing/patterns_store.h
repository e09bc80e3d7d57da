// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of what many episodes have in common: rows read in sets, decided one by one
// without asking the database again.
//
// 1. Whoever works with children and families reads what the episodes have in common that they may
//    read: "read" on each.
// 2. Whoever reads numbers without names (an analyst) and works with nobody counts them: "count" on
//    each. Which of the two a visitor does is `which_patterns`' answer.
// 3. What a wall or a seal stands round is in neither: no row, no number, no gap.
//
// Looks    the numbers are looked at ("missing_patterns"), not each episode behind them: whoever
//          shows a name notes that look itself.
// Cost     four statements, and two for each fifty people; 20,000 episodes: patterns_bench.cc.
// Errors   `not_found` where this visit does neither.

#include "missing/store.h"
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kith::missing {

enum class PatternsOf { those_read, all_counted };
[[nodiscard]] Result<PatternsOf> which_patterns(Visit const& visit); // notes the look
[[nodiscard]] bool counts_only(Visit const& visit);                  // notes none

struct PatternFilter {
    std::optional<Date> from = {}; // days of the start, both included
    std::optional<Date> to = {};
    std::string kind = {};        // "" for any; so below
    std::string absent_from = {}; //
    TeamId team = {};             // that shares the episode
};
struct PatternRow {
    EpisodeId id = {};
    PersonId person = {}; // the record that is kept
    Instant started_at = {};
    std::optional<Instant> returned_at = {};
    std::string kind = {};
    std::string absent_from = {};
    std::string found_by = {};
    std::string found_place = {};
    TeamId responsible = {}; // the first team that answers for them; none where nobody is named
};
inline constexpr std::size_t most_pattern_rows = 50'000;
struct PatternRows {
    std::vector<PatternRow> rows = {}; // the latest start first
    std::set<TeamId> teams = {};       // that share any of them, were no team asked for
    bool cut = false;                  // there are more than `most_pattern_rows` in that time
};
[[nodiscard]] PatternRows pattern_rows(
    Visit const& visit, PatternFilter const& filter, PatternsOf which);
// Which of those rows went together; places in `rows`, each pair once.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> together_among(
    Visit const& visit, PatternFilter const& filter, std::vector<PatternRow> const& rows);

} // namespace kith::missing
