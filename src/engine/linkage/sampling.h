// SPDX-License-Identifier: MIT
#pragma once

// From which pairs a model is learned: how often each pattern occurs among some that share a key,
// and among some drawn at random.
//
// Whole blocks are drawn, by a hash of their first record, so that the same records always give
// the same sample. Files that are small give all their pairs.
//
// Cost     at most some million comparisons, whatever the size of the files.
// Threads  given; the same sample on any number. Errors   none.

#include "engine/linkage/block.h"
#include "engine/linkage/compare.h"
#include <array>
#include <vector>

namespace kith::linkage {

struct PatternCount {
    Pattern pattern;
    double count;
};

struct Sample {
    std::vector<PatternCount> patterns;                 // ascending within each kind of key
    double share = 1;                                   // of all such pairs
    std::array<std::size_t, key_count + 1> starts = {}; // of all keys: where each kind's begin
};

// Of one key's pairs.
[[nodiscard]] Sample sample_key(
    People const& people, Blocked const& blocked, Key key, unsigned threads);
// Of every key's blocks the same share, each pair under the first key it shares: what scoring will
// meet, in small.
[[nodiscard]] Sample sample_all(People const& people, Blocked const& blocked, unsigned threads);
// Two records drawn at random.
[[nodiscard]] std::vector<PatternCount> sample_strangers(People const& people, unsigned threads);

} // namespace kith::linkage
