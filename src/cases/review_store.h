// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of reviews and of the looks after a case closed.
//
// Whoever may read the case reads them; "review" writes.
//
// Cost     a list is one indexed read, and one for each review.
// Errors   as the store of cases; `conflict` if it was saved since it was read.

#include "cases/review.h"
#include "cases/store.h"

namespace kith::cases {

// The latest day first; none where this visit may not know the case.
[[nodiscard]] std::vector<Review> reviews_of(Visit const& visit, CaseId id);
[[nodiscard]] Result<Review> find_review(Visit const& visit, CaseId of, ReviewId id);
// Of a case that was found: a new one (version 0), or the next version.
[[nodiscard]] Result<Review> save_review(
    Change& change, Case const& of, Review const& wanted, std::string const& reason);
// The review that was completed last, and when the next one was to be. Decides nothing.
struct CompletedReview {
    Instant completed_at;
    Date next_review;
};
[[nodiscard]] std::optional<CompletedReview> last_completed(db::Connection& connection, CaseId id);

[[nodiscard]] std::vector<FollowUp> follow_ups_of(Visit const& visit, CaseId id); // latest first
[[nodiscard]] Result<FollowUp> add_follow_up(
    Change& change, Case const& of, FollowUp const& wanted);
// Closed cases of the visitor's teams that are looked at again by that moment.
struct FollowUpDue {
    Case one;
    Instant due;
};
[[nodiscard]] std::vector<FollowUpDue> follow_ups_due(Visit const& visit, Instant by);

} // namespace kith::cases
