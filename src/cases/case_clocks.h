// SPDX-License-Identifier: MIT
#pragma once

// The time limits of a case: which runs from when, what meets it, and what one that runs keeps from
// closing.
//
// 1. The clock of a stage starts as data/pathways says: when the stage is entered, at the referral,
//    when the concern behind it was decided, or when an assessment was completed. Those that do not
//    wait for their stage run from the opening on, so that the earliest due is always seen: the
//    assessment of a child is due 45 working days after the referral (Working Together to Safeguard
//    Children 2023), however long the screening takes. Entering the stage starts none twice.
// 2. One that is `for = "child"` runs for nobody of 18 or over (Working Together is of children;
//    Children Act 1989 section 105). An age that is not known counts as a child's.
// 3. A clock is met by its act alone. One whose act was not done stops when the case moves on
//    without it, closes, or is opened again.
// 4. A case does not close while a duty of the stages it has come to runs undone. Those of stages
//    to come keep nothing back: a screening that ends with advice asks for no assessment. When a
//    plan is reviewed next keeps a case open only once it is due.
// 5. The next review falls by the level: rule "review.<level>" of clocks.toml, else
//    "context.review" of a context and "plan.review" of a person. One clock of reviews runs at a
//    time.
// 6. Whoever has an open case is assessed again at least every three months (clock `reassess`;
//    liia.london/mace-review): it runs from each completed exploitation assessment, also of an
//    adult, until the next is completed or the case ends, and keeps a case open only once it is
//    due. A correction is no new assessment. Nothing of the kind is asked of a context.
//
// Errors   none: who calls has decided the act.

#include "cases/room.h"

namespace kith::cases {

inline constexpr char const* follow_up_rule = "closure.follow_up";

[[nodiscard]] Pathway const& pathway_of(Cases const& room, Case const& one);

// Rule 1, of a case that was opened, or opened again, and stands in its first stage.
void start_clocks(Cases const& room, Change& change, Case const& one);
// Rules 1 and 3, of one that entered the stage.
void enter_stage(Cases const& room, Change& change, Case const& one, Stage const& entered);
// Rule 1, once an assessment was completed.
void start_after_assessment(Cases const& room, Change& change, Case const& one);
// Rule 6, once an assessment was completed: in place of the one that ran.
void start_again(Cases const& room, Change& change, Case const& one, std::string_view rule);
// Rule 4; a Blocker.
[[nodiscard]] std::vector<Blocked> duties_undone(
    Cases const& room, Visit const& visit, Case const& one);

// Rule 5.
[[nodiscard]] std::string review_rule_of(
    Cases const& room, std::string_view level, bool of_context = false);
[[nodiscard]] Date next_review_of(Cases const& room, std::string_view level, Date from);
// The latest day that is taken for a level judged on that day; of one so long ago that its review
// has passed, as if it was judged today.
[[nodiscard]] Date furthest_review_of(
    Cases const& room, std::string_view level, Date on, Date today);
[[nodiscard]] bool is_review_rule(std::string_view rule);
// The clock of reviews that runs.
[[nodiscard]] std::optional<CaseClock> review_clock(Visit const& visit, CaseId id);
// In place of the one that ran.
void start_review_clock(Cases const& room, Change& change, Case const& one, Date next_review);
// Brings the one that runs forward, if that is due later; the clock stays where none runs.
void review_no_later(Cases const& room, Change& change, Case const& one, Date next_review,
    std::string const& because);

// The clock that runs and falls due first.
[[nodiscard]] std::optional<CaseClock> next_clock(Visit const& visit, CaseId id);

} // namespace kith::cases
