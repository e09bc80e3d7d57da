// SPDX-License-Identifier: MIT
#pragma once

// Letters and blanks of UTF-8 text, as Nunjucks counts and trims them.
//
// Units    lengths are in UTF-16 units, as in ECMAScript; positions in bytes.
// Errors   none: a byte that is no UTF-8 counts as one character.

#include <string>
#include <string_view>
#include <vector>

namespace kith::html {

[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Bytes of the blank that text starts with (ASCII, no-break space and the other Unicode blanks); 0
// if none.
[[nodiscard]] std::size_t blank_at_start(std::string_view text);
[[nodiscard]] std::string_view without_leading_blanks(std::string_view text);
[[nodiscard]] std::string_view without_trailing_blanks(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);

[[nodiscard]] std::size_t character_bytes(
    std::string_view text); // of its first character; text is not empty
[[nodiscard]] std::vector<std::string_view> characters(std::string_view text);
[[nodiscard]] std::size_t length_in_units(std::string_view text);

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);

} // namespace kith::html
