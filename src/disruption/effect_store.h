// SPDX-License-Identifier: MIT
#pragma once

// Reviews of a step's effect: every SQL statement of them.
//
// The caller has found the step. The counts and what was concluded are read by who may read the
// step; what it did to children by who may read what was answered about them (a rule, and a key, of
// its own).
//
// Cost     one indexed read. Errors   as parts_store.h.

#include "disruption/effect.h"
#include "disruption/store.h"

namespace kith::disruption {

struct EffectReview {
    EffectReviewId id = {};
    Date on = {};
    Conclusion conclusion = Conclusion::cannot_tell;
    std::string counts = {};                  // effect_counts.h's JSON; "" where none were had
    std::string words = {};                   // what was seen, and what moved
    std::optional<std::string> children = {}; // none: this visit may not read it
    std::optional<Date> next_on = {};
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};
[[nodiscard]] std::vector<EffectReview> reviews_of(
    Visit const& visit, Step const& step); // the latest first
// `change`; and `answer` of what was answered, where `children` is given.
[[nodiscard]] Result<EffectReviewId> add_review(
    Change& change, Step const& step, EffectReview const& review);
[[nodiscard]] Done take_review_back(
    Change& change, Step const& step, EffectReviewId review, std::string const& because);

} // namespace kith::disruption
