// SPDX-License-Identifier: MIT
#pragma once

// A step was breached: whoever holds a case of its target, or of a child linked to it, is told.
//
// 1. Who holds a case is whom it is allocated to; until it is, the team's people.
// 2. They are told that a step near their case was breached, when, of which kind and whose it is;
// the
//    step itself only where they may know it. A child's name is nowhere in it.
// 3. It stands on Home and on the case's page until they say that they read it; on Home for 90 days
//    at most.
//
// Cost     where nothing was breached, one indexed read; else the visitor's cases.

#include "cases/cases.h"
#include "disruption/parts_store.h"
#include "disruption/room.h"

namespace kith::disruption {

inline constexpr int breach_days = 90;

struct BreachTold {
    BreachRow breach;
    cases::Case held; // the first of the visitor's that it touches
};
// That this visitor has not read yet, the latest first.
[[nodiscard]] std::vector<BreachTold> unread_breaches(Visit const& visit);
// `not_found` where this visitor holds no case it touches.
[[nodiscard]] Result<BreachTold> find_told(Visit const& visit, StepMoveId move);
// Those that touch the case's subject, for whoever holds it; the latest first.
[[nodiscard]] std::vector<BreachTold> breaches_near(Visit const& visit, cases::Case const& one);
[[nodiscard]] Done say_read(Visit const& visit, StepMoveId move);

} // namespace kith::disruption
