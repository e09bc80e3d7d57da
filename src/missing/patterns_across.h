// SPDX-License-Identifier: MIT
#pragma once

// What the times of many people have in common.
//
// Whoever works with children and families is told of the episodes they may read, by name where a
// name is shown. Whoever counts only (an analyst) is told numbers of people, and no name:
// 1. Each person counts once, by the latest time in the year: so every table is a whole of people,
//    and what base/small_numbers.h and small_tables.h keep back cannot be worked out.
// 2. The only choice is which year (1 April to 31 March), none of which laps over another: of two
//    tables of one's own choosing, one could be taken off the other.
// 3. How many times there were in all is not told: it would say how a row kept back is made up.
// What this cannot hold is said in base/small_numbers.h.
//
// Shapes   for templates. Cost     one pass over the rows (patterns_store.h).
// Errors   none: what does not read in the address stands in `problems`.

#include "missing/patterns_store.h"
#include "missing/patterns_views.h"
#include "missing/room.h"
#include "platform/http/request.h"

namespace kith::missing {

// {from, to, kinds, places, teams, chosen, problems, errors, count, people, cut, starts, returns,
// lengths, from_where, kinds_counted, repeats, most, places_map, network, ...}
[[nodiscard]] html::Value patterns_read(
    Missing const& room, Visit const& visit, http::Request const& request);

// {years, year, people, starts {svg, head, rows}, lists [{title, svg, head, rows, not_told_of}]};
// `people` is undefined where they are too few to tell.
[[nodiscard]] html::Value patterns_counted(
    Missing const& room, Visit const& visit, http::Request const& request);

// Rule 1: the first of each person in rows whose latest start stands first.
[[nodiscard]] std::vector<PatternRow> latest_of_each(std::vector<PatternRow> const& rows);
// 1 April of that year, or of the one before, if the day is earlier in it.
[[nodiscard]] int year_of_counting(Date day);

} // namespace kith::missing
