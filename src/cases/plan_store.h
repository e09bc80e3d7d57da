// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of plans, goals and partners.
//
// Whoever may read the case reads its plan; "plan" writes. A case has one plan, made as the first
// thing of it is saved.
//
// Cost     a plan is four indexed reads and those of its actions.
// Errors   as the store of cases; `conflict` if it was saved since it was read.

#include "cases/plan.h"
#include "cases/store.h"

namespace kith::cases {

// Without its actions, which `actions` keeps; nothing where there is none, or the case may not be
// known.
[[nodiscard]] std::optional<WholePlan> plan_of(Visit const& visit, CaseId id);
[[nodiscard]] Result<Goal> find_goal(Visit const& visit, CaseId of, GoalId id);

// Of a case that was found. The next version, or the first (version 0).
[[nodiscard]] Result<Plan> save_plan(
    Change& change, Case const& of, Plan const& wanted, std::string const& reason);
[[nodiscard]] Result<Goal> save_goal(
    Change& change, Case const& of, Goal const& wanted, std::string const& reason);
[[nodiscard]] Result<Partner> add_partner(Change& change, Case const& of, Partner const& wanted);
[[nodiscard]] Done withdraw_partner(
    Change& change, Case const& of, Uuid const& partner, std::string const& because);

// Who saved it as it was agreed; none where it was not. The caller has found the plan.
[[nodiscard]] AccountId agreed_by(Visit const& visit, Plan const& plan);
// What was replaced, the latest first: {what, when, who replaced it, why}. The caller has found the
// case.
struct PlanWas {
    enum class Of { agreement, words, goal, partner }; // what replaced it
    Of of = Of::words;
    Uuid id = {}; // of what was replaced, with its version
    std::int64_t version = 0;
    std::string what; // "The plan", the statement of a goal as it was, or a partner
    std::string text; // as it stood
    Instant until;
    AccountId by;
    std::string reason;
};
[[nodiscard]] std::vector<PlanWas> plan_history(Visit const& visit, CaseId id);

} // namespace kith::cases
