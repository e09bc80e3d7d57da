// SPDX-License-Identifier: MIT
#pragma once

// The pages and the programs' side of notes: the same acts and rules.
//
// Writing one takes three actions from any record: Add a note, type, Save. What else can be said is
// folded below. It is kept as a draft while somebody types.
//
// Errors   as note_acts.h. A form that is refused comes back filled in, with a sentence by each
//          field; a late save with what stands now beside what was typed.

#include "cases/note_acts.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

// All that notes add: routes, boxes, Home lines, navigation, and who may know one.
void join_notes(House& house, Cases& room);

[[nodiscard]] std::vector<access::Operation> note_operations();
void add_note_api(access::Routes::OfRoom<Cases>& routes);

} // namespace kith::cases
