// SPDX-License-Identifier: MIT
#pragma once

// The plan of a place that young people mark for a safety map, as a picture.
//
// 1. The newest that was not taken off stands: it is printed for them to mark.
// 2. A map keeps the plan that stood when its marks were entered; one entered before there was any
//    has the first that came.
// 3. One that is taken off, with a reason, is shown behind no map. Nothing is written over.
// 4. It names nobody and is no paper that somebody marked: that stays with whoever drew on it.
//
// Who may read the case sees it; "assess" adds and takes off.
//
// Cost     one indexed read of the case.
// Errors   as the store of cases; `invalid` with the field; `conflict` if somebody was first.

#include "cases/instrument.h"
#include "cases/room.h"
#include "platform/documents/documents.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::cases {

using GroundPlanId = Id<struct GroundPlanKind>;

struct GroundPlan {
    GroundPlanId id = {};
    CaseId of = {};
    AttachmentId file = {};
    std::string shows = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string because = {};
};

// Newest first, those taken off too. Of a case that this visit was given by `find`.
[[nodiscard]] std::vector<GroundPlan> ground_plans_of(Visit const& visit, CaseId id);
// Rule 1; nothing where none stands, or its picture cannot be shown (yet).
[[nodiscard]] std::optional<GroundPlan> standing_ground_plan(Visit const& visit, CaseId id);
// Rule 2; the same.
[[nodiscard]] std::optional<GroundPlan> ground_plan_of(Visit const& visit, Measurement const& one);

[[nodiscard]] Done add_ground_plan(Change& change, Case const& of, GroundPlan const& wanted);
[[nodiscard]] Done take_ground_plan_off(
    Change& change, Case const& of, GroundPlanId id, std::string const& because);

// Who sees the file: whoever may read the case, as long as it was not taken off; after that whoever
// assesses.
[[nodiscard]] documents::Holder ground_plan_holder();

} // namespace kith::cases
