// SPDX-License-Identifier: MIT
#pragma once

// The same for programs: /api/v1/justice.

#include "justice/room.h"

namespace kith::justice {

void add_api_routes(access::Routes::OfRoom<Justice>& routes);
void add_matter_api_routes(access::Routes::OfRoom<Justice>& routes); // matter_api.cc
[[nodiscard]] std::vector<access::Operation> justice_operations();   // api_describe.cc

} // namespace kith::justice
