// SPDX-License-Identifier: MIT
#pragma once

// The pages and the programs' side of context conferences: the same acts and rules. Whatever is
// shown has the names withheld of everybody joined to the context.
//
// Errors   as conference_acts.h. A form that is refused comes back filled in, with a sentence by
//          each field; a late save with what stands now beside what was typed.

#include "cases/conference_acts.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

// All that conferences add: routes, the box on a case's page, the need "a conference held".
void join_conference(House& house, Cases& room);

[[nodiscard]] std::vector<access::Operation> conference_operations();
void add_conference_api(access::Routes::OfRoom<Cases>& routes);

} // namespace kith::cases
