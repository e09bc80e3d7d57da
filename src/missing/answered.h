// SPDX-License-Identifier: MIT
#pragma once

// What was answered to the room's forms, as its acts take it: for its pages, its API and the
// invented year.
//
// Errors   none: the forms have checked the answers.

#include "missing/acts.h"
#include "missing/interview_acts.h"

namespace kith::missing {

// The report's facts over an episode that stands, or a new one.
[[nodiscard]] Episode episode_from(forms::Answers const& answers, Episode stands = {});
[[nodiscard]] Report report_from(
    forms::Answers const& answers, PersonId person, std::vector<Party> parties);
// The same of who is back already, with answers of missing/return.
[[nodiscard]] Report report_from(forms::Answers const& answers, PersonId person,
    std::vector<Party> parties, std::optional<forms::Answers> const& returned);
// Of the report or of a grade by itself; `at` where it gives no moment. Nothing where none was
// chosen.
[[nodiscard]] std::optional<Grade> grade_from(forms::Answers const& answers, Instant at);
[[nodiscard]] LogEntry log_entry_from(forms::Answers const& answers);
[[nodiscard]] Episode returned_from(
    forms::Answers const& answers, Episode stands, std::int64_t version);
[[nodiscard]] PreventionInterview prevention_from(forms::Answers const& answers);
[[nodiscard]] Offer offer_from(forms::Answers const& answers);
[[nodiscard]] Wishes wishes_from(forms::Answers const& answers, std::int64_t version);
[[nodiscard]] Held held_from(
    forms::Answers const& answers, std::string reason, std::int64_t version);
[[nodiscard]] Ending ending_from(forms::Answers const& answers, std::int64_t version);

} // namespace kith::missing
