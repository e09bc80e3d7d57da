// SPDX-License-Identifier: MIT
#pragma once

// A name in any script, read in Latin letters, and what a page must know to set it right.
//
// A reading is letter by letter, as the tables of Unicode have it: for those who cannot read the
// script, and so that two who wrote one name in two scripts find each other. It is never put in
// place of what was written. Arabic and Hebrew leave short vowels out, and so does their reading.
//
// Source   Unicode CLDR transforms, Any-Latin.
// Cost     nothing for Latin letters; else some tens of microseconds, and milliseconds for the
//          first of each thread. Threads  safe.
// Errors   none: bytes that are not UTF-8 have no reading and no script.

#include <string>
#include <string_view>

namespace kith::words {

// As it is, if all its letters are Latin: "Олена" is "Olena", "Zoë" stays "Zoë".
[[nodiscard]] std::string in_latin(std::string_view name);
[[nodiscard]] bool is_latin(std::string_view name); // no letter of another script stands in it

// For the attribute `lang`: the language where it is known ("uk"), else the script alone
// ("und-Cyrl"); empty for Latin letters of no known language.
[[nodiscard]] std::string language_tag(std::string_view name, std::string_view language);
[[nodiscard]] bool runs_right_to_left(std::string_view name); // by its first strong letter

} // namespace kith::words
