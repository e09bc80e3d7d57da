// SPDX-License-Identifier: MIT
#pragma once

// A model as a table to read: each field, its levels, how often two records of one person fall into
// each (m), how often two strangers do (u), and the bits that weighs.
//
// Shapes   lines of plain text, columns in line; a level that neither kind was ever seen in is left
//          out. Errors   none.

#include "engine/linkage/model.h"
#include <string>
#include <string_view>

namespace kith::linkage {

[[nodiscard]] std::string model_table(Model const& model);
[[nodiscard]] std::string_view words_of(Field field, unsigned level); // "one digit differs"

} // namespace kith::linkage
