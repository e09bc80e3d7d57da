// SPDX-License-Identifier: MIT
#pragma once

// Learns a model from the records themselves; nobody has to say which are one person.
//
// u is counted: from how common each value is, and from pairs drawn at random. m is estimated by
// expectation and maximisation over the pairs that share one key, on counts of patterns rather
// than on pairs; the fields of that key tell nothing there and are learned from other keys. What
// the records show is mixed with a little of what is usual, so that small files are steady.
//
// Sources  A. P. Dempster, N. M. Laird and D. B. Rubin, JRSS B 39 (1977) 1-38; W. E. Winkler,
//          "Using the EM algorithm for weight computation in the Fellegi-Sunter model" (1988).
// Cost     that of sampling.h, and some 300 turns over a few thousand patterns.
// Threads  given; the same model on any number.

#include "engine/linkage/model.h"
#include "engine/linkage/sampling.h"
#include <span>
#include <utility>
#include <vector>

namespace kith::linkage {

// One turn of learning from the pairs of one key: `hidden` are the fields the key holds.
struct Learned {
    std::array<Levels, field_count> counts
        = {};                               // how many pairs of one person fell into each level
    std::array<Levels, field_count> m = {}; // after the last turn
    Levels household_birth = {};
    double matches = 0;
    double households = 0;
    double strangers = 0;
};
[[nodiscard]] Learned learn(std::span<PatternCount const> patterns, Model const& from,
    std::span<Field const> hidden, unsigned turns);

[[nodiscard]] Model usual_model(); // what is held before anything is seen
[[nodiscard]] Model train(People const& people, Blocked const& blocked,
    std::array<Frequency, counted_count> frequencies, unsigned threads);

} // namespace kith::linkage
