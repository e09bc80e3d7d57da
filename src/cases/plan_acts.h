// SPDX-License-Identifier: MIT
#pragma once

// What people do with a plan, each act whole inside one Change: pages and API both come through
// here.
//
// 1. No child is named in the plan of a context: text that names somebody, or looks so, is refused
//    (unnamed.h), and the names of those joined to it later are withheld.
// 2. A change after the plan was agreed says why.
// 3. Agreeing computes the next review by the level and starts its clock; where one runs, it stays,
//    or is brought forward: agreeing again puts no review off. What was seen is agreed and nothing
//    else: whatever was saved of the plan meanwhile is a conflict.
//
// Errors   `invalid` with the field; `conflict`; as the store's.

#include "cases/acts.h"
#include "cases/conference_acts.h"
#include "cases/measurement.h"
#include "cases/plan_store.h"
#include "cases/room.h"
#include "cases/weighting_acts.h"

namespace kith::cases {

[[nodiscard]] GoalWords goal_words(Cases const& room, Date today);
// How many of how many, of a measurement's own instrument; nothing for what was not asked that day.
[[nodiscard]] std::optional<Counted> counted_in(
    Cases const& room, Measurement const& measurement, std::string_view code);
// With its actions.
[[nodiscard]] std::optional<WholePlan> whole_plan(Cases const& room, Visit const& visit, CaseId id);
// Rule 1, for any text of a context's case; done for a person's. The field is the first text's.
struct NamedText {
    char const* field;
    std::string const* text;
};
[[nodiscard]] Done no_child_in(
    Cases const& room, Visit const& visit, Case const& one, std::vector<NamedText> const& texts);
// The same for the texts of actions that hang on a case, whoever looks (actions/about.h).
[[nodiscard]] actions::About::Texts texts_of_actions(Cases const& room);
// Whether it counts marks on a map, several of one person, and so says nothing of how many people.
[[nodiscard]] bool counts_marks(Cases const& room, Goal const& goal);
[[nodiscard]] std::string in_words(Cases const& room, Goal const& goal, Counted const& counted);

// Own goal, own view, trusted worker.
[[nodiscard]] Result<Plan> word_plan(
    Cases const& room, Change& change, CaseId id, Plan const& wanted, std::string const& reason);
[[nodiscard]] Result<Goal> set_goal(
    Cases const& room, Change& change, CaseId id, Goal const& wanted, std::string const& reason);
[[nodiscard]] Result<actions::Action> ask_for(
    Cases const& room, Change& change, CaseId id, GoalId goal, actions::Action const& wanted);
[[nodiscard]] Result<Partner> take_partner(
    Cases const& room, Change& change, CaseId id, Partner const& wanted);
[[nodiscard]] Done end_partner(
    Cases const& room, Change& change, CaseId id, Uuid const& partner, std::string const& because);

struct Agreement {
    std::int64_t seen = 0; // `changes` of the whole plan, as it was read
    Date on = {};
    std::string with = {};
    std::string own_view = {};
};
// All that is missing before it can be agreed, each with where to put it right.
[[nodiscard]] std::vector<Missing> missing_to_agree(
    Visit const& visit, Case const& one, std::optional<WholePlan> const& whole);
[[nodiscard]] Result<Plan> agree(
    Cases const& room, Change& change, CaseId id, Agreement const& agreement);
// When an agreement of that day would be reviewed next: no later than it is now.
[[nodiscard]] Date review_after_agreement(
    Cases const& room, Visit const& visit, Case const& one, Date on);
// `conflict` where anything of the plan was saved since `seen`; else the version of its words.
[[nodiscard]] Result<std::int64_t> version_of_unchanged(
    std::optional<WholePlan> const& whole, std::int64_t seen);

// What was replaced, names withheld where it is a context's.
[[nodiscard]] std::vector<PlanWas> shown_history(
    Cases const& room, Visit const& visit, Case const& one);

// Texts as somebody outside may read them: a sentence instead of one that names somebody else who
// is linked or known, or tells an address.
class HandedOn {
public:
    HandedOn(Cases const& room, Visit const& visit, Case const& one, WholePlan const& whole);
    [[nodiscard]] std::string operator()(std::string const& text);
    [[nodiscard]] bool left_out() const { return left_out_; }

private:
    Visit const& visit_;
    LetThrough through_ = {};
    std::vector<std::string> names_ = {};
    std::vector<PersonId> own_ = {}; // records of whom it is about
    bool left_out_ = false;
};
// Is the person under 18, or of unknown age? False for a context.
[[nodiscard]] bool is_about_a_child(Visit const& visit, Case const& one);

} // namespace kith::cases
