// SPDX-License-Identifier: MIT
#pragma once

// A score as sentences that a practitioner can dispute.
//
// Each reason names what is alike or different and how much it weighs, the weightiest first. A
// field that is missing on either side gives no reason. The sentences say "record", never "child",
// and never that two records are one person.
//
// Errors   none. Threads  safe.

#include "engine/linkage/score.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage {

struct Reason {
    float bits;
    std::string what;                           // "born on the same day (2011-05-03)"
    [[nodiscard]] std::string sentence() const; // what, and what it makes more or less likely
};

[[nodiscard]] std::vector<Reason> explain(People const& people, Record const& left,
    Record const& right, Pattern pattern, Score const& score);
// How much a weight is, in words: "much more likely the same person".
[[nodiscard]] std::string_view in_words(float bits);

} // namespace kith::linkage
