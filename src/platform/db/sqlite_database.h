// SPDX-License-Identifier: MIT
#pragma once

// A Database in one file: a pool of readers, one Writer, and a lock so that one process writes.

#include "platform/db/db.h"

namespace kith::db {

[[nodiscard]] std::unique_ptr<Database> open_sqlite(Where const& where);

} // namespace kith::db
