// SPDX-License-Identifier: MIT
#pragma once

// Missing for programs: JSON under /api/v1/missing. The room's own.

#include "missing/pages.h"
#include <vector>

namespace kith::missing {

void add_api_routes(access::Routes::OfRoom<Missing>& routes);
[[nodiscard]] std::vector<access::Operation> missing_operations();

} // namespace kith::missing
