// SPDX-License-Identifier: MIT
#pragma once

// What the helper keeps: counts by month, agency and team, and what somebody is told once.
//
// Errors   `not_found` for counts that are not the visitor's to read; database failures are thrown.

#include "platform/access/visit.h"
#include "wording/tally.h"
#include "wording/texts.h"
#include "wording/trend.h"
#include <chrono>
#include <optional>

namespace kith::wording_helper {

using access::Change;
using access::Visit;

// Advice that nobody came for within this time is not given any more.
inline constexpr std::chrono::minutes advice_holds{10};

struct Advice {
    Instant at = {};            // of the save
    std::string from_page = {}; // where it was typed; may be empty
    std::vector<std::string> ids = {};
    int age = 0;
};

// Adds one save to its month, without who, to be written later. The visitor's team counts only
// where it is their one team and has five people.
void add_to_counts(Visit const& visit, Found const& found, Tally& tally);
[[nodiscard]] bool has_advice(Visit const& visit);
void keep_advice(Change& change, Advice const& advice); // in place of what was there
void drop_advice(Change& change);
// What is to be told to the visitor, once: it is gone then.
[[nodiscard]] std::optional<Advice> take_advice(Visit const& visit);
void forget_advice(db::Connection& connection, Instant before);

// Of the agency that the visitor acts for.
[[nodiscard]] Result<std::vector<Counted>> list_counts(Visit const& visit, Date since);
[[nodiscard]] std::vector<Place> list_places(Visit const& visit); // of the same agency, today

} // namespace kith::wording_helper
