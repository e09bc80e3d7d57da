// SPDX-License-Identifier: MIT
#pragma once

// What was put right in the parts of a case, for its chronology and for "since you last looked": of
// a completed assessment, a goal, the words of a plan, and a partner who was taken off it. From the
// rows that were replaced. (A weighting replaces the one before and tells of itself.)
//
// Errors   none: of what this visit may not read nothing is told.

#include "cases/room.h"
#include <string>
#include <vector>

namespace kith::cases {

struct Correction {
    std::string id; // of that entry alone
    std::string title;
    std::string why; // names withheld where the case is a context's
    Instant at;
    AccountId by;
};
// The caller has found the case.
[[nodiscard]] std::vector<Correction> corrections_of(
    Cases const& room, Visit const& visit, Case const& one);

} // namespace kith::cases
