// SPDX-License-Identifier: MIT
#pragma once

// The same for programs: /api/v1/evidence.

#include "evidence/room.h"
#include "platform/access/operations.h"
#include <vector>

namespace kith::evidence {

void add_api_routes(access::Routes::OfRoom<Evidence>& routes);
void add_pack_api_routes(access::Routes::OfRoom<Evidence>& routes); // pack_api.cc
[[nodiscard]] std::vector<access::Operation> evidence_operations(); // api_describe.cc

} // namespace kith::evidence
