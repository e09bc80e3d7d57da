// SPDX-License-Identifier: MIT
#pragma once

// Rows of the room's tables as values. The room's own.

#include "missing/interview.h"
#include "platform/db/db.h"

namespace kith::missing {

[[nodiscard]] Episode read_episode(db::Row const& row);
[[nodiscard]] Grade read_grade(db::Row const& row);
[[nodiscard]] LogEntry read_log_entry(db::Row const& row);
[[nodiscard]] PreventionInterview read_prevention_interview(db::Row const& row);
[[nodiscard]] ReturnInterview read_return_interview(db::Row const& row);
[[nodiscard]] Offer read_offer(db::Row const& row);
[[nodiscard]] Plan read_plan(db::Row const& row);

} // namespace kith::missing
