// SPDX-License-Identifier: MIT
#pragma once

// What a concern tells to the pages of those it is about: that it was raised, and what was decided.
//
// Each is an event drawn from the concern, so seen only by those who may see it whole. Whoever is
// linked at the time is joined to it; whoever is linked later is joined then (joining.h).
//
// Errors   none: the act that is told was decided and recorded by whoever calls.

#include "concerns/room.h"

namespace kith::concerns {

void tell_raised(Concerns const& room, Change& change, Concern const& concern);
void tell_decided(
    Concerns const& room, Change& change, Concern const& concern, Decision const& decision);

} // namespace kith::concerns
