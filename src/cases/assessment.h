// SPDX-License-Identifier: MIT
#pragma once

// Screenings and assessments: one version of a form answered for one case, a draft until somebody
// completes it.
//
// 1. A draft is saved with anything in it. What must be there must be there at completion, and all
//    that is missing is told at once.
// 2. Signs are never added up: no total, no level comes of them (Working Together 2023, chapter 1:
//    professional judgement). Strengths and the person's own words stand in every one, or why their
//    words were not obtained. Own words are never corrected.
// 3. One assessment of a kind is open in a case at a time. A completed one changes by a correction
//    with its reason; what it said before stays.
// 4. Factors (children in need census): 21 stands alone, none stands twice, a retired one is not
//    told (18A, 19A).
// 5. Section 42 of the Care Act 2014 has three parts, each with reasons; all three make the duty.
//    An adult who is exploited and outside it gets a support plan all the same.
// 6. Signs about sexual health (sign.csv) are for health and those who hold the case, unless they
//    are shared on purpose; for everybody else they are not there.
//
// Shapes   plain values; answers are JSON by question (platform/forms).
// Errors   rules answer `invalid` with the name of the question.

#include "base/ids.h"
#include "base/time.h"
#include "directory/directory.h"
#include "platform/forms/forms.h"
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

// What kinds there are: each a form of this room, for persons or for one kind of context.
struct KindOfAssessment {
    std::string_view code;         // "screening": the form cases/screening
    std::string_view subject;      // "person", "context"
    std::string_view context_kind; // data/code_lists/context_kind.csv; empty: any
    bool screens = false;          // a screening, else an assessment
    std::string_view clock;        // the rule that completing it meets
    std::string_view again = {};   // the rule that runs from then until the next is completed
};
[[nodiscard]] std::span<KindOfAssessment const> assessment_kinds();
[[nodiscard]] KindOfAssessment const* assessment_kind(std::string_view code); // nullptr if none
[[nodiscard]] std::string form_of(KindOfAssessment const& kind);              // "cases/screening"

enum class AssessmentState { draft, complete, put_aside };
[[nodiscard]] std::string_view write(AssessmentState state); // "draft", "complete", "put aside"
[[nodiscard]] AssessmentState read_assessment_state(std::string_view text);

struct Assessment {
    AssessmentId id = {};
    CaseId of = {};
    std::string kind;
    AssessmentState state = AssessmentState::draft;
    int form_version = 0;
    std::string answers = "{}"; // JSON
    Instant started_at = {};
    AccountId started_by = {};
    std::optional<Instant> completed_at = {};
    AccountId completed_by = {};
    // What rules need, worked out of the answers:
    bool strengths = false;
    bool own_words = false;
    std::string own_words_not = {}; // why not
    std::string outcome = {};       // of a screening: "goes_on", "advice"
    std::string outcome_because = {};
    std::string section_42 = {}; // of an adult: "inside", "outside"
    bool support_plan = false;   // exploited, and outside section 42
    bool health_shared = false;
    std::int64_t version = 0; // 0: not saved yet
    Instant recorded_at = {};
    AccountId recorded_by = {};
    AgencyId owner_agency = {};
};

struct AssessedSign {
    std::string sign; // data/code_lists/sign.csv
    std::string what = {};
    std::optional<PartialDate> noticed = {};
    std::string source = {};
    std::string explains_else = {};

    friend bool operator==(AssessedSign const&, AssessedSign const&) = default;
};

// Which signs are about sexual health: the column `health` of data/code_lists/sign.csv.
class HealthSigns {
public:
    [[nodiscard]] static HealthSigns shipped(); // throws if the list does not read
    [[nodiscard]] bool holds(std::string_view sign) const;

private:
    std::set<std::string, std::less<>> codes_;
};

// The columns that come of the answers, and the rows.
void take_answers(Assessment& assessment, forms::Answers const& answers);
[[nodiscard]] std::vector<AssessedSign> signs_in(forms::Answers const& answers);
// (list, code): of "strength", "assessment_factor", "harm"; each once.
[[nodiscard]] std::set<std::pair<std::string, std::string>> codes_in(forms::Answers const& answers);

// Rule 6: the answers without what `sees_health` does not cover; of what was never said nothing is
// left, and nothing is counted.
[[nodiscard]] forms::Answers answers_seen(
    forms::Answers answers, HealthSigns const& health, bool sees_health, bool shared);

// Everything that keeps it from being complete, in the order of the form; `today` is of the lists.
[[nodiscard]] forms::Reading completing(forms::Form const& form, forms::Answers const& answers,
    directory::ReferenceFacts const& facts, Date today);
// Of each section of the form: is all there that completing it needs?
struct SectionDone {
    std::string title;
    std::string first_question;
    bool done = false;
};
[[nodiscard]] std::vector<SectionDone> sections_done(
    forms::Form const& form, forms::Reading const& completing);

} // namespace kith::cases
