// SPDX-License-Identifier: MIT
#pragma once

// What the hub does with the two folders: takes in what the public side has sealed, once each, and
// lays out what those who hold a receipt may read.
//
// Who a worry goes to: the front door for children (or for adults, where an adult is named and no
// child) of the district where it happens; where no place is known, or no team serves it, any front
// door may take it, and holds it from then on.
//
// Cost     a run that finds nothing reads one folder; each item is one transaction.
// Threads  one at a time in one process; several servers may share a database (inbox ids are
// unique).

#include "concerns/room.h"
#include "platform/access/gate.h"
#include <string>

namespace kith::concerns {

// Returns how many items it took in. What cannot be opened or read is set aside, and counted in the
// log.
std::size_t take_in(Concerns const& room, access::Gate const& gate);

// Rewrites the outbox file of each concern that changed. Returns how many.
std::size_t lay_out_replies(Concerns const& room, access::Gate const& gate);

// The district a postcode lies in, as far as the loaded files know; empty if they do not.
[[nodiscard]] std::string district_of(db::Connection& connection, std::string const& postcode);

// The team that a worry about such a place and such people goes to; none if nobody serves it.
[[nodiscard]] TeamId team_for(db::Connection& connection, Concern const& concern, Date on);

// Which of their teams holds a concern that none holds, once somebody takes or decides it: one for
// such people first. None if they are in no team; of an allegation, in no designated officer's.
[[nodiscard]] TeamId team_of_taker(
    db::Connection& connection, Concern const& concern, std::vector<TeamId> const& theirs);

} // namespace kith::concerns
