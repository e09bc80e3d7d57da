// SPDX-License-Identifier: MIT
#pragma once

// The plan of a case: goals, who does what for them, and who goes the way together.
//
// 1. A case has one plan at a time, saved version by version. A goal or a partner that changes
// after
//    the plan was agreed asks for it to be agreed again.
// 2. Before a child's plan is agreed it names a worker the child trusts, and the child's own goal
// in
//    the child's words. An adult's own goal stands in theirs.
// 3. Parents, carers, brothers and sisters are partners: their view, what they offer, their part,
//    and what each may safely be told.
// 4. Actions that watch or limit are counted beside those that support and those that change a
//    context; where the first outweigh the rest, the plan says so.
// 5. Effort follows weight: what the actions are aimed at is compared with the weighting.
// 6. No child is named in the plan of a context.
//
// Shapes   plain values. Errors   rules answer `invalid` with the field.

#include "actions/actions.h"
#include "cases/goal.h"
#include "cases/weighting.h"
#include <functional>

namespace kith::cases {

struct Plan {
    PlanId id = {};
    CaseId of = {};
    std::string own_goal = {};       // in the words of whom it is about, or of young people there
    std::string own_view = {};       // of the plan
    std::string trusted_worker = {}; // by name, as the child says it
    std::optional<Date> agreed_on = {};
    std::string agreed_with = {};
    std::optional<Instant> agreed_at = {};
    std::optional<Date> next_review = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
};

struct Partner {
    Uuid id = {};
    PlanId plan = {};
    std::string who; // "Her mother"
    std::string own_view = {};
    std::string offer = {};
    std::string their_part = {};
    std::string may_be_told = {};
    AccountId by = {};
    Instant recorded_at = {};
};

struct WholePlan {
    Plan plan = {};
    std::vector<Goal> goals = {};
    std::vector<Partner> partners = {};          // those that stand
    std::vector<actions::Action> actions = {};   // drawn from the goals, none withdrawn
    std::optional<Instant> partner_left_at = {}; // the latest time one was taken off
    // The latest time that an action was asked for, put in other words, given to somebody else, put
    // off, withdrawn or taken up again; that one is done, or was not, changes no plan.
    std::optional<Instant> actions_changed_at = {};
    // How often anything of it was saved: the same number stands for the same plan. Without the
    // actions, where only the store read it.
    std::int64_t changes = 0;

    [[nodiscard]] bool agreed() const { return plan.agreed_at.has_value(); }
    // A goal, a partner, an action or its words are newer than the agreement, or a partner left
    // since.
    [[nodiscard]] bool changed_since_agreed() const;
    [[nodiscard]] std::vector<actions::Action> actions_of(GoalId goal) const;
};

[[nodiscard]] inline Thing thing(GoalId id) { return {"goal", id.uuid()}; }

[[nodiscard]] Result<Plan> checked(Plan plan); // tidied
[[nodiscard]] Result<Partner> checked(Partner partner);

// Rule 4.
struct ActionCounts {
    int watch = 0;
    int support = 0;
    int change = 0;
    int other = 0;

    [[nodiscard]] bool watching_outweighs() const { return watch > support + change; }
};
[[nodiscard]] ActionCounts count_actions(std::vector<actions::Action> const& actions);
// Rule 5: sentences, none where effort follows weight. `label` names a part.
[[nodiscard]] std::vector<std::string> effort_beside_weight(WholePlan const& plan,
    Weighting const& weighting, std::function<std::string(std::string const&)> const& label);

// A house number with its street, a postcode, or the reference of a person's record.
[[nodiscard]] bool tells_an_address(std::string_view text);
[[nodiscard]] bool has_a_persons_reference(std::string_view text);

} // namespace kith::cases
