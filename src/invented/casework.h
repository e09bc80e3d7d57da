// SPDX-License-Identifier: MIT
#pragma once

// How the invented people work cases: each act through the front door of the room, at the moment
// that the clock shows, by whoever the story says.
//
// An act names whom or what it is about, as a concern named them first, and its step: "screen",
// "weigh", "agree", … (README.md lists them with what each needs). The case meant is the open one,
// else the latest.
//
// Errors   what the room refuses is our error: std::logic_error with subject, step and reason.

#include "base/london.h"
#include "cases/cases.h"
#include "contexts/contexts.h"
#include "invented/entering.h"
#include "invented/tale.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kith::invented {

class Casework {
public:
    using Known = std::map<std::string, Thing>; // people and contexts by the name first given

    // References are kept.
    Casework(Invented const& invented, Town const& town, Known& known)
        : invented_(invented), town_(town), room_(invented.cases), known_(known)
    {
    }
    void work(Act const& act);

private:
    using Change = access::Change;
    using Step = Done (Casework::*)(Change&, Act const&);
    static std::map<std::string, Step, std::less<>> const& steps();

    // casework.cc: the case itself, and its assessments
    Done record(Change& change, Act const& act);
    Done involve(Change& change, Act const& act);
    Done open(Change& change, Act const& act);
    Done allocate(Change& change, Act const& act);
    Done set_harms(Change& change, Act const& act);
    Done screen(Change& change, Act const& act);
    Done assess(Change& change, Act const& act);
    Done weigh(Change& change, Act const& act);
    Done judge_level(Change& change, Act const& act);
    Done move(Change& change, Act const& act);
    Done close(Change& change, Act const& act);
    Done reopen(Change& change, Act const& act);
    Done look_again(Change& change, Act const& act);
    Done answer_prompts(Change& change, Act const& act);
    // casework_plan.cc: conferences, measurements, plans, reviews
    Done confer(Change& change, Act const& act);
    Done measure(Change& change, Act const& act);
    Done plan(Change& change, Act const& act);
    Done agree(Change& change, Act const& act);
    Done finish_action(Change& change, Act const& act);
    Done review(Change& change, Act const& act);
    // casework_around.cc: notes, supervision, disagreement, guardians, peer maps
    Done note(Change& change, Act const& act);
    Done finish_next(Change& change, Act const& act);
    Done supervise(Change& change, Act const& act);
    Done disagree(Change& change, Act const& act);
    Done answer_disagreement(Change& change, Act const& act);
    Done settle(Change& change, Act const& act);
    Done list_guardian(Change& change, Act const& act);
    Done make_peer_map(Change& change, Act const& act);
    // missing.cc: somebody goes missing, and comes back
    Done look_after(Change& change, Act const& act);
    Done plan_for_missing(Change& change, Act const& act);
    Done report_missing(Change& change, Act const& act);
    Done grade_missing(Change& change, Act const& act);
    Done log_missing(Change& change, Act const& act);
    Done see_missing(Change& change, Act const& act);
    Done share_missing(Change& change, Act const& act);
    Done went_with(Change& change, Act const& act);
    Done return_from_missing(Change& change, Act const& act);
    Done offer_interview(Change& change, Act const& act);
    Done hold_interview(Change& change, Act const& act);
    Done end_interview(Change& change, Act const& act);
    Done close_missing(Change& change, Act const& act);
    // intelligence.cc: what they named, what the desk is told, what was learned
    Done add_named(Change& change, Act const& act);
    Done accept_named(Change& change, Act const& act);
    Done set_named_aside(Change& change, Act const& act);
    Done submit_intelligence(Change& change, Act const& act);
    Done receive_intelligence(Change& change, Act const& act);
    Done work_at_desk(Change& change, Act const& act);
    Done read_intelligence(Change& change, Act const& act);
    Done write_learning(Change& change, Act const& act);
    Done read_learning(Change& change, Act const& act);
    // disruption.cc: what may be done against the harm, and what was done
    Done tick_facts(Change& change, Act const& act);
    Done consider_step(Change& change, Act const& act);
    Done answer_step(Change& change, Act const& act);
    Done move_step(Change& change, Act const& act);
    Done set_conditions(Change& change, Act const& act);

    Done add_goals(Change& change, Act const& act, cases::Case const& one);
    Done ask_for_actions(Change& change, Act const& act, cases::Case const& one);
    Done add_partners(Change& change, Act const& act, cases::Case const& one);
    [[nodiscard]] Result<Thing> subject_of(std::string const& name) const;
    [[nodiscard]] Result<cases::Case> case_of(access::Visit const& visit, Act const& act) const;
    [[nodiscard]] Result<contexts::Context> context_of(
        access::Visit const& visit, Act const& act) const;
    [[nodiscard]] Result<missing::Episode> episode_of(
        access::Visit const& visit, Act const& act) const;
    [[nodiscard]] AccountId account(std::string const& sign_in) const;

    Invented const& invented_;
    Town const& town_;
    cases::Cases const& room_;
    Known& known_;
};

// What answers to a step hold beside texts and lists.
[[nodiscard]] std::vector<forms::Parts> blocks_of(
    forms::Answers const& answers, std::string_view name);
[[nodiscard]] std::string part_of(forms::Parts const& parts, std::string_view name); // "" if none
// So many days from `today`, where `text` is a number; nothing where it is empty.
[[nodiscard]] std::optional<Date> days_from(Date today, std::string const& text);
[[nodiscard]] inline Date today_of(access::Visit const& visit)
{
    return london::day_of(visit.now());
}

} // namespace kith::invented
