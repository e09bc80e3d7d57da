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
// what was measured from the measurement; a complete one keeps those it compared, and what is not
// among its goals is not taken in.
[[nodiscard]] Result<Review> keep_review(Cases const& room, Change& change, CaseId id,
    Review const& wanted, Reviewing how, std::string const& reason = {});
// The goals it compares: the open ones, or those that a complete one compared.
[[nodiscard]] std::vector<Goal> goals_of(WholePlan const& whole, Review const& review);
// Is it measured again by an instrument? As it was, where a complete one was.
[[nodiscard]] bool by_instrument(Goal const& goal, Review const& review);
// Why a use of an instrument is no repeat of the goal's baseline; "" if it is one.
[[nodiscard]] std::string no_repeat_because(Cases const& room, Goal const& goal,
    std::optional<Counted> const& before, Measurement const& use);
// Before and after in words; "" where one is missing.
[[nodiscard]] std::string in_words(
    Cases const& room, std::optional<WholePlan> const& whole, Finding const& finding);
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
