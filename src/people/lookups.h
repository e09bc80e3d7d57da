// SPDX-License-Identifier: MIT
#pragma once

// Looking somebody up, as it is kept: what was asked, why, and whom it showed.
//
// Each look-up is one entry of the ledger (act "search"), its words sealed with the account's key,
// beside the looks at whoever was shown; and a row by which runs of look-ups are noticed
// (lookup_rules.h). Whoever comes to the limit waits, and says why before going on: that is another
// entry, "searched much", and a third, "say why". No worker sleeps: who comes too early is told how
// long to wait.
//
// Cost     a few indexed reads; one commit.
// Errors   `invalid` where a form is only shown again. Who may not search finds `not_found`.

#include "people/alike.h"
#include "people/lookup_rules.h"
#include <optional>

namespace kith::people {

enum class Way { typing, search, program };

struct Looking {
    Way way = Way::search;
    std::string purpose = {}; // stands in the looks
    std::size_t most = 10;
    std::size_t past = 0;
    std::string reason = {}; // why they go on, if they were asked
};

// They came to the limit: what is missing before they go on.
struct Slowed {
    std::chrono::seconds wait{0};
    bool reason_missing = false;
};

struct LookedUp {
    std::vector<Alike> found = {};
    bool more = false; // there are some past these
    std::optional<Slowed> slowed = {};
    bool still_reading = false; // just after a start: who is only alike may be missing
};

// Finds and notes it; or notes nothing but the run, and says what they must do first.
[[nodiscard]] Result<LookedUp> look_up(
    People const& room, Visit const& visit, Match const& described, Looking const& looking);

[[nodiscard]] std::vector<LookupLimits> shipped_lookup_limits(); // throws if they do not read

// Is the visitor asked why, as things stand? For a page that has the question already.
[[nodiscard]] bool asks_why(Visit const& visit);

// How often anybody came to the limit since then: for whoever runs Kith.
[[nodiscard]] std::int64_t count_runs(db::Connection& connection, Instant since);

// "Wait 15 seconds, and say why …": what to do first, in words.
[[nodiscard]] std::string in_words(Slowed const& slowed);

} // namespace kith::people
