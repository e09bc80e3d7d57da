// SPDX-License-Identifier: MIT
#pragma once

// One step against the harm: which tactic, against what, where it stands. Facts and rules. Pure.
//
// 1. A step is considered first. From there it is rejected, with why in words, or planned; and so
// on
//    by one table (`may_follow`). Each entry of its history has a day, is never edited, and can be
//    taken back with a reason while it is the last.
// 2. Before it is planned the questions are answered: its effect on the child, the child's view,
// the
//    parent's or carer's view, displacement, retaliation, and who tells them (domain source of the
//    tactics). Where a home would close: who lives there, and where they would go.
// 3. What acts on a child also asks why no step on an adult or a place would do, the legal advice,
//    and what the child thinks of being its object.
// 4. Where a footing is a legal status, that status must stand: accommodation by agreement is none.
// 5. An expiry never stands past the limit of its tactic.
// 6. A correction of its days, owner or footing is a new version with a reason.
//
// Shapes   plain values; ids only. Errors   `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "disruption/ending.h"
#include "disruption/ids.h"
#include "disruption/tactics.h"
#include <string>
#include <vector>

namespace kith::disruption {

enum class StepStatus {
    considered,
    rejected,
    planned,
    applied,
    granted,
    refused,
    served,
    breached,
    expired,
    withdrawn
};
inline constexpr StepStatus all_statuses[] = {StepStatus::considered, StepStatus::rejected,
    StepStatus::planned, StepStatus::applied, StepStatus::granted, StepStatus::refused,
    StepStatus::served, StepStatus::breached, StepStatus::expired, StepStatus::withdrawn};
[[nodiscard]] std::string_view name_of(StepStatus status);     // "served"
[[nodiscard]] std::string_view in_words_of(StepStatus status); // "Served, or in force"
[[nodiscard]] std::optional<StepStatus> read_status(std::string_view text);
[[nodiscard]] bool may_follow(StepStatus next, StepStatus stands); // rule 1
[[nodiscard]] std::vector<StepStatus> next_of(StepStatus stands);
// Is it at work or on its way: can it end, be reviewed, be breached?
[[nodiscard]] bool is_live(StepStatus status);

struct Step {
    StepId id = {};
    Reference reference = {}; // D-7KM-4QX9
    Thing target = {};        // a person, a context, a named thing
    std::string tactic = {};  // its code
    Date tactics_as_of = {};  // of the data it was chosen from
    AgencyId owner_agency = {};
    bool acts_on_child = false; // as it was when it was chosen
    StepStatus status = StepStatus::considered;
    Date status_on = {};
    std::optional<Date> starts = {};
    std::optional<Instant> starts_at = {};
    std::optional<Date> review_on = {};
    std::optional<Date> expires = {};
    std::string footing = {};    // a code of the tactic's hangs_on
    PersonId footing_child = {}; // whose age or status it hangs on
    std::optional<Ending> ends = {};
    std::string because = {}; // why it is considered
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

// Rule 2 and 3, by field.
struct StepAnswers {
    std::string effect = {};
    std::string child_view = {};
    std::string carer_view = {};
    std::string displacement = {};
    std::string retaliation = {};
    std::string who_tells = {};
    std::string who_lives_there = {};
    std::string no_other_step = {};
    std::string legal_advice = {};
    std::string child_view_of_it = {};
    friend bool operator==(StepAnswers const&, StepAnswers const&) = default;
};
struct StepQuestion {
    char const* field;
    char const* question;
    char const* hint;
    std::string StepAnswers::*answer;
    bool own_words; // of a child, parent or carer
};
// Those that are asked of this one, in the order asked.
[[nodiscard]] std::vector<StepQuestion> questions_of(Tactic const& tactic, bool acts_on_child);
inline constexpr std::size_t longest_step_text = 4'000;
[[nodiscard]] std::vector<Error> problems_of(
    StepAnswers const& answers, Tactic const& tactic, bool acts_on_child);
[[nodiscard]] std::string write(StepAnswers const& answers); // JSON
[[nodiscard]] StepAnswers read_answers(std::string_view json);

// Days and words of a step, as typed. Rule 4 is asked by acts.h, which reads the record.
[[nodiscard]] std::vector<Error> problems_of(Step const& step, Tactic const& tactic);
// One more entry: the day is not before the last, nor to come; why is said where something was
// rejected, refused, breached or withdrawn.
[[nodiscard]] std::vector<Error> problems_of_move(
    Step const& stands, StepStatus next, Date on, std::string const& why, Date today);
[[nodiscard]] bool says_nothing(std::string_view text);

} // namespace kith::disruption
