// SPDX-License-Identifier: MIT
#pragma once

// How the bytes of a file stand for letters.
//
// Shapes   everything within Kith is UTF-8; a file from elsewhere may be Windows-1252, as the
//          school register and many spreadsheets are.
// Cost     one pass. Threads  safe.
// Errors   none: a byte that Windows-1252 does not know becomes U+FFFD.

#include <string>
#include <string_view>

namespace kith {

[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] std::string from_windows_1252(std::string_view text); // to UTF-8

} // namespace kith
