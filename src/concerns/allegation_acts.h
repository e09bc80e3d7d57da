// SPDX-License-Identifier: MIT
#pragma once

// What raising a concern and sending one on share: the room's own.
//
// Errors   `invalid` with the field.

#include "concerns/acts.h"

namespace kith::concerns {

// Fills in the agency from what was said, and refuses an account or agency that does not exist.
[[nodiscard]] Done know_employer(db::Connection& connection, Worker& worker, Date today);

// To the designated officer's team of the district, with its clock.
void take_allegation_route(
    Concerns const& room, db::Connection& connection, Concern& concern, Date today);

} // namespace kith::concerns
