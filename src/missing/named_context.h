// SPDX-License-Identifier: MIT
#pragma once

// Rule 4 of named_acts.h: interviews that name one context ask their team to refer it. The room's
// own: each follows from an act that the caller has decided and recorded.

#include "missing/named_acts.h"

namespace kith::missing {

// Where the rule says so, and nobody has been asked yet, whoever may know that.
[[nodiscard]] Done ask_to_refer(
    Missing const& room, Change& change, ReturnInterview const& one, Thing const& context);
// What was asked because of interviews that are fewer now.
[[nodiscard]] Done ask_no_more(Missing const& room, Change& change, Thing const& context);

} // namespace kith::missing
