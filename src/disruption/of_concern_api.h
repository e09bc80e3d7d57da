// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of people of concern: the same acts, the same policies and the same rules as the
// pages. A name stands in what is sent and answered, never in an address; and never without the day
// on which they were cleared.

#include "disruption/room.h"

namespace kith::disruption {

void add_of_concern_api_routes(access::Routes::OfRoom<Disruption>& routes);
[[nodiscard]] std::vector<access::Operation> of_concern_operations();

} // namespace kith::disruption
