// SPDX-License-Identifier: MIT
#pragma once

// What PostgreSQL refuses in a text, SQLite would take: so that both hold the same, neither is
// handed it.
//
// Errors   Failure `wrong`, naming the statement and never the text: it may be a child's.

#include "platform/db/db.h"

namespace kith::db {

[[nodiscard]] bool is_unicode(std::string_view text); // whole UTF-8 without NUL; one pass
void expect_unicode(Sql const& sql, std::span<Value const> values);

} // namespace kith::db
