// SPDX-License-Identifier: MIT
#pragma once

// Who was shown a thing: for telling them what became of it. Looks that are committed alone.
//
// Cost     one indexed read of the looks at the thing.
// Errors   none.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include <optional>

namespace kith::ledger {

// When this account was first handed the thing; nothing: never.
[[nodiscard]] std::optional<Instant> first_shown(
    db::Connection& connection, Thing const& thing, AccountId account);

} // namespace kith::ledger
