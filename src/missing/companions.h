// SPDX-License-Identifier: MIT
#pragma once

// Who went missing with somebody: by episodes that were joined, and as people wrote it down.
//
// 1. Somebody is here by an episode of theirs that this visit may read; others leave no gap and no
//    number.
// 2. What was written ("Kez, Tino") stands as it was written, in the reports, returns and
// interviews
//    that this visit may read. A short piece of a report or a return counts as a name, and the
//    first name of one alone who is here by rule 1 counts as them; the child's own words stay
//    words.
// 3. Two count once for each time that one of them was away.
//
// Cost     a few indexed reads for each episode and each that was joined to it. Errors   none.

#include "missing/patterns_drawn.h"
#include "missing/room.h"
#include "missing/store.h"
#include <string>
#include <vector>

namespace kith::missing {

struct SaidOfCompanions {
    Instant at = {};    // the start of the episode
    std::string source; // "The report"
    std::string text;
};
struct Companions {
    Network network = {};                    // the person themselves first
    std::vector<std::string> hrefs = {};     // as the names; "" where this visit opens no page
    std::vector<SaidOfCompanions> said = {}; // the latest first
};
// `of` are the person's episodes that this visit may read.
[[nodiscard]] Companions companions_of(Missing const& room, Visit const& visit,
    people::Person const& person, std::vector<Episode> const& of);

// "Kez, Tino" is two names; "two men in a car who would not say theirs" is none.
[[nodiscard]] std::vector<std::string> names_written_in(std::string const& text);

} // namespace kith::missing
