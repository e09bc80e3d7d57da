// SPDX-License-Identifier: MIT
#pragma once

// How values of one kind are read as another, by the rules of ECMAScript, which Nunjucks inherits.
//
// Sources  ECMA-262, section 7.1 (type conversion), 7.2 (comparison), 13.15 (`+`), 6.1.6.1.20 (a
// number as text). Errors   text beyond 32 MiB throws std::length_error, so that a small array that
// holds itself often stays harmless.

#include "platform/html/value.h"
#include <string>

namespace kith::html {

// As it is put out: nothing for undefined and null.
void append_text(std::string& text, Value const& value);
// As `+` and `~` read it: the words "undefined" and "null".
void append_spoken(std::string& text, Value const& value);
[[nodiscard]] std::string number_text(double number);

[[nodiscard]] double to_number(Value const& value);         // NaN if it is none
[[nodiscard]] double leading_number(std::string_view text); // as parseFloat

[[nodiscard]] bool loosely_equal(Value const& left, Value const& right); // ==
[[nodiscard]] bool less(Value const& left, Value const& right);          // <
[[nodiscard]] bool at_most(Value const& left, Value const& right);       // <=

[[nodiscard]] Value added(Value const& left, Value const& right);  // a sum, or both as one text
[[nodiscard]] Value joined(Value const& left, Value const& right); // ~

} // namespace kith::html
