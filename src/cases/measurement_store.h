// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of measurements: uses of an instrument in a case, and what was counted. They
// are added, or taken back with a reason; never changed.
//
// Whoever may read the case reads its measurements; "assess" adds them and takes them back.
//
// Cost     a list is two indexed reads of the case.
// Errors   as the store of cases; `invalid` with the field.

#include "cases/instrument.h"
#include "cases/store.h"
#include <string>
#include <vector>

namespace kith::cases {

// Those that stand, the earliest first; the baseline of each instrument is the one that a goal
// began with, else the earliest, so that an earlier one entered later takes no goal's place; none
// where this visit may not know the case.
[[nodiscard]] std::vector<Measurement> measurements_of(Visit const& visit, CaseId id);
[[nodiscard]] Result<Measurement> find_measurement(Visit const& visit, MeasurementId id);

// Whether its shares are told (safety_map.h, rule 2), also of one that was taken back, and whether
// it was. Of none they are told. Decides nothing.
struct MeasurementState {
    bool told = true;
    bool taken_back = false;
};
[[nodiscard]] MeasurementState state_of(db::Connection& connection, MeasurementId id);
// One of the case that was taken back: who did, when and why; nothing for one that stands, and
// where this visit may not know the case.
struct TakenBack {
    Measurement one = {}; // without what was counted
    AccountId by = {};
    Instant at = {};
    std::string because = {};
};
[[nodiscard]] std::optional<TakenBack> taken_back(Visit const& visit, CaseId of, MeasurementId id);

// Of one that was checked, in a case that was found; `title` is the instrument's.
[[nodiscard]] Result<Measurement> add_measurement(
    Change& change, Case const& of, Measurement one, std::string const& title);
// It was counted wrong, or is another context's: it is not shown or compared any more.
[[nodiscard]] Done withdraw_measurement(
    Change& change, MeasurementId id, std::string const& because);

} // namespace kith::cases
