// SPDX-License-Identifier: MIT
#pragma once

// What the pages of assessments show: plain values for the templates. Of a context, the names of
// everybody joined to it are withheld from all of it (assessment_names.h).

#include "cases/assessment_acts.h"

namespace kith::cases {

// An assessment as somebody may see it: with its case, and whether they may work on it. Its columns
// are as they are shown; its answers are read by `answers_seen_of`.
struct SeenAssessment {
    Case of;
    Assessment one;
    bool works = false;                // may save, complete, correct
    bool health = false;               // may see signs about sexual health
    std::optional<Naming> naming = {}; // of a context's
};

[[nodiscard]] std::string address_of(Assessment const& one); // "/cases/…/assessments/…"
[[nodiscard]] std::string edit_address_of(Assessment const& one);
// The answers as this visitor sees them, of this version or one before.
[[nodiscard]] forms::Answers answers_seen_of(
    Cases const& room, SeenAssessment const& seen, Assessment const& version);
// A reason, or another text beside it.
[[nodiscard]] std::string text_seen_of(SeenAssessment const& seen, std::string const& text);
// {href, edit, title, state, screens, started, started_by, completed, completed_by, outcome,
// outcome_because, section_42, support_plan, own_words_not, health_hidden …}
[[nodiscard]] html::Value assessment_view(
    Cases const& room, Visit const& visit, SeenAssessment const& seen);
// By section: [{title, rows: [{question, text, own_words, items}]}], what was answered.
[[nodiscard]] html::Value given_view(
    Cases const& room, Visit const& visit, forms::Answers const& answers);
[[nodiscard]] std::string given_as_text(
    Cases const& room, Visit const& visit, forms::Answers const& answers);
// Where two versions differ: [{question, before, after, own_words}].
[[nodiscard]] html::Value differences_view(Cases const& room, Visit const& visit,
    forms::Answers const& before, forms::Answers const& after);

} // namespace kith::cases
