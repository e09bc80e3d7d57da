// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of weightings. Whoever may read the case reads them; "weigh" adds one.
//
// Cost     a list is three indexed reads for each weighting of the case.
// Errors   as the store of cases; `conflict` if somebody weighed since `seen` was read.

#include "cases/store.h"
#include "cases/weighting.h"

namespace kith::cases {

// The one that stands first; none where this visit may not know the case.
[[nodiscard]] std::vector<Weighting> weightings_of(Visit const& visit, CaseId id);
// Of a case that was found. `seen`: the version that stood when the form was shown, or 0.
[[nodiscard]] Result<Weighting> add_weighting(
    Change& change, Case const& of, Weighting wanted, std::int64_t seen);
// Those in whose open cases the weighting that stands calls this context strong or strongest in
// harm, whoever may see them: for the numbers of a context alone (contexts/counts.h).
[[nodiscard]] std::vector<PersonId> people_it_weighs_for(
    db::Connection& connection, ContextId context);

} // namespace kith::cases
