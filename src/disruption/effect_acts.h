// SPDX-License-Identifier: MIT
#pragma once

// A look at what a step did, recorded and taken back: each whole inside one Change.
//
// 1. Who looked concludes in words what was seen and what moved; who may read what was answered
//    about children also says what it did to them, and what they say of it themselves.
// 2. The counts stay as they stood when somebody looked; where none can be had (a phone, an
// account,
//    no police figures) it is looked at without.
// 3. A look is the review that was due: the step's next day is the one that is named, or none.
//
// Errors   `invalid` with the form's field; `conflict` where somebody was first; as the stores'.

#include "disruption/acts.h"
#include "disruption/effect_counts.h"
#include "disruption/effect_store.h"

namespace kith::disruption {

struct ReviewTyped {
    std::string conclusion = {};
    std::string words = {};
    std::optional<std::string> children = {}; // none: it was not asked of this visit
    std::optional<Date> next_on = {};
};
// May this visit read what the step does to children, and so is asked for it?
[[nodiscard]] bool is_asked_about_children(Visit const& visit, Step const& step);
// `counts` is what measure() gave and write() wrote, or "".
[[nodiscard]] Result<EffectReviewId> record_review(
    Change& change, StepId id, ReviewTyped const& typed, std::string const& counts);
[[nodiscard]] Done withdraw_review(
    Change& change, StepId id, EffectReviewId review, std::string const& because);

} // namespace kith::disruption
