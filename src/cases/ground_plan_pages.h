// SPDX-License-Identifier: MIT
#pragma once

// The pages of the plan that young people mark: to add it, take it off, print it; and what the page
// of a safety map shows of it.

#include "cases/ground_plan.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

// Adds the routes and says who may see the file. Nothing where the room keeps no files.
void join_ground_plans(House& house, Cases& room);
// {href, standing, may_add}: the way to it, for the page of measurements; undefined where the case
// has no safety map.
[[nodiscard]] html::Value ground_plan_way(Cases const& room, Visit const& visit, Case const& of);

} // namespace kith::cases
