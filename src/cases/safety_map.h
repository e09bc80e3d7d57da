// SPDX-License-Identifier: MIT
#pragma once

// A safety map, drawn: the marks of all who took part, together, by the squares of the plan they
// marked; and the same as a table.
//
// 1. How many marked a square is not told where it is fewer than five: there the mark is hollow and
//    the table says "fewer than 5". No sum of marks is told, so that none can be subtracted. Shares
//    are told: where one count alone of a mark is hidden, the least of the others of that mark is
//    not told either, and the table says "5 or more".
// 2. The three marks differ in shape, not in colour.
//
// Shapes   SVG with attributes only, for a page to hold as safe; A to H from left to right, 1 to 8
//          from top to bottom. Cost  one pass over the tallies. Errors  none.

#include "cases/instrument.h"
#include <string>
#include <vector>

namespace kith::cases {

[[nodiscard]] std::string draw_safety_map(Measurement const& one, std::string const& id);

struct MapSquare {
    std::string square;
    std::string safe, unsafe, avoided; // "12", "fewer than 5", "5 or more", "none"
};
[[nodiscard]] std::vector<MapSquare> squares_of(Measurement const& one); // those that were marked

} // namespace kith::cases
