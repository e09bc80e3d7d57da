// SPDX-License-Identifier: MIT
#pragma once

// What changed, and when: for feeders that keep a snapshot of rows in memory.
//
// Every Change notes the things it records, and their subjects, in its own transaction. A feeder
// reads on from the moment up to which it has read. On PostgreSQL commits overtake one another, so
// it reads 10 seconds back each time and takes what it has seen already in its stride: a thing that
// comes twice is read again from its rows. A feeder that has been away for longer than a day starts
// from the rows themselves.
//
// Units    `at` is the moment of the Change, UTC.
// Cost     one insert a thing; a read walks the primary key.
// Errors   database failures are thrown.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include <chrono>
#include <string>
#include <vector>

namespace kith::ledger {

inline constexpr std::chrono::hours changed_is_kept{24};
inline constexpr std::chrono::seconds changed_reads_back{10};

struct Changed {
    Instant at;
    Thing thing;
    friend bool operator==(Changed const&, Changed const&) = default;
};

// Inside the transaction that changes it; once more at the same moment changes nothing.
void note_changed(db::Connection& connection, Thing const& thing, Instant at);
// From `from` on, the earliest first. Where `limit` are given back, there may be more: ask again
// from the last one's moment.
[[nodiscard]] std::vector<Changed> changed_since(
    db::Connection& connection, Instant from, std::int64_t limit);
// How many things of each kind were noted from a moment on, and from a later one on: for whoever
// wants to know only that something changed. None of a kind: no entry.
struct ChangedOfKind {
    std::string kind;
    std::int64_t from;
    std::int64_t from_later;
};
[[nodiscard]] std::vector<ChangedOfKind> count_changed(
    db::Connection& connection, Instant from, Instant later);
// Forgets what is older than a day; returns how many went.
std::size_t forget_changed(db::Connection& connection, Instant now);

} // namespace kith::ledger
