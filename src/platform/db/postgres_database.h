// SPDX-License-Identifier: MIT
#pragma once

// A Database kept by PostgreSQL: a pool that reads and a pool that writes at `serializable`.

#include "platform/db/db.h"

namespace kith::db {

[[nodiscard]] std::unique_ptr<Database> open_postgres(Where const& where);

} // namespace kith::db
