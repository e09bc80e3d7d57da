// SPDX-License-Identifier: MIT
#pragma once

// /api/v1/missing/{episode}/interview/named: what a return interview names, for programs.

#include "missing/room.h"

namespace kith::missing {

void add_named_api_routes(access::Routes::OfRoom<Missing>& routes);
[[nodiscard]] std::vector<access::Operation> named_operations();

} // namespace kith::missing
