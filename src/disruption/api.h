// SPDX-License-Identifier: MIT
#pragma once

// The same for programs: /api/v1/disruption.

#include "disruption/room.h"
#include "platform/access/operations.h"
#include <vector>

namespace kith::disruption {

void add_api_routes(access::Routes::OfRoom<Disruption>& routes);
void add_effect_api_routes(access::Routes::OfRoom<Disruption>& routes); // effect_api.cc
[[nodiscard]] std::vector<access::Operation> disruption_operations();   // api_describe.cc

} // namespace kith::disruption
