// SPDX-License-Identifier: MIT
#pragma once

// The pages of disagreements, a box on the case's page, lines on Home, what keeps a case from
// closing, and the daily round; the same for programs.
//
// Errors   as the acts; a form comes back as it was typed.

#include "cases/escalation.h"
#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

void join_escalations(House& house, Cases& room);
// escalation_api.cc
void add_escalation_api(access::Routes::OfRoom<Cases>& routes);
[[nodiscard]] std::vector<access::Operation> escalation_operations();
// escalation_home.cc: the box on the case's page, the lines on Home, what keeps a case from closing
void join_escalation_home(Cases& room);

[[nodiscard]] std::string escalations_path(CaseId of);
[[nodiscard]] std::string escalation_path(Escalation const& one);
[[nodiscard]] std::string agency_named(Visit const& visit, AgencyId id);

} // namespace kith::cases
