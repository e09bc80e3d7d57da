// SPDX-License-Identifier: MIT
#pragma once

// What people do with an assessment, each act whole inside one Change: pages, API and the invented
// year come through here.
//
// Completing meets the clock of its kind, tells the chronology, and keeps signs and codes as rows;
// it gives the case the needs "a completed screening" and "a completed assessment".
//
// Of a context, what is completed, corrected or put aside names no child (assessment_names.h).
//
// Errors   `invalid` with the question; `conflict` if somebody was first; as the store's.

#include "cases/assessment_names.h"
#include "cases/assessment_store.h"
#include "cases/room.h"

namespace kith::cases {

// What can be begun for the subject of this case: by the kind of context; of a person by their age,
// as far as it is known.
[[nodiscard]] std::vector<KindOfAssessment const*> kinds_for(
    Cases const& room, Visit const& visit, Case const& one);
[[nodiscard]] std::string title_of(Cases const& room, std::string_view kind);
// The form as it is now, and the answers as they are kept.
[[nodiscard]] forms::Form const& form_now(Cases const& room, std::string_view kind);
[[nodiscard]] forms::Answers answers_of(Assessment const& one);

// Everything that keeps it from being complete: what is missing or wrong, then what names a child.
[[nodiscard]] forms::Reading completing(Cases const& room, Visit const& visit, Case const& of,
    std::string_view kind, forms::Answers const& answers);
// Why it is corrected; done if it can stand so.
[[nodiscard]] Done may_correct_because(
    Cases const& room, Visit const& visit, Case const& of, std::string const& reason);
// Those of a case as they are listed to anybody: of a context, names withheld.
[[nodiscard]] std::vector<Assessment> shown_assessments(
    Cases const& room, Visit const& visit, Case const& of);
// Of a context's case; nothing of a person's, where names stand.
[[nodiscard]] std::optional<Naming> naming_for(
    Cases const& room, Visit const& visit, Case const& of);

// `conflict` if one of the kind is open. What a screening found goes into the assessment after it.
[[nodiscard]] Result<Assessment> start_assessment(
    Cases const& room, Change& change, CaseId of, std::string_view kind);

struct Answered {
    AssessmentId id = {};
    std::int64_t version = 0; // the one that was seen
    forms::Answers answers = {};
    std::string reason = {}; // of a correction, or of putting it aside
};
[[nodiscard]] Result<Assessment> save_draft(
    Cases const& room, Change& change, Answered const& answered);
// Ask `completing` first for all that is missing: this answers the first of it.
[[nodiscard]] Result<Assessment> complete_assessment(
    Cases const& room, Change& change, Answered const& answered);
[[nodiscard]] Result<Assessment> correct_assessment(
    Cases const& room, Change& change, Answered const& answered);
// A draft that was begun in error, or is not needed: it is shown no more.
[[nodiscard]] Result<Assessment> put_aside(
    Cases const& room, Change& change, Answered const& answered);

// The latest that was completed since the case was opened, or opened again: a screening, or an
// assessment.
enum class Looking { screening, assessment };
[[nodiscard]] std::optional<Assessment> latest_completed(
    Visit const& visit, Case const& one, Looking looking);

} // namespace kith::cases
