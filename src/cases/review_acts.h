// SPDX-License-Identifier: MIT
#pragma once

// What people do with reviews: pages and API both come through here.
//
// Completing one judges the level anew (or says that it stands), sets the next review and its
// clock, and links the context that the harm moved to. The plan of a context and its reviews name
// no child.
//
// Errors   `invalid` with the field; `conflict`; as the store's.

#include "cases/plan_acts.h"
#include "cases/review_store.h"

namespace kith::cases {

enum class Reviewing { draft, complete };

// Every thing wrong with it; for completing, all that is missing.
[[nodiscard]] std::vector<Error> problems_of(
    Cases const& room, Visit const& visit, Case const& one, Review const& review, Reviewing how);
// A complete one stays complete, and asks for `reason`. Baselines are filled in from the goals, and
// what was measured from the measurement.
[[nodiscard]] Result<Review> keep_review(Cases const& room, Change& change, CaseId id,
    Review const& wanted, Reviewing how, std::string const& reason = {});
// As shown: names withheld in a context's.
[[nodiscard]] std::vector<Review> shown_reviews(
    Cases const& room, Visit const& visit, Case const& one);

// What was found after it closed, as shown.
[[nodiscard]] std::vector<FollowUp> shown_follow_ups(
    Cases const& room, Visit const& visit, Case const& one);

// Of a closed case.
[[nodiscard]] Result<FollowUp> follow_up(
    Cases const& room, Change& change, CaseId id, FollowUp const& wanted);

} // namespace kith::cases
