// SPDX-License-Identifier: MIT
#pragma once

// What people do with concerns, each act whole inside one Change: pages, API and the invented year
// all come through here.
//
// Errors   `invalid` with the field; `conflict` if somebody was first; as the store's.

#include "concerns/room.h"

namespace kith::concerns {

// A colleague raises a concern in their own name, with the answers to the form `concerns/referral`.
Result<ConcernId> raise(Concerns const& room, Change& change, forms::Answers const& answers);

// Somebody starts to weigh it.
Done take_up(Concerns const& room, Change& change, ConcernId id);

// Decided, with what is told to whoever raised it (never optional for a colleague). `version` is
// the one the decider saw; the same `key` again changes nothing.
struct Weighed {
    ConcernId concern;
    std::int64_t version = 0;
    Choice choice = {};
    std::string reply = {};
    Uuid key = Uuid::fresh();
};
Done record_decision(Concerns const& room, Change& change, Weighed const& weighed);

// A message from the team to the raiser, or from the raiser to the team, by who is visiting.
Done send_message(
    Concerns const& room, Change& change, ConcernId id, std::string const& body, Uuid key);

} // namespace kith::concerns
