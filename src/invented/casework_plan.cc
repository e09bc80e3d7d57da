// SPDX-License-Identifier: MIT
// Conferences, measurements, plans and reviews of the invented year.
#include "invented/casework.h"
#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace kith::invented {
namespace {
    std::int64_t number_in(std::string const& text) { return std::atoll(text.c_str()); }

    cases::Goal const* goal_at(cases::WholePlan const& whole, std::string const& place)
    {
        auto const at = std::ranges::find(
            whole.goals, static_cast<int>(number_in(place)), &cases::Goal::place);
        return at == whole.goals.end() ? nullptr : &*at;
    }

    // The one of an instrument that was made last.
    cases::Measurement const* latest_of(
        std::vector<cases::Measurement> const& all, std::string_view instrument)
    {
        auto const at = std::ranges::find(
            all.rbegin(), all.rend(), instrument, &cases::Measurement::instrument);
        return at == all.rend() ? nullptr : &*at;
    }

    cases::Counted counted_on(forms::Parts const& told, Date day)
    {
        return {number_in(part_of(told, "count")), number_in(part_of(told, "of")), day};
    }
} // namespace

Done Casework::confer(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::Conference held;
    held.day = today_of(change);
    for (auto const& text : cases::conference_texts)
        held.*text.text = act.answers.text(text.name);
    TRY(cases::keep_conference(room_, change, one.id, held, cases::Keep::held));
    return done();
}

// `tallies`: {question, answer, count}.
Done Casework::measure(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::Measurement use;
    use.of = one.id;
    use.instrument = act.answers.text("instrument");
    use.on = today_of(change);
    use.n = number_in(act.answers.text("people"));
    use.how = act.answers.text("how");
    use.place = act.answers.text("place");
    for (auto const& told : blocks_of(act.answers, "tallies"))
        use.tallies.push_back({part_of(told, "question"), part_of(told, "answer"),
            part_of(told, "where"), number_in(part_of(told, "count"))});
    TRY(cases::add(change, room_, use));
    return done();
}

Done Casework::plan(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const& told = act.answers;
    auto const reason = told.text("reason");
    if (told.has("own_goal") || told.has("trusted_worker")) {
        auto const whole = cases::whole_plan(room_, change, one.id);
        auto words = whole ? whole->plan : cases::Plan();
        words.own_goal = told.text("own_goal");
        words.own_view = told.text("own_view");
        words.trusted_worker = told.text("trusted_worker");
        TRY(cases::word_plan(room_, change, one.id, words, reason));
    }
    TRY(add_goals(change, act, one));
    TRY(ask_for_actions(change, act, one));
    return add_partners(change, act, one);
}

// One that is measured begins at the latest use of its instrument.
Done Casework::add_goals(Change& change, Act const& act, cases::Case const& one)
{
    for (auto const& told : blocks_of(act.answers, "goals")) {
        cases::Goal goal;
        goal.statement = part_of(told, "statement");
        goal.aims_at = part_of(told, "aims_at");
        goal.target = part_of(told, "target");
        goal.what_it_tells = "what_is_different";
        if (auto const instrument = part_of(told, "instrument"); !instrument.empty()) {
            auto const uses = cases::measurements_of(change, one.id);
            auto const* const baseline = latest_of(uses, instrument);
            if (!baseline)
                return invalid("Nothing was measured with " + instrument, "goals");
            goal.measured_by = "measure";
            goal.measure = part_of(told, "measure");
            goal.baseline_measurement = baseline->id;
        } else {
            goal.measured_by = "observation";
            goal.observation = part_of(told, "observation");
            goal.baseline = counted_on(told, today_of(change));
        }
        TRY(cases::set_goal(room_, change, one.id, goal, act.answers.text("reason")));
    }
    return done();
}

