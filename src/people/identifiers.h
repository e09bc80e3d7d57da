// SPDX-License-Identifier: MIT
#pragma once

// Numbers by which agencies know a child or an adult, with their check digits.
//
// 1. NHS number: ten digits; the tenth is 11 - (sum of digit i x (11 - i), i = 1..9, mod 11); 11
//    counts as 0, and 10 is no number (NHS Data Dictionary).
// 2. Unique pupil number: 13 characters; the first is letter r of A B C D E F G H J K L M N P Q R T
//    U V W X Y Z, r = sum of character i x i, i = 2..13, mod 23. The last may be a letter in a
//    temporary number: its value is its place among the same letters, from 0 (Department for
//    Education; CIN census rule 1510). A former one keeps the same rule.
// 3. Unique learner number: ten digits, the first not 0; r = sum of digit i x (11 - i), i = 1..9,
//    mod 11; r = 0 is no number; the tenth is 10 - r (Learning Records Service).
// 4. PNC id: YYYY/NNNNNNNX; X is letter r of Z A B C D E F G H J K L M N P Q R T U V W X Y, r =
// (the
//    last two digits of the year, then the seven) mod 23.
// 5. Local authority child id: at most 20 letters and digits; no check.
//
// None is assumed to be unique across agencies.
//
// Shapes   text in, text out as it is kept: upper case, without spaces; a PNC id with its slash.
// Errors   `invalid`, field "identifier", with a sentence that says what to check.

#include "base/result.h"
#include <string>
#include <string_view>

namespace kith::people {

// `scheme` is a code of data/code_lists/identifier_scheme.csv. A scheme without a rule keeps what
// was typed.
[[nodiscard]] Result<std::string> read_identifier(std::string_view scheme, std::string_view typed);
[[nodiscard]] std::string show_identifier(
    std::string_view scheme, std::string_view kept); // an NHS number as 999 000 0018

} // namespace kith::people
