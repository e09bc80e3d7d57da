// SPDX-License-Identifier: MIT
#pragma once

// A name as it is compared, never as it is shown.
//
// Two spellings of one name fold to the same text: case, accents, hyphens, apostrophes and double
// spaces do not count. "Zoë  O’Neill-Smith" folds to "zoe oneill smith". Nothing is guessed: what
// is spelt otherwise stays different.
//
// Source   Unicode Standard Annex 15 (compatibility decomposition) and its case folding; letters
//          that no mark is added to (ø, ł, đ, æ, …) are written as their plain ones.
// Cost     some microseconds a name. Threads  safe.
// Errors   none: bytes that are not UTF-8 fold to nothing.

#include <string>
#include <string_view>

namespace kith::words {

[[nodiscard]] std::string folded(std::string_view name);

} // namespace kith::words
