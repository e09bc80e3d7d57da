// SPDX-License-Identifier: MIT
// How the invented people judge what a return interview names, tell the intelligence desk, and read
// what was learned.
#include "intelligence/intelligence.h"
#include "invented/casework.h"
#include <algorithm>

namespace kith::invented {
namespace {
    // What waits in the interview under these words, as this actor may know it.
    Result<missing::Candidate> candidate_named(missing::Missing const& room, access::Change& change,
        EpisodeId episode, std::string const& as_written)
    {
        auto const interview = TRY(missing::find_interview(change, episode));
        for (auto& one : missing::candidates_of(room, change, interview))
            if (one.named.as_written == as_written)
                return std::move(one);
        return invalid("Nobody named that, as far as this actor may know", "words");
    }

    // What a story tells, as the form takes it.
    Result<forms::Answers> of_form(
        forms::Forms const& all, char const* name, forms::Answers const& told)
    {
        auto const& form = all.form(name);
        forms::Answers answers(form.name, form.version);
        for (auto const& question : form.questions)
            if (auto const* const answer = told.find(question.name))
                answers.set(question.name, *answer);
        auto reading = form.check(answers);
        if (!reading.errors.empty())
            return invalid("The form does not take it", reading.errors[0].field);
        return std::move(reading.answers);
    }
    Result<forms::Answers> dated_form(forms::Forms const& all, char const* name,
        forms::Answers const& told, char const* question, Date day)
    {
        auto dated = told;
        dated.set(question, day.write());
        return of_form(all, name, dated);
    }
} // namespace

Done Casework::add_named(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    return missing::add_named(
        invented_.missing, change, episode.id, act.answers.text("kind"), act.answers.text("words"));
}

Done Casework::accept_named(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const one
        = TRY(candidate_named(invented_.missing, change, episode.id, act.answers.text("words")));
    return missing::accept_named(invented_.missing, change, episode.id,
        {one.named.kind, one.named.as_written, one.key, one.known, act.answers.text("role"), ""});
}

Done Casework::set_named_aside(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const one
        = TRY(candidate_named(invented_.missing, change, episode.id, act.answers.text("words")));
    return missing::set_named_aside(invented_.missing, change, episode.id,
        {one.named.kind, one.named.as_written, one.key, {}, "", act.answers.text("reason")});
}

// Begins with what the interview says, as on the page.
Done Casework::submit_intelligence(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const interview = TRY(missing::find_interview(change, episode.id));
    auto const begun = missing::begun_with(invented_.missing, change, episode, interview,
        act.answers.text("kind"), act.answers.text("words"));
    auto answers = begun.answers;
    for (auto const* const question : {"danger", "known", "place", "risk"})
        if (auto const said = act.answers.text(question); !said.empty())
            answers.set(question, said);
    auto const reading = invented_.missing.forms.form(intelligence::submission_form).check(answers);
    if (!reading.errors.empty())
        return invalid("The form does not take it", reading.errors[0].field);
    TRY(intelligence::submit(invented_.intelligence, change, reading.answers, begun.drawn_from));
    return done();
}

// What has waited the longest.
Done Casework::receive_intelligence(Change& change, Act const&)
{
    auto const waiting = intelligence::list_waiting(change);
    if (waiting.empty())
        return invalid("Nothing waits at the desk", "subject");
    TRY(intelligence::receive(change, waiting.front().id));
    return done();
}

Done Casework::work_at_desk(Change& change, Act const& act)
{
    auto const& room = invented_.intelligence;
    auto const step = act.answers.text("step");
    auto const at_stage = [&](intelligence::Stage stage) -> Result<intelligence::DeskLine> {
        for (auto& line : intelligence::list_desk(change))
            if (line.waiting.stage == stage)
                return std::move(line);
        return invalid("Nothing at the desk has come that far", "step");
    };
    auto const answered = [&](char const* form) { return of_form(room.forms, form, act.answers); };
    using intelligence::Stage;
    if (step == "triage") {
        auto const line = TRY(at_stage(Stage::to_triage));
        auto const answers = TRY(answered("intelligence/triage"));
        return intelligence::triage(change, line.submission.id, answers);
    }
    if (step == "grade") {
        auto const line = TRY(at_stage(Stage::to_grade));
        auto const answers = TRY(answered("intelligence/grade"));
        return intelligence::grade(change, line.submission.id, answers, 0);
    }
    if (step == "text") {
        auto const line = TRY(at_stage(Stage::to_sanitise));
        auto const work = TRY(intelligence::find_desk_work(change, line.submission));
        auto const answers = TRY(answered("intelligence/text"));
        TRY(intelligence::write_text(
            change, line.submission.id, answers, static_cast<int>(work.texts.size())));
        return done();
    }
    if (step == "decide") {
        auto const line = TRY(at_stage(Stage::to_authorise));
        auto const work = TRY(intelligence::find_desk_work(change, line.submission));
        auto const answers = TRY(answered("intelligence/decide_text"));
        return intelligence::decide_about_text(
            change, line.submission.id, work.texts.front().id, answers);
    }
    if (step == "share") {
        auto const line = TRY(at_stage(Stage::to_share));
        auto answers = TRY(dated_form(room.forms, "intelligence/share", act.answers, "expires",
            today_of(change) + std::atoi(act.answers.text("days").c_str())));
        intelligence::Recipient to;
        if (auto const team = act.answers.text("team"); !team.empty())
            to.team = town_.teams.at(team);
        else
            to.account = account(act.answers.text("to"));
        TRY(intelligence::share(room, change, line.submission.id, answers, to));
        return done();
    }
    auto const line = TRY(at_stage(Stage::shared));
    if (step == "answer") {
        auto const answers = TRY(answered("intelligence/answer"));
        return intelligence::answer_submitter(room, change, line.submission.id, answers);
    }
    return invalid("No step of the desk is called so", "step");
}

// What was shared with this actor the last.
Done Casework::read_intelligence(Change& change, Act const& act)
{
    auto const shared = intelligence::list_shared(change);
    if (shared.empty())
        return invalid("Nothing was shared with them", "subject");
    auto const id = shared.front().sharing.id;
    TRY(intelligence::acknowledge(change, id));
    if (act.answers.text("outcome").empty())
        return done();
    auto const answers
        = TRY(of_form(invented_.intelligence.forms, "intelligence/outcome", act.answers));
    return intelligence::tell_outcome(change, id, answers);
}

Done Casework::write_learning(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const& form = invented_.missing.forms.form("missing/learning");
    forms::Answers answers(form.name, form.version);
    for (auto const& question : form.questions)
        if (auto const* const answer = act.answers.find(question.name))
            answers.set(question.name, *answer);
    auto const reading = form.check(answers);
    if (!reading.errors.empty())
        return invalid("The form does not take it", reading.errors[0].field);
    TRY(missing::write_learning(invented_.missing, change, episode.id, reading.answers, 0));
    return done();
}

Done Casework::read_learning(Change& change, Act const& act)
{
    auto const episode = TRY(episode_of(change, act));
    auto const interview = missing::line_of(change.writing(), episode.id);
    auto const stands
        = interview ? missing::learning_of(change.writing(), interview->id) : std::nullopt;
    return missing::say_read(invented_.missing, change, episode.id, act.answers.text("said"),
        stands ? stands->version : 0);
}

} // namespace kith::invented
