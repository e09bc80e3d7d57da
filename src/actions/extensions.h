// SPDX-License-Identifier: MIT
#pragma once

// A due moment that was moved, with its reason: who, when, from what to what. Each is kept.
//
// A room that keeps a due moment and its rule's id in its own table says here what moved, in the
// Change in which it writes the new one; the act "extend" on that kind of thing is decided by its
// policy. Actions do so themselves (action_store.h).
//
//   auto const due = TRY(actions::extend_due(change, facts_of(assessment),
//       {.of = thing(assessment), .rule = "assessment.complete", .was = stands, .due = wanted,
//           .reason = reason}));
//
// Errors   `invalid` for no reason, or a moment that is not later or has passed; as the policy
//          decides "extend".
// Cost     one insert; a list is one indexed read.

#include "platform/access/visit.h"
#include <string>
#include <vector>

namespace kith::actions {

struct Extension {
    Thing of = {};
    std::string rule = {}; // id of the clock; "" if the day was chosen by hand
    Instant was = {};      // it was due then
    Instant due = {};      // and is now
    std::string reason = {};
    AccountId by = {};
    Instant at = {};
};

// Decides "extend", records it in the ledger and keeps it; gives back the new due moment.
[[nodiscard]] Result<Instant> extend_due(
    access::Change& change, access::Facts const& facts, Extension const& extension);
// The same for whoever has decided and recorded it already.
void keep_extension(access::Change& change, Extension const& extension);

// Each move, the first first. The caller has found the thing already.
[[nodiscard]] std::vector<Extension> extensions_of(db::Connection& connection, Thing const& thing);

} // namespace kith::actions
