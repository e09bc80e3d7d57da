// SPDX-License-Identifier: MIT
#pragma once

// Where somebody who is missing may be: what their own history, the plan made before, the report
// and what they are linked to say, each place with its reasons.
//
// Facts, never a guess of the program: a place stands first because it was said more often of this
// person, and the page says how often and when. Places this visit may not know are not there.
//
// Cost     the person's own rows, and one look-up for each place they are linked to.

#include "missing/room.h"
#include "missing/store.h"
#include <string>
#include <vector>

namespace kith::missing {

struct LikelyPlace {
    std::string name;
    std::string href = {};                 // of a context this visit may know
    std::vector<std::string> reasons = {}; // "Found here 2 times, last on 3 March 2026"
    int found = 0;                         // in which order they stand, in this order
    int seen = 0;
    bool linked = false;
    bool named = false; // in the plan or the report
};

// The first to look at first. `episode` is the one that runs; others are those before.
[[nodiscard]] std::vector<LikelyPlace> likely_places(
    Missing const& room, Visit const& visit, Episode const& episode, std::size_t most = 8);

} // namespace kith::missing
