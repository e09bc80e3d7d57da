// SPDX-License-Identifier: MIT
#pragma once

// /api/v1/missing/{episode}/learning: what should be known next time, for programs.

#include "missing/room.h"

namespace kith::missing {

void add_learning_api_routes(access::Routes::OfRoom<Missing>& routes);
[[nodiscard]] std::vector<access::Operation> learning_operations();

} // namespace kith::missing
