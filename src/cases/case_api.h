// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of cases: the same acts, the same policies and the same questions as the pages.
//
// Errors   as the store's; `not_allowed` with a sentence where a purpose must be stated first; 428
//          where a version must be named, 409 where it moved on or an open case stands.

#include "cases/acts.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::cases {

void add_case_api_routes(access::Routes::OfRoom<Cases>& routes);
[[nodiscard]] std::vector<access::Operation> case_operations();

// In full; a list tells of each without `clocks` and `ways_on`: {id, reference, subject, pathway,
// stage, strands, level, team, worker, due, ways, version, …}, as far as this visit may know: what
// it was opened from is null where they may not.
[[nodiscard]] std::string write_case(Cases const& room, Visit const& visit, Case const& one);

} // namespace kith::cases
