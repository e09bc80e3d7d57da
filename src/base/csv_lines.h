// SPDX-License-Identifier: MIT
#pragma once

// Lines of comma-separated text that leave Kith (RFC 4180), safe to open in a spreadsheet.
//
// A cell that a spreadsheet would read as a formula (ASVS 1.2.10: it begins with = + - @, a tab or
// a carriage return, also behind blanks or a full-width sign) gets an apostrophe in front, which
// the spreadsheet shows as text. What machines read back cell by cell is written without this
// (statutory returns have columns of their own).
//
// Errors   none.

#include <span>
#include <string>
#include <string_view>

namespace kith::csv {

[[nodiscard]] std::string line(std::span<std::string const> cells); // ends in CRLF
[[nodiscard]] std::string safe_cell(std::string_view text);         // quoted where it must be
[[nodiscard]] bool reads_as_formula(std::string_view text);

} // namespace kith::csv
