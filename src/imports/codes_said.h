// SPDX-License-Identifier: MIT
#pragma once

// What a cell says, as a code of a code list: by its code, by its label, or by words that stand in
// one label alone. Case, spaces and marks do not count.
//
// Cost     one pass over the list.
// Errors   `invalid` with the field, saying what would be right; never what stands in the cell.

#include "directory/directory.h"
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace kith::imports {

[[nodiscard]] std::optional<std::string> code_said(
    directory::ReferenceFacts const& facts, std::string_view list, std::string_view text, Date on);
// Several, parted by a comma, a semicolon, a slash, a plus sign, an ampersand or a new line.
[[nodiscard]] Result<std::set<std::string>> codes_said(directory::ReferenceFacts const& facts,
    std::string_view list, std::string_view text, std::string_view field, Date on);
// "CSE, CCE or ONLINE": the first few codes of a list, for what to write.
[[nodiscard]] std::string codes_to_write(
    directory::ReferenceFacts const& facts, std::string_view list, Date on);

} // namespace kith::imports
