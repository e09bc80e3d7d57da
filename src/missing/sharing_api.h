// SPDX-License-Identifier: MIT
#pragma once

// /api/v1/missing/{episode}/parties: who shares an episode, for programs.

#include "missing/room.h"

namespace kith::missing {

void add_sharing_api_routes(access::Routes::OfRoom<Missing>& routes);
[[nodiscard]] std::vector<access::Operation> sharing_operations();

} // namespace kith::missing
