// SPDX-License-Identifier: MIT
#pragma once

// Measuring with an instrument of this partnership, in a case: what pages, API, plans and reviews
// use.
//
//   auto const all = measurements_of(visit, id);               the earliest first
//   auto const measures = measures_of(room, "safety_survey");  what can be compared
//   value_in_words(all[0], measures[0], Sees::the_case)        "31 %"
//
// Errors   as the store's; `invalid` with the field.

#include "cases/measurement_store.h"
#include "cases/room.h"

namespace kith::cases {

// What of an instrument can be compared, as it is now; none for a name that is none.
[[nodiscard]] std::vector<Measure> measures_of(Cases const& room, std::string_view instrument);
[[nodiscard]] Result<Measurement> add(Change& change, Cases const& room, Measurement const& wanted);

} // namespace kith::cases
