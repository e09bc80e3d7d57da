// SPDX-License-Identifier: MIT
#pragma once

// The pages of supervision, a box on the case's page and lines on Home; the same for programs.
//
// Whoever may neither supervise the case nor read a note of it has no box, and its page answers as
// one that does not exist.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

void join_supervision(House& house, Cases& room);
// supervision_api.cc
void add_supervision_api(access::Routes::OfRoom<Cases>& routes);
[[nodiscard]] std::vector<access::Operation> supervision_operations();
[[nodiscard]] std::string supervisions_path(CaseId id); // "/cases/…/supervisions"

} // namespace kith::cases
