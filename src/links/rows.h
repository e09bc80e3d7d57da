// SPDX-License-Identifier: MIT
#pragma once

// A row of links or events, or of their twins, as a value. The room's own.

#include "links/link.h"
#include "platform/db/db.h"

namespace kith::links {

[[nodiscard]] Link read_link_row(db::Row const& row);
[[nodiscard]] Event read_event_row(db::Row const& row);

} // namespace kith::links
