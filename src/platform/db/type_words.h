// SPDX-License-Identifier: MIT
#pragma once

// The nine words that stand for a column's type, and {strict}, which ends a table.
//
// On SQLite {bool} becomes `int` and {int} `integer`: both hold whole numbers, and by the
// difference a column of booleans is known when it is read.
//
// Errors   `unknown_word` names what stands in braces and is none of the ten.

#include "platform/db/db.h"

namespace kith::db {

[[nodiscard]] std::string with_types(std::string_view text, Kind kind);
[[nodiscard]] std::optional<std::string> unknown_word(std::string_view text);

} // namespace kith::db
