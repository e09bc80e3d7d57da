// SPDX-License-Identifier: MIT
#pragma once

// What was recorded of a return is put right, as the next version with its reason; the clock of the
// return interview follows, and whether a held one was in time.
//
// Errors   as the acts; `invalid` where an interview was held before the return.

#include "missing/pages.h"
#include "missing/store.h"

namespace kith::missing {

[[nodiscard]] Result<Episode> correct_return(
    Missing const& room, Change& change, Episode const& wanted, std::string const& reason);
void add_return_again_routes(access::Routes::OfRoom<Missing>& routes);

} // namespace kith::missing
