// SPDX-License-Identifier: MIT
#pragma once

// Text as it is compared, never as it is shown.
//
// Case, accents, apostrophes and doubled spaces do not count; Cyrillic letters are written in
// Latin ones; other scripts are kept as they are, and read in Latin letters apart (scripts). A
// hyphen becomes a space: the two halves of a double-barrelled name are names. A sound code puts
// letters that are often heard alike into one class and drops vowels, so that "Mohammed" and
// "Muhamad" meet.
//
// Sources  Unicode's Latin-1, Latin Extended-A, -B and Additional, and Cyrillic blocks (the plain
//          letter of each); ISO 9 (simplified) for Cyrillic; R. C. Russell, US patent 1,261,167
//          (1918) for the idea of a sound code; the classes here are Kith's own.
// Cost     about 50 ns a name. Threads  safe.
// Errors   none: what cannot be read is missing.

#include "engine/linkage/record.h"
#include <string>
#include <string_view>

namespace kith::linkage {

[[nodiscard]] std::string_view trimmed(std::string_view text);
void fold(std::string_view text, std::string& out); // words of a-z and digits, one space
void fold_tightly(
    std::string_view text, std::string& out); // the same without spaces: postcodes, phones
[[nodiscard]] std::uint32_t sound_of(std::string_view folded); // 0 for a name without letters
[[nodiscard]] Name name_of(std::string_view folded);           // save parts and roots
// 2011-05-03, 20110503, 3/5/2011 (day first), 3 May 2011, 03-May-2011, 2011-05, 2011; else nothing.
// A year of two digits could be of either century.
[[nodiscard]] Birth read_birth(std::string_view text);
// As far as it is known: 31 February is none.
[[nodiscard]] bool is_a_day(Birth const& birth);
// Tightly folded, and +44 7700 900123, 0044 7700 900123 and 07700 900123 are one.
void fold_phone(std::string_view text, std::string& out);
// "~2011", "c. 2011" and "about 2011" are estimates.
[[nodiscard]] bool is_estimate(std::string_view text);
[[nodiscard]] std::string_view without_mark_of_estimate(std::string_view text);
[[nodiscard]] Sex read_sex(std::string_view text);
// y, yes, t, true or 1, in any case.
[[nodiscard]] bool says_yes(std::string_view text);
// What stands beside an identifier that somebody checked: yes, "verified", a whole day, or 01.
// Source: NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE, 01 "Number present and verified".
[[nodiscard]] bool says_verified(std::string_view text);
// "12a mill lane" is house 12a, street mill lane. Both folded.
struct Address {
    std::string_view house = {};
    std::string_view street = {};
};
[[nodiscard]] Address split_address(std::string_view folded);

} // namespace kith::linkage
