// SPDX-License-Identifier: MIT
// The daily round: who is becoming an adult, told once for each step.
#include "base/london.h"
#include "cases/prompt_acts.h"
#include "cases/turning_pages.h"
#include "cases/turning_store.h"
#include "platform/access/accounts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    actions::Action action_to_plan_the_move(TurningCase const& one, Date due)
    {
        actions::Action action;
        action.about = thing(one.id);
        action.drawn_from = thing(one.id);
        action.what = "Plan the move to adult services, with them";
        action.kind = "supports";
        action.for_agency = one.agency;
        action.named = one.worker;
        action.due = due;
        action.due_rule = first_warning_step;
        action.how_we_will_know = "They say who supports them from 18 on, and have met them";
        action.asked_by = one.team;
        return action;
    }

    Done ask_to_plan_the_move(Cases const& room, Change& change, TurningCase const& one, Date due)
    {
        auto action = action_to_plan_the_move(one, due);
        auto const somebody = !action.named.none()
            && std::ranges::any_of(access::assignments_of(change.writing(), action.named,
                                       london::day_of(change.now())),
                [&](auto const& each) { return each.agency == one.agency; });
        if (!somebody) {
            action.named = {};
            action.named_in_words = "Whoever the case is allocated to";
        }
        TRY(room.actions.store.save(change, action));
        return done();
    }

    Done tell_steps(Cases const& room, Change& change, TurningCase const& one, Date turns_on,
        std::vector<TurningStep> const& come)
    {
        auto const today = london::day_of(change.now());
        auto const& last = come.back();
        auto news = false;
        for (auto const& step : come) {
            auto const fresh = note_told(change, one.id, step.step, turns_on);
            news = news || (fresh && step.step == last.step);
            if (fresh && step.step == transition_step && today < turns_on) {
                auto const due = actions::due_on(
                    room.clocks.rule(first_warning_step), turns_on, room.facts.working_days());
                // Where a wall keeps the round out, the look is asked for all the same.
                auto const asked = ask_to_plan_the_move(room, change, one, std::max(today, due));
                if (!asked && asked.error().code != Code::not_found)
                    return asked.error();
            }
        }
        if (news)
            ask_for_a_look(room, change,
                {thing(one.person), "becoming_adult",
                    last.says
                        + (last.on == turns_on ? std::string()
                                               : "; 18 on " + turns_on.in_words())});
        return done();
    }
} // namespace

void tell_who_becomes_an_adult(Cases const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("daily round");
    auto const& visit = pass->visit();
    auto const today = london::day_of(visit.now());
    auto all_told = true;
    for (auto const& one : cases_of_people(visit.reading())) {
        auto const birth = people::birth_of(visit.reading(), one.person);
        if (!birth || birth->first() != birth->last() || birth->about)
            continue; // rule 3
        auto const turns_on = turns_18_on(birth->first());
        if (turns_on <= london::day_of(one.opened_at))
            continue; // opened for an adult
        auto come = turning_steps(room.clocks, room.facts.working_days(), birth->first());
        std::erase_if(come, [today](TurningStep const& step) { return today < step.on; });
        if (come.empty() || was_told(visit.reading(), one.id, come.back().step, turns_on))
            continue;
        auto const told = visit.change(
            [&](Change& change) { return tell_steps(room, change, one, turns_on, come); });
        all_told = all_told && told.ok();
    }
    must(all_told, "the daily round may ask for what it asks");
}

} // namespace kith::cases
