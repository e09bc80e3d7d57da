// SPDX-License-Identifier: MIT
#pragma once

// The chronology of one context: page, paper, plain text and for programs.
//
// Errors   as the store's; a filter that does not read comes back with a sentence by its field.

#include "contexts/room.h"
#include "platform/access/operations.h"
#include "platform/access/routes.h"

namespace kith::contexts {

void add_chronology(access::Routes::OfRoom<Contexts>& routes);
[[nodiscard]] access::Operation chronology_operation();

} // namespace kith::contexts
