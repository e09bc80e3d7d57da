// SPDX-License-Identifier: MIT
#pragma once

// How alike are two names as they are written?
//
// Jaro's measure counts the letters two names share at about the same place, and those of them
// that stand in another order; Winkler raises it for a common beginning of up to four letters, if
// the measure is over 0.7 already. 1 is equal, 0 is nothing in common.
//
// Sources  M. A. Jaro, JASA 84 (1989) 414-420; W. E. Winkler, "String comparator metrics and
//          enhanced decision rules in the Fellegi-Sunter model of record linkage" (1990).
// Cost     40 to 80 ns a pair: places are bits of one word. Threads  safe.
// Shapes   bytes of folded names; what is past the 64th byte is not looked at.

#include "engine/linkage/record.h"
#include <string_view>

namespace kith::linkage {

[[nodiscard]] float jaro_winkler(std::string_view left, std::string_view right);
// The same from what was counted: shared letters, those of them in another order, equal first ones.
struct SharedLetters {
    unsigned matches;
    unsigned displaced;
    unsigned prefix; // at most 4
};
[[nodiscard]] float jaro_winkler_of(
    SharedLetters const& shared, std::size_t left, std::size_t right);
// How many letters two names share at most, wherever they stand: a few operations. 99 where that is
// not known, since one has a letter four times or more.
[[nodiscard]] unsigned letters_shared(Name const& left, Name const& right);
// No two names of these lengths that share so many letters are more alike than this.
[[nodiscard]] float most_alike_of(unsigned shared, unsigned left, unsigned right);
// Does one step of the pen make one of the other: a letter more, less, changed, or two swapped?
[[nodiscard]] bool one_slip(std::string_view left, std::string_view right);

} // namespace kith::linkage
