// SPDX-License-Identifier: MIT
#pragma once

// The forms of the desk, each with what it does: the same for pages and for programs. The room's
// own.
//
// Shapes   `path` stands after the address of a submission, or of a sharing; `act` is what the
//          policy decides; `said` names the notice once it is done.

#include "intelligence/desk_acts.h"

namespace kith::intelligence {

struct DeskForm {
    char const* path;
    char const* form;
    char const* act;
    char const* button;
    char const* said;
    Done (*run)(Intelligence const&, Change&, SubmissionId, forms::Answers const&, int seen);
};

inline constexpr DeskForm triage_form{"triage", "intelligence/triage", "triage",
    "Keep how urgent it is", "triaged",
    [](Intelligence const&, Change& change, SubmissionId id, forms::Answers const& answers, int) {
        return triage(change, id, answers);
    }};
inline constexpr DeskForm grade_form{"grade", "intelligence/grade", "grade", "Keep this grade",
    "graded",
    [](Intelligence const&, Change& change, SubmissionId id, forms::Answers const& answers,
        int seen) { return grade(change, id, answers, seen); }};
inline constexpr DeskForm old_grade_form{"old-grade", "intelligence/old_grade", "grade",
    "Keep it as it was written", "old-grade",
    [](Intelligence const&, Change& change, SubmissionId id, forms::Answers const& answers, int) {
        return keep_old_grade(change, id, answers);
    }};
inline constexpr DeskForm subject_form{"subject", "intelligence/subject", "link",
    "Say that it is about them", "linked",
    [](Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers,
        int) { return link_subject(room, change, id, answers); }};
inline constexpr DeskForm answer_form{"answer", "intelligence/answer", "answer", "Tell them",
    "answered",
    [](Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers,
        int) { return answer_submitter(room, change, id, answers); }};
inline constexpr DeskForm review_form{"review", "intelligence/review", "review", "Keep this",
    "reviewed",
    [](Intelligence const&, Change& change, SubmissionId id, forms::Answers const& answers, int) {
        return review(change, id, answers);
    }};
inline constexpr DeskForm weed_form{"weed", "intelligence/weed", "review", "Decide", "decided",
    [](Intelligence const&, Change& change, SubmissionId id, forms::Answers const& answers, int) {
        return weed(change, id, answers);
    }};

struct SharingForm {
    char const* path;
    char const* form;
    char const* act;
    char const* button;
    char const* said;
    Done (*run)(Change&, SharingId, forms::Answers const&);
};
inline constexpr SharingForm recall_form{
    "recall", "intelligence/recall", "recall", "Recall it", "recalled", recall};
inline constexpr SharingForm outcome_form{
    "outcome", "intelligence/outcome", "tell outcome", "Tell the desk", "told", tell_outcome};

} // namespace kith::intelligence
