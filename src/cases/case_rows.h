// SPDX-License-Identifier: MIT
#pragma once

// A row of `cases`, or of cases_was, as a case. The room's own, behind its stores.
//
// Errors   throws where a column is missing.

#include "cases/case.h"
#include "platform/db/db.h"

namespace kith::cases {

[[nodiscard]] Case read_case(db::Row const& row);
[[nodiscard]] CaseClock read_case_clock(db::Row const& row);

} // namespace kith::cases
