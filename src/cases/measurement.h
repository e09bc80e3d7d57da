// SPDX-License-Identifier: MIT
#pragma once

// Measuring with an instrument of this partnership, in a case: what pages, API, plans and reviews
// use.
//
//   auto const all = measurements_of(visit, id);               the earliest first
//   auto const measures = measures_of(room, "safety_survey");  what can be compared
//   value_in_words(all[0], measures[0], Sees::the_case)        "31 %"
//
// Of a context, no text of one names a child (unnamed.h).
//
// Errors   as the store's; `invalid` with the field.

#include "cases/measurement_store.h"
#include "cases/room.h"

namespace kith::cases {

// What of an instrument can be compared, as it is now; none for a name that is none.
[[nodiscard]] std::vector<Measure> measures_of(Cases const& room, std::string_view instrument);
[[nodiscard]] Result<Measurement> add(Change& change, Cases const& room, Measurement const& wanted);
[[nodiscard]] Done take_back(
    Change& change, Cases const& room, MeasurementId id, std::string const& because);

// As they are shown to anybody: of a context, the names of everybody joined to it withheld.
[[nodiscard]] std::vector<Measurement> shown_measurements(
    Cases const& room, Visit const& visit, Case const& of);
[[nodiscard]] Result<Measurement> shown_measurement(
    Cases const& room, Visit const& visit, MeasurementId id);

} // namespace kith::cases
