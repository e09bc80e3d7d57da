// SPDX-License-Identifier: MIT
#pragma once

// Weightings, plans and reviews for programs: the same acts as the pages.
//
// Errors   as the acts'; a field that nobody asked for is refused.

#include "cases/room.h"

namespace kith::cases {

void join_plan_api(House& house, Cases& room);

} // namespace kith::cases