Done Casework::ask_for_actions(Change& change, Act const& act, cases::Case const& one)
{
    for (auto const& told : blocks_of(act.answers, "actions")) {
        auto const whole = cases::whole_plan(room_, change, one.id);
        auto const* const goal = whole ? goal_at(*whole, part_of(told, "goal")) : nullptr;
        if (!goal)
            return invalid("No goal has the number " + part_of(told, "goal"), "actions");
        actions::Action action;
        action.what = part_of(told, "what");
        action.kind = part_of(told, "kind");
        action.for_agency = town_.agencies.at(part_of(told, "agency"));
        if (auto const who = part_of(told, "account"); !who.empty())
            action.named = account(who);
        action.named_in_words = part_of(told, "who");
        action.due = *days_from(today_of(change), part_of(told, "in_days"));
        action.how_we_will_know = part_of(told, "know");
        TRY(cases::ask_for(room_, change, one.id, goal->id, action));
    }
    return done();
}

Done Casework::add_partners(Change& change, Act const& act, cases::Case const& one)
{
    for (auto const& told : blocks_of(act.answers, "partners")) {
        cases::Partner partner;
        partner.who = part_of(told, "who");
        partner.own_view = part_of(told, "own_view");
        partner.offer = part_of(told, "offer");
        partner.their_part = part_of(told, "their_part");
        partner.may_be_told = part_of(told, "may_be_told");
        TRY(cases::take_partner(room_, change, one.id, partner));
    }
    return done();
}

Done Casework::agree(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const whole = cases::whole_plan(room_, change, one.id);
    for (auto const& missing : cases::missing_to_agree(change, one, whole))
        return invalid(missing.text, "agree");
    TRY(cases::agree(room_, change, one.id,
        {whole->changes, today_of(change), act.answers.text("with"),
            act.answers.text("own_view")}));
    return done();
}

// `what`: how the action begins. Who is named on one may not know the case.
Done Casework::finish_action(Change& change, Act const& act)
{
    auto const& store = room_.actions.store;
    auto all = store.list_mine(change);
    if (auto const one = case_of(change, act))
        std::ranges::move(store.list_about(change, thing(one->id)), std::back_inserter(all));
    auto const at = std::ranges::find_if(all, [&](actions::Action const& action) {
        return action.open() && action.what.starts_with(act.answers.text("what"));
    });
    if (at == all.end())
        return invalid("No open action begins with: " + act.answers.text("what"), "what");
    auto const not_done = act.answers.text("not_done");
    return store.finish(change, at->id, at->version,
        not_done.empty() ? actions::ActionState::done : actions::ActionState::not_done,
        not_done.empty() ? act.answers.text("result") : not_done);
}

// `findings`: {goal, said} and, where it is no use of an instrument, {count, of}.
Done Casework::review(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const& told = act.answers;
    auto const whole = cases::whole_plan(room_, change, one.id);
    if (!whole)
        return invalid("There is no plan to review", "review");
    cases::Review review;
    review.on = today_of(change);
    review.who = told.text("who");
    review.own_view = told.text("own_view");
    review.contexts_changed = told.text("contexts_changed");
    review.contexts_words = told.text("contexts_words");
    review.life_changed = told.text("life_changed");
    review.life_words = told.text("life_words");
    review.displacement = told.text("displacement");
    review.displacement_words = told.text("displacement_words");
    review.level = told.text("level");
    review.level_why = told.text("level_why");
    auto const uses = cases::measurements_of(change, one.id);
    for (auto const& found : blocks_of(told, "findings")) {
        auto const* const goal = goal_at(*whole, part_of(found, "goal"));
        if (!goal)
            return invalid("No goal has the number " + part_of(found, "goal"), "findings");
        cases::Finding finding;
        finding.goal = goal->id;
        finding.said = part_of(found, "said");
        if (auto const* const use = latest_of(uses, goal->instrument);
            use && use->id != goal->baseline_measurement && goal->measured_by == "measure")
            finding.after_measurement = use->id;
        else if (!part_of(found, "of").empty())
            finding.after = counted_on(found, review.on);
        review.findings.push_back(std::move(finding));
    }
    TRY(cases::keep_review(room_, change, one.id, review, cases::Reviewing::complete));
    return done();
}

} // namespace kith::invented
