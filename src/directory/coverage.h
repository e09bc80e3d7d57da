// SPDX-License-Identifier: MIT
#pragma once

// Is a district answered for on every day, by one team? What an administrator is warned of before a
// change of team areas is saved.
//
// Shapes   rows of one district and one purpose, in any order; a row whose last day is before its
//          first holds on no day. Sentences out, in order of days; none if all is well.
// Cost     O(n log n). Pure.

#include "base/time.h"
#include <string>
#include <vector>

namespace kith::directory {

struct Covering {
    std::string team;
    Period during;
};

// From `on` on: days before are past and stay as they were.
[[nodiscard]] std::vector<std::string> gaps_and_overlaps(std::vector<Covering> rows, Date on);

} // namespace kith::directory
