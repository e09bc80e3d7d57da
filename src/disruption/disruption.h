// SPDX-License-Identifier: MIT
#pragma once

// The front door of disruption: steps against the harm itself.
//
//   Tactics::read(facts)                        the 40 tactics, dated data
//   options(tactics, situation, label)          what the facts support, each with the reason
//   ending_of({...}), alert_on(...)             when a step ends, and what has come of its warnings
//   tick(room, change, target, fact, where)     what is known of a target
//   consider(room, change, step), answer, move  a step, what is asked first, where it stands
//   list_of(visit, target), find(visit, id)     reads
//   measure(room, visit, step, asked)           counts before and after; record_review(...)

#include "disruption/acts.h"
#include "disruption/breach.h"
#include "disruption/effect_acts.h"
#include "disruption/ending.h"
#include "disruption/room.h"
#include "disruption/store.h"
#include "disruption/tactics.h"

namespace kith::disruption {

void join(House& house, Disruption& room);

} // namespace kith::disruption
