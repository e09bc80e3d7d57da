// SPDX-License-Identifier: MIT
#pragma once

// A safety map, drawn: the marks of all who took part, together, by the squares of the plan they
// marked; and the same as a table.
//
// 1. How many marked a square is not told where it is fewer than five: there the mark is hollow and
//    the table says "fewer than 5". Where one count alone of a mark is hidden, the least of the
//    others of that mark is not told either, and the table says "5 or more".
// 2. Shares and sums are told only where nothing that is hidden can be worked out from them: each
//    mark was made by nobody or five times at least, and each hidden square could still be more
//    than one number. Else no share of that map is told, since one tells what the others leave.
// 3. The three marks differ in shape, not in colour.
//
// Shapes   SVG with attributes only, for a page to hold as safe; A to H from left to right, 1 to 8
//          from top to bottom. Cost  one pass over the tallies. Errors  none.

#include "cases/instrument.h"
#include <string>
#include <vector>

namespace kith::cases {

// Rule 2; true for what is no map. Pages, API, goals, plans and reviews all ask this.
[[nodiscard]] bool tells_shares(std::vector<Tally> const& tallies);
// What stands in the place of a share that is not told.
inline constexpr char const* not_told_of_a_map = "Not told: too few marks";

// `plan` is the address of the picture that was marked (ground_plan.h), laid under the squares; ""
// for none.
[[nodiscard]] std::string draw_safety_map(
    Measurement const& one, std::string const& id, std::string const& plan = "");
// The squares alone, over the plan: for young people to mark.
[[nodiscard]] std::string draw_squares(std::string const& id, std::string const& plan);

struct MapSquare {
    std::string square;
    std::string safe, unsafe, avoided; // "12", "fewer than 5", "5 or more", "none"
};
[[nodiscard]] std::vector<MapSquare> squares_of(Measurement const& one); // those that were marked

} // namespace kith::cases
