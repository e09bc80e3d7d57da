// SPDX-License-Identifier: MIT
#pragma once

// What somebody named, in the form by which two namings of one thing are found to be the same.
//
// 1. A phone number is compared as E.164 (ITU-T E.164: a plus, the country, at most 15 digits); a
//    number that begins with 0 is one of the United Kingdom.
// 2. A vehicle is compared by its registration mark, without spaces, in capitals. In a mark of
//    today's pattern (two letters, two digits, three letters; DVLA INF104) a letter O where a digit
//    stands is 0, a letter I is 1, and the other way round. "A white van" is no mark, and the same
//    as nothing.
// 3. An online account is compared as its handle in small letters, or as its address without
//    `https://` and `www.`; a bank account as its sort code and number.
// 4. A nickname, a name or a place is compared folded (platform/words/fold.h); a postcode without
//    its space.
// 5. That two namings compare as the same is no proof that they mean the same: it is shown, a
//    person judges it.
//
// Shapes   kinds are codes of data/code_lists/named_kind.csv.
// Errors   none: what does not read as its kind compares as nothing ("").

#include <string>
#include <string_view>

namespace kith::links {

[[nodiscard]] std::string normalised(std::string_view kind, std::string_view as_written);

[[nodiscard]] std::string e164_of(std::string_view typed);              // "+447700900123", or ""
[[nodiscard]] std::string registration_mark_of(std::string_view typed); // "AB12CDE", or ""
[[nodiscard]] std::string account_of(std::string_view typed);           // "@biscuit", or ""
[[nodiscard]] std::string postcode_of(std::string_view typed);          // "ZY11EB", or ""

} // namespace kith::links
