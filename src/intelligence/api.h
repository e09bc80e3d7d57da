// SPDX-License-Identifier: MIT
#pragma once

// /api/v1/intelligence: list, one, and a new one; what the desk does; what is shared. Who told it
// is sent, and never answered. A text that leaves the desk never stands without its handling.

#include "intelligence/room.h"

namespace kith::intelligence {

void add_api_routes(access::Routes::OfRoom<Intelligence>& routes);
[[nodiscard]] std::vector<access::Operation> intelligence_operations();
void add_desk_api_routes(access::Routes::OfRoom<Intelligence>& routes);
[[nodiscard]] std::vector<access::Operation> desk_operations();

} // namespace kith::intelligence
