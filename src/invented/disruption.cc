// SPDX-License-Identifier: MIT
// How the invented people lay out what may be done against the harm, reject one step and carry
// another through.
#include "disruption/disruption.h"
#include "invented/casework.h"
#include <cstdlib>

namespace kith::invented {
namespace {
    // The step with that tactic, as this actor may know it.
    Result<disruption::Step> step_with(
        access::Visit const& visit, Thing const& target, std::string const& tactic)
    {
        for (auto& step : disruption::list_of(visit, target))
            if (step.tactic == tactic)
                return std::move(step);
        return invalid("No such step is known to this actor", "tactic");
    }
} // namespace

Done Casework::tick_facts(Change& change, Act const& act)
{
    auto const target = TRY(subject_of(act.concern));
    for (auto const& code : act.answers.list("facts"))
        TRY(disruption::tick(
            invented_.disruption, change, target, code, act.answers.text("where_from")));
    return done();
}

Done Casework::consider_step(Change& change, Act const& act)
{
    disruption::Step step;
    step.target = TRY(subject_of(act.concern));
    step.tactic = act.answers.text("tactic");
    step.owner_agency = change.visitor().agency;
    step.because = act.answers.text("because");
    step.expires = days_from(today_of(change), act.answers.text("expires_in_days"));
    TRY(disruption::consider(invented_.disruption, change, step));
    return done();
}

Done Casework::answer_step(Change& change, Act const& act)
{
    auto const target = TRY(subject_of(act.concern));
    auto const step = TRY(step_with(change, target, act.answers.text("tactic")));
    auto const* const tactic = invented_.disruption.tactics.find(step.tactic);
    must(tactic != nullptr, "the year names a tactic that there is");
    disruption::StepAnswers answers;
    for (auto const& question : disruption::questions_of(*tactic, step.acts_on_child))
        answers.*question.answer = act.answers.text(question.field);
    return disruption::answer(invented_.disruption, change, step.id, answers, "");
}

Done Casework::move_step(Change& change, Act const& act)
{
    auto const target = TRY(subject_of(act.concern));
    auto const step = TRY(step_with(change, target, act.answers.text("tactic")));
    auto const status = disruption::read_status(act.answers.text("status"));
    must(status.has_value(), "the year names a status that there is");
    TRY(disruption::move(invented_.disruption, change, step.id, step.version,
        {*status, today_of(change), act.answers.text("why")}));
    return done();
}

Done Casework::set_conditions(Change& change, Act const& act)
{
    auto const target = TRY(subject_of(act.concern));
    auto const step = TRY(step_with(change, target, act.answers.text("tactic")));
    for (auto const& words : act.answers.list("conditions"))
        TRY(disruption::set_condition(change, step.id, words));
    return done();
}

} // namespace kith::invented
