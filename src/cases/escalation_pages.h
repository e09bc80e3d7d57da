// SPDX-License-Identifier: MIT
#pragma once

// The pages of disagreements, a box on the case's page, lines on Home, what keeps a case from
// closing, and the daily round; the same for programs.
//
// Errors   as the acts; a form comes back as it was typed.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

void join_escalations(House& house, Cases& room);
// escalation_api.cc
void add_escalation_api(access::Routes::OfRoom<Cases>& routes);
[[nodiscard]] std::vector<access::Operation> escalation_operations();

} // namespace kith::cases
