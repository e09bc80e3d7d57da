// SPDX-License-Identifier: MIT
#pragma once

// How many days a limit of data/reference/clocks.toml is from a day, in whatever unit a partnership
// has set it.
//
// Cost     O(days) for working days.
// Errors   std::logic_error for an id that no file has.

#include "contexts/room.h"

namespace kith::contexts {

[[nodiscard]] inline int days_of(Contexts const& room, std::string_view rule, Date from)
{
    return static_cast<int>(
        actions::due_on(room.clocks.rule(rule), from, room.facts.working_days()) - from);
}

} // namespace kith::contexts
