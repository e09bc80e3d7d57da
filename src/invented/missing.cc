// SPDX-License-Identifier: MIT
// How the invented people report somebody missing, look for them, and talk with them afterwards.
//
// A story says moments as minutes before the act, `left_before = "90"`, and a return as minutes
// after the start: whatever days the acts fall on, the episode lasts as long as it says.
#include "invented/casework.h"
#include <algorithm>
#include <cstdlib>

namespace kith::invented {
namespace {
    constexpr char const* report_form = "missing/report";

    constexpr std::chrono::minutes told_after{5}; // nobody records a return as it happens

    // "left_before" is the answer "left_at", so many minutes before the act, and no sooner than
    // what it follows.
    forms::Answers as_of(
        Instant now, Act const& act, forms::Form const& form, Instant no_sooner = {})
    {
        auto const& told = act.answers;
        forms::Answers answers(form.name, form.version);
        for (auto const& question : form.questions) {
            auto const stem = question.name.ends_with("_at")
                ? question.name.substr(0, question.name.size() - 3)
                : question.name;
            if (question.kind == forms::Kind::date_time) {
                if (auto const before = told.text(stem + "_before"); !before.empty())
                    answers.set(question.name,
                        std::max(now - std::chrono::minutes(std::atoi(before.c_str())), no_sooner)
                            .write());
            } else if (auto const* const answer = told.find(question.name))
                answers.set(question.name, *answer);
        }
        return answers;
    }

    // As a page would take them, by the form's own rules.
    Result<forms::Answers> accepted_by(forms::Form const& form, forms::Answers const& answers)
    {
        auto const reading = form.check(answers);
        if (!reading.errors.empty())
            return invalid("The form " + form.name + " does not take it", reading.errors[0].field);
        return reading.answers;
    }
} // namespace

Result<missing::Episode> Casework::episode_of(access::Visit const& visit, Act const& act) const
{
    auto const subject = TRY(subject_of(act.concern));
    auto const all = missing::list_of(visit, PersonId(subject.id));
    if (all.empty())
        return invalid("They were never missing, as far as this actor may know", "subject");
    return all.front();
}

// By which authority a child is looked after, since when, and by which id it knows them.
Done Casework::look_after(Change& change, Act const& act)
{
    auto const& told = act.answers;
    auto const subject = TRY(subject_of(act.concern));
    auto person = TRY(people::find(change, PersonId(subject.id)));
    auto const authority = TRY(directory::find_agency(change.writing(), told.text("authority")));
    person.identifiers.push_back(
        {{}, "la_child_id", told.text("la_child_id"), "From " + authority.name});
    person = TRY(people::save(change, person, "The id that their authority gave"));
    people::Fact status;
    status.kind = "status";
    status.code = told.text("status");
    status.number = authority.code;
    status.stated_by = "document";
    status.source = told.text("source");
    auto const from = today_of(change) + -std::atoi(told.text("days_before").c_str());
    status.from = PartialDate{from.year(), from.month(), from.day()};
    TRY(people::add_fact_and_tell(invented_.missing.people, change, person, status));
    return done();
}

Done Casework::plan_for_missing(Change& change, Act const& act)
{
    auto const subject = TRY(subject_of(act.concern));
    auto const& form = invented_.missing.forms.form("missing/plan");
    auto const answers = TRY(accepted_by(form, as_of(change.now(), act, form)));
    auto const facts = TRY(people::find_facts(change, PersonId(subject.id)));
    missing::Plan plan;
    plan.person = PersonId(subject.id);
    plan.form_version = form.version;
    plan.answers = answers.to_json();
    TRY(missing::save_plan(change, facts, plan, "The plan for when they are missing"));
    return done();
}

Done Casework::report_missing(Change& change, Act const& act)
{
    auto const subject = TRY(subject_of(act.concern));
    auto const& form = invented_.missing.forms.form(report_form);
    auto const answers = TRY(accepted_by(form, as_of(change.now(), act, form)));
    std::vector<missing::Party> parties;
    for (auto const* const duty : {"police", "responsible", "host", "carer"})
        if (auto const team = act.answers.text(duty); !team.empty())
            parties.push_back({{}, {}, town_.teams.at(team), duty});
    TRY(missing::report(
        invented_.missing, change, missing::report_from(answers, PersonId(subject.id), parties)));
    return done();
}

Done Casework::grade_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const& form = invented_.missing.forms.form("missing/grade");
    auto const answers = TRY(accepted_by(form, as_of(change.now(), act, form, episode.started_at)));
    TRY(missing::grade(
        invented_.missing, change, episode.id, *missing::grade_from(answers, change.now())));
    return done();
}

Done Casework::log_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const& form = invented_.missing.forms.form("missing/log");
    auto const answers = TRY(accepted_by(form, as_of(change.now(), act, form)));
    TRY(missing::add_to_log(
        invented_.missing, change, episode.id, missing::log_entry_from(answers)));
    return done();
}

Done Casework::see_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    return missing::acknowledge(change, episode);
}

Done Casework::share_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    return missing::share(invented_.missing, change, episode.id,
        {{}, {}, town_.teams.at(act.answers.text("team")), act.answers.text("duty")});
}

Done Casework::went_with(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const companion = TRY(subject_of(act.answers.text("companion")));
    TRY(missing::went_with(invented_.missing, change, episode.id, PersonId(companion.id)));
    return done();
}

Done Casework::return_from_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const& form = invented_.missing.forms.form("missing/return");
    auto given = as_of(change.now(), act, form);
    auto const lasted = std::chrono::minutes(std::atoi(act.answers.text("returned_after").c_str()));
    given.set(
        "returned_at", std::min(episode.started_at + lasted, change.now() - told_after).write());
    auto const answers = TRY(accepted_by(form, given));
    TRY(missing::record_return(
        invented_.missing, change, missing::returned_from(answers, episode, episode.version)));
    return done();
}

Done Casework::offer_interview(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const& form = invented_.missing.forms.form("missing/offer");
    auto const answers = TRY(
        accepted_by(form, as_of(change.now(), act, form, episode.returned_at.value_or(Instant()))));
    return missing::offer(invented_.missing, change, episode.id, missing::offer_from(answers));
}

Done Casework::hold_interview(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const stands = TRY(missing::find_interview(change, episode.id));
    auto const& form = invented_.missing.forms.form("missing/interview");
    auto const answers = TRY(
        accepted_by(form, as_of(change.now(), act, form, episode.returned_at.value_or(Instant()))));
    TRY(missing::hold(
        invented_.missing, change, episode.id, missing::held_from(answers, "", stands.version)));
    return done();
}

Done Casework::end_interview(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const stands = TRY(missing::find_interview(change, episode.id));
    auto const& form = invented_.missing.forms.form("missing/ending");
    auto const answers = TRY(accepted_by(form, as_of(change.now(), act, form)));
    TRY(missing::end_without(
        invented_.missing, change, episode.id, missing::ending_from(answers, stands.version)));
    return done();
}

Done Casework::close_missing(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    TRY(missing::close(
        invented_.missing, change, episode.id, episode.version, act.answers.text("because")));
    return done();
}

} // namespace kith::invented
