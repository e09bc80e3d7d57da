// SPDX-License-Identifier: MIT
#pragma once

// What stands in rows that are added and then only answered or taken back, for the chronology of a
// case and for how it was known on any day: consent that was asked, support past 18, and what asked
// for a look between reviews.
//
// 1. Each row says when it was recorded, and when it was answered or taken back: as known at a
//    moment, what came after it is not there.
// 2. A reason that asked for a look is told to whoever may be told it now; its answer to whoever
//    may be told all its reasons (prompt.h, rule 4).
//
// Errors   none. The caller has found the case.

#include "cases/room.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::cases {

// What no event tells of is news by itself: something new, or something taken back.
enum class AsNews { told_elsewhere, fresh, taken_back };

struct Added {
    std::string id; // of that entry alone
    std::string title;
    std::string text; // as it may be shown
    Instant at;
    std::optional<Date> on = {}; // where it was on a day before it was written down
    AccountId by = {};
    std::string event = {}; // the kind of event that told of the same act at that moment
    AsNews news = AsNews::told_elsewhere;
};
[[nodiscard]] std::vector<Added> added_of(Cases const& room, Visit const& visit, Case const& one);

// How these stood: key and words.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> stood_then(
    Cases const& room, Visit const& visit, Case const& one, Instant known_at);

} // namespace kith::cases
