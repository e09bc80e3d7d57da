// SPDX-License-Identifier: MIT
#pragma once

// What hangs on a step, and what is known of a target: every SQL statement of them.
//
// A reading function is given a step that its caller has found. Who is linked is handed out line by
// line to those who may know that child: for all others the line, and how many lines there are, is
// not there.
//
// Cost     one indexed read each; of children one more for each line.
// Errors   `not_found`, `not_allowed`; `conflict` if somebody was first.

#include "disruption/store.h"

namespace kith::disruption {

struct Move {
    StepMoveId id = {};
    StepStatus status = StepStatus::considered;
    Date on = {};
    std::string why = {};
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};
[[nodiscard]] std::vector<Move> moves_of(Visit const& visit, Step const& step); // the first first
// Of a step as it stands after it, in the Change that saved it.
void note_move(Change& change, Step const& step, std::string const& why);
// In the Change that saved the step as it stands without it.
[[nodiscard]] Done note_taken_back(
    Change& change, Step const& step, StepMoveId move, std::string const& because);

struct Condition {
    Uuid id = {};
    std::string words = {};
    Instant at = {};
    std::optional<Instant> ended_at = {};
    std::string ended_because = {};
};
[[nodiscard]] std::vector<Condition> conditions_of(Visit const& visit, Step const& step);
[[nodiscard]] Result<Uuid> add_condition(
    Change& change, Step const& step, std::string const& words); // "change"
[[nodiscard]] Done end_condition(
    Change& change, Step const& step, Uuid const& id, std::string const& because);

struct LinkedChild {
    Uuid id = {};
    PersonId child = {};
    std::string because = {};
    std::optional<Instant> ended_at = {};
    std::string ended_because = {};
};
[[nodiscard]] std::vector<LinkedChild> children_of(Visit const& visit, Step const& step);
// The visit must know the child. `conflict` where they are linked.
[[nodiscard]] Result<Uuid> add_child(
    Change& change, Step const& step, PersonId child, std::string const& because); // "change"
[[nodiscard]] Done end_child(
    Change& change, Step const& step, Uuid const& id, std::string const& because);

struct AnswersKept {
    StepAnswers answers = {};
    std::string because = {}; // why they were changed; "" of the first
    AccountId by = {};
    Instant at = {};
};
// The latest first; none where this visit may not read them.
[[nodiscard]] std::vector<AnswersKept> answers_of(Visit const& visit, Step const& step);
// What stands, for the rule that they are there: decides nothing, and nothing of it is shown.
[[nodiscard]] StepAnswers answers_for_a_rule(Change& change, Step const& step);
[[nodiscard]] Done save_answers(Change& change, Step const& step, StepAnswers const& answers,
    std::string const& because); // "answer"

struct TargetFact {
    TargetFactId id = {};
    Thing target = {};
    std::string code = {};
    std::string where_from = {};
    AgencyId owner_agency = {};
    AccountId by = {};
    Instant at = {};
};
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, TargetFact const& fact);
// Those that stand and that this visit may know, by code.
[[nodiscard]] std::vector<TargetFact> facts_known(Visit const& visit, Thing const& target);
// One that stands, whoever looks: decides nothing.
[[nodiscard]] std::optional<TargetFact> find_fact(db::Connection& connection, TargetFactId id);
[[nodiscard]] Result<TargetFactId> add_fact(
    Change& change, Thing const& target, std::string const& code, std::string const& where_from);
[[nodiscard]] Done withdraw_fact(
    Change& change, TargetFact const& fact, std::string const& because);

// A breach, with whom and what it touches; whoever looks. Nothing of it is shown before it is
// decided that this visitor holds a case it touches (breach.h).
struct BreachRow {
    StepMoveId move = {};
    StepId step = {};
    Reference reference = {};
    std::string tactic = {};
    AgencyId owner_agency = {};
    Date on = {};
    std::vector<Thing> touches = {}; // the target, and the children linked today
};
[[nodiscard]] std::vector<BreachRow> breaches_since(db::Connection& connection, Instant since);
[[nodiscard]] std::optional<BreachRow> find_breach(db::Connection& connection, StepMoveId move);
[[nodiscard]] bool has_read(db::Connection& connection, StepMoveId move, AccountId account);
void note_read(Change& change, StepMoveId move);

} // namespace kith::disruption
