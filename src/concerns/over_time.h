// SPDX-License-Identifier: MIT
#pragma once

// Concerns over time, on the page of a place, school, group, home or online space: how many were
// received each month of the last year, drawn, and the same as a sentence and a table.
//
// Only concerns that this visit may see are counted, so that nothing is told of others; where there
// is none the box is not there.
//
// Cost     one read of the context's links, and one read a concern.

#include "concerns/room.h"
#include "contexts/contexts.h"
#include <array>

namespace kith::concerns {

struct MonthCount {
    int year = 0;
    int month = 0;
    int count = 0;
};
using Year = std::array<MonthCount, 12>; // the last of them is this month

// Received on those days; what is older is left out.
[[nodiscard]] Year counted_by_month(std::vector<Date> const& received, Date today);
[[nodiscard]] std::string drawn_by_month(Year const& year); // an SVG, escaped
[[nodiscard]] std::string months_in_words(Year const& year);

// For contexts::Contexts::panels; `room` outlives it.
[[nodiscard]] contexts::Panel concerns_over_time(Concerns const& room);

} // namespace kith::concerns
