// SPDX-License-Identifier: MIT
#pragma once

// Weightings, plans and reviews for programs: the same acts as the pages.
//
// Errors   as the acts'; a field that nobody asked for is refused.

#include "cases/room.h"

namespace kith::cases {

void join_plan_api(House& house, Cases& room);
// What is changed of it later: a goal, who goes the way together, a review; and the look after a
// case closed (plan_change_api.cc).
void join_plan_change_api(House& house, Cases& room);

} // namespace kith::cases
