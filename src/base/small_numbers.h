// SPDX-License-Identifier: MIT
#pragma once

// Numbers of people, told so that none points at somebody.
//
// A number under 5 is not told, and neither is none: each reads "fewer than 5". Nor may it be
// worked out from what stands beside it, so a table whose rows add up to a number that is told
// keeps back more than its small rows (secondary suppression):
// 1. Under 5 in all: no row is told.
// 2. Every row 5 or more: every row is told.
// 3. One small row: it and the row beside it are kept back, whichever that is: chosen by place,
//    never by size, so that the choice says nothing.
// 4. Several small rows: they alone, or with the row beside them where they add up to less than 5,
//    which would be a small number too.
// 5. If what they add up to gives them away (all are 4), no row is told.
// Whoever knows the total and these rules still finds at least two values for each row kept back:
// small_numbers_test.cc tries every small table.
//
// What this cannot hold: tables of the same people on two days can be compared, and whoever knows
// some of those counted can take them off. Show a table to nobody who may know some of them.
//
// Shapes   counts in, the same rows out; a row kept back is empty. Rows must be a whole: everybody
//          counted stands in exactly one, and which rows there are does not depend on the counts.
// Cost     O(rows). Errors   none.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kith {

inline constexpr std::int64_t smallest_number_told = 5;

[[nodiscard]] std::vector<std::optional<std::int64_t>> numbers_told(
    std::span<std::int64_t const> rows);
// "12"; "fewer than 5" of one that is smaller, or kept back with no other reason to give.
[[nodiscard]] std::string number_in_words(std::int64_t number);

} // namespace kith
