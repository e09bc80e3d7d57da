// SPDX-License-Identifier: MIT
#pragma once

// What people do with a plan, each act whole inside one Change: pages and API both come through
// here.
//
// 1. No child is named in the plan of a context: text that names somebody on record, or their
//    reference, is refused; words that look like a name are asked about, whoever's they are.
// 2. A change after the plan was agreed says why.
// 3. Agreeing computes the next review by the level and starts its clock.
//
// Errors   `invalid` with the field; `conflict`; as the store's.

#include "cases/acts.h"
#include "cases/measurement.h"
#include "cases/plan_store.h"
#include "cases/room.h"
#include "cases/weighting_acts.h"

namespace kith::cases {

// What whoever typed it says of words that look like a name.
enum class NoChildNamed { not_said, said };

[[nodiscard]] GoalWords goal_words(Cases const& room, Date today);
// How many of how many, of a measurement's own instrument; nothing for what was not asked that day.
[[nodiscard]] std::optional<Counted> counted_in(
    Cases const& room, Measurement const& measurement, std::string_view code);
// With its actions.
[[nodiscard]] std::optional<WholePlan> whole_plan(
    Cases const& room, Visit const& visit, CaseId id);
// Rule 1, for any text of a context's case; done for a person's. The field is the first text's.
struct NamedText {
    char const* field;
    std::string const* text;
};
[[nodiscard]] Done no_child_in(Cases const& room, Visit const& visit, Case const& one,
    std::vector<NamedText> const& texts, NoChildNamed said);

// Own goal, own view, trusted worker.
[[nodiscard]] Result<Plan> word_plan(Cases const& room, Change& change, CaseId id,
    Plan const& wanted, std::string const& reason, NoChildNamed said);
[[nodiscard]] Result<Goal> set_goal(Cases const& room, Change& change, CaseId id,
    Goal const& wanted, std::string const& reason, NoChildNamed said);
[[nodiscard]] Result<actions::Action> ask_for(Cases const& room, Change& change, CaseId id,
    GoalId goal, actions::Action const& wanted, NoChildNamed said);
[[nodiscard]] Result<Partner> take_partner(
    Cases const& room, Change& change, CaseId id, Partner const& wanted, NoChildNamed said);

struct Agreement {
    std::int64_t version = 0;
    Date on = {};
    std::string with = {};
    std::string own_view = {};
};
// All that is missing before it can be agreed, each with where to put it right.
[[nodiscard]] std::vector<Missing> missing_to_agree(
    Visit const& visit, Case const& one, std::optional<WholePlan> const& whole);
[[nodiscard]] Result<Plan> agree(Cases const& room, Change& change, CaseId id,
    Agreement const& agreement, NoChildNamed said);
// The clock by which it is reviewed next, in place of the one that ran.
void start_review_clock(Cases const& room, Change& change, Case const& one, Date next_review);

// As somebody outside may read it: nothing where it names somebody else, or tells an address.
[[nodiscard]] std::optional<std::string> safe_to_hand_on(
    Cases const& room, Visit const& visit, Case const& one, std::string const& text);
// Is the person under 18, or of unknown age? False for a context.
[[nodiscard]] bool is_about_a_child(Visit const& visit, Case const& one);

} // namespace kith::cases
