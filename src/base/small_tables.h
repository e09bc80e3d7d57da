// SPDX-License-Identifier: MIT
#pragma once

// Numbers of people in rows and columns, told so that none points at somebody.
//
// 1. What each row adds up to, and each column, is told as small_numbers.h tells one row of
//    numbers. A row or column whose sum is kept back tells none of its numbers.
// 2. Of the others a number under 5 is kept back, and so is none.
// 3. Whoever knows every number told, and that rows and columns add up, still finds at least two
//    values for each small number kept back. Where that does not hold, the next number to the right
//    is kept back too, then the next below: chosen by place, never by size.
// small_tables_test.cc tries every small table.
//
// Columns are of the same people in every table of them: what the columns add up to is then told
// alike in each, whatever the rows are.
//
// What this cannot hold is said in small_numbers.h.
//
// Shapes   every row has as many columns as the first; what is kept back is empty.
// Cost     (rows * columns)^2 at worst. Errors   throws where a row is longer or shorter.

#include "base/small_numbers.h"

namespace kith {

struct TableTold {
    using Told = std::optional<std::int64_t>;
    std::vector<std::vector<Told>> cells = {};
    std::vector<Told> rows = {};    // what each adds up to
    std::vector<Told> columns = {}; //
    Told all = {};                  // none under 5
};

[[nodiscard]] TableTold table_told(std::vector<std::vector<std::int64_t>> const& counts);

} // namespace kith
