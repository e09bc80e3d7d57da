// SPDX-License-Identifier: MIT
#include "invented/casework.h"
#include "base/london.h"
#include <algorithm>
#include <cstdlib>

namespace kith::invented {
namespace {
    constexpr int adult_from = 18;

    // A story says how long before the act something was noticed, or looked at.
    void date_blocks(
        forms::Answers& answers, std::string const& question, char const* date, Date today)
    {
        auto blocks = blocks_of(answers, question);
        if (blocks.empty())
            return;
        for (auto& block : blocks)
            if (auto const before = block.extract("days_before"); !before.empty())
                block[date] = (today + -std::atoi(before.mapped().c_str())).write();
        answers.set(question, std::move(blocks));
    }
} // namespace

std::vector<forms::Parts> blocks_of(forms::Answers const& answers, std::string_view name)
{
    auto const* const answer = answers.find(name);
    auto const* const blocks = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
    return blocks ? *blocks : std::vector<forms::Parts>();
}

std::string part_of(forms::Parts const& parts, std::string_view name)
{
    auto const at = parts.find(name);
    return at == parts.end() ? std::string() : at->second;
}

std::optional<Date> days_from(Date today, std::string const& text)
{
    if (text.empty())
        return std::nullopt;
    return today + std::atoi(text.c_str());
}

std::map<std::string, Casework::Step, std::less<>> const& Casework::steps()
{
    static std::map<std::string, Step, std::less<>> const all{{"record", &Casework::record},
        {"involve", &Casework::involve}, {"open_case", &Casework::open},
        {"allocate", &Casework::allocate}, {"set_harms", &Casework::set_harms},
        {"screen", &Casework::screen}, {"assess", &Casework::assess}, {"weigh", &Casework::weigh},
        {"judge_level", &Casework::judge_level}, {"move", &Casework::move},
        {"close", &Casework::close}, {"reopen", &Casework::reopen},
        {"look_again", &Casework::look_again}, {"answer_prompts", &Casework::answer_prompts},
        {"confer", &Casework::confer}, {"measure", &Casework::measure}, {"plan", &Casework::plan},
        {"agree", &Casework::agree}, {"finish_action", &Casework::finish_action},
        {"review", &Casework::review}, {"note", &Casework::note},
        {"finish_next", &Casework::finish_next}, {"supervise", &Casework::supervise},
        {"disagree", &Casework::disagree}, {"answer_disagreement", &Casework::answer_disagreement},
        {"settle", &Casework::settle}, {"list_guardian", &Casework::list_guardian},
        {"make_peer_map", &Casework::make_peer_map}, {"look_after", &Casework::look_after},
        {"plan_for_missing", &Casework::plan_for_missing},
        {"report_missing", &Casework::report_missing}, {"grade_missing", &Casework::grade_missing},
        {"log_missing", &Casework::log_missing}, {"see_missing", &Casework::see_missing},
        {"share_missing", &Casework::share_missing}, {"went_with", &Casework::went_with},
        {"return", &Casework::return_from_missing}, {"offer_interview", &Casework::offer_interview},
        {"hold_interview", &Casework::hold_interview}, {"end_interview", &Casework::end_interview},
        {"add_named", &Casework::add_named}, {"accept_named", &Casework::accept_named},
        {"set_named_aside", &Casework::set_named_aside},
        {"submit_intelligence", &Casework::submit_intelligence},
        {"receive_intelligence", &Casework::receive_intelligence},
        {"work_at_desk", &Casework::work_at_desk},
        {"read_intelligence", &Casework::read_intelligence},
        {"write_learning", &Casework::write_learning}, {"read_learning", &Casework::read_learning},
        {"close_missing", &Casework::close_missing}, {"tick_facts", &Casework::tick_facts},
        {"consider_step", &Casework::consider_step}, {"answer_step", &Casework::answer_step},
        {"move_step", &Casework::move_step}, {"set_conditions", &Casework::set_conditions}};
    return all;
}

void Casework::work(Act const& act)
{
    auto const key = act.concern + ": " + act.step;
    auto const step = steps().find(act.step);
    must(step != steps().end(), "no step of a case is called " + key);
    enter_as(invented_, account(act.actor), key,
        [&](Change& change) { return (this->*step->second)(change, act); });
}

AccountId Casework::account(std::string const& sign_in) const { return account_of(town_, sign_in); }

Result<Thing> Casework::subject_of(std::string const& name) const
{
    auto const at = known_.find(name);
    if (at == known_.end())
        return invalid("No record was made of " + name, "subject");
    return at->second;
}

Result<cases::Case> Casework::case_of(access::Visit const& visit, Act const& act) const
{
    auto const subject = TRY(subject_of(act.concern));
    auto const all = cases::list_of(visit, subject);
    if (all.empty())
        return invalid("They have no case that this actor may know", "subject");
    return all.front();
}

Result<contexts::Context> Casework::context_of(access::Visit const& visit, Act const& act) const
{
    auto const subject = TRY(subject_of(act.concern));
    return contexts::find(visit, ContextId(subject.id));
}

// Of somebody, or something, that no concern named.
Done Casework::record(Change& change, Act const& act)
{
    auto const& told = act.answers;
    if (auto const kind = told.text("kind"); kind != "person") {
        contexts::Context context;
        context.kind = kind;
        context.name = act.concern;
        context.address = told.text("where");
        context.postcode = told.text("postcode");
        auto const made = TRY(contexts::create(change, context));
        known_[act.concern] = thing(made.id);
        return done();
    }
    people::Person person;
    person.names = {{{}, "birth", act.concern}};
    person.sex = told.text("sex");
    if (auto const until_18 = days_from(today_of(change), told.text("days_until_18"))) {
        auto const day = until_18->day() == 29 && until_18->month() == 2 ? 28 : until_18->day();
        person.birth = PartialDate{until_18->year() - adult_from, until_18->month(), day};
    }
    auto const made = TRY(people::create(change, person));
    known_[act.concern] = thing(made.id);
    return done();
}

Done Casework::involve(Change& change, Act const& act)
{
    auto const subject = TRY(subject_of(act.concern));
    links::Involvement one;
    one.role = subject.kind == "person" ? "Works with them" : "Works with it";
    if (auto const team = act.answers.text("team"); !team.empty()) {
        one.team = town_.teams.at(team);
        one.agency = directory::find_team(change.writing(), one.team)->agency;
    } else {
        one.practitioner = account(act.answers.text("practitioner"));
        one.agency = town_.agencies.at(act.answers.text("agency"));
    }
    if (subject.kind == "person") {
        auto const facts = TRY(people::find_facts(change, PersonId(subject.id)));
        return links::involve(change, facts, one);
    }
    auto const facts = TRY(contexts::find_facts(change, ContextId(subject.id)));
    return links::involve(change, facts, one);
}

Done Casework::open(Change& change, Act const& act)
{
    cases::Opening opening;
    opening.subject = TRY(subject_of(act.concern));
    for (auto const& harm : act.answers.list("harms"))
        opening.strands.insert(harm);
    opening.because = act.answers.text("because");
    TRY(cases::open_case(room_, change, opening));
    return done();
}

Done Casework::allocate(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    TRY(cases::allocate(room_, change,
        {one.id, one.version, one.team, account(act.answers.text("worker")),
            act.answers.text("handover")}));
    return done();
}

Done Casework::set_harms(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const harms = act.answers.list("harms");
    TRY(cases::set_strands(room_, change, one.id, one.version, {harms.begin(), harms.end()},
        act.answers.text("because")));
    return done();
}

Done Casework::screen(Change& change, Act const& act)
{
    auto screening = act;
    auto const one = TRY(case_of(change, act));
    screening.answers.set(
        "form", std::string(one.of_context() ? "screening_context" : "screening"));
    return assess(change, screening);
}

// Begins with what the screening found, as on the page.
Done Casework::assess(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const begun
        = TRY(cases::start_assessment(room_, change, one.id, act.answers.text("form")));
    auto answers = cases::answers_of(begun);
    for (auto const& [name, answer] : act.answers.all())
        if (name != "form")
            answers.set(name, answer);
    date_blocks(answers, "signs", "noticed", today_of(change));
    date_blocks(answers, "capacity", "on", today_of(change));
    TRY(cases::complete_assessment(room_, change, {begun.id, begun.version, answers, ""}));
    return done();
}

Done Casework::weigh(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::Weighting weighting;
    weighting.on = today_of(change);
    for (auto const& to_weigh : cases::to_weigh(room_, change, one)) {
        cases::PartWeight part;
        part.part = to_weigh.part;
        for (auto const& told : blocks_of(act.answers, "parts"))
            if (part_of(told, "part") == part.part || part_of(told, "part") == "*") {
                part.harm = part_of(told, "harm");
                part.safety = part_of(told, "safety");
                part.because = part_of(told, "because");
                for (auto const& choice : to_weigh.choices)
                    if (choice.text == part_of(told, "context"))
                        part.contexts.push_back(choice.context);
            }
        weighting.parts.push_back(std::move(part));
    }
    weighting.own_view = act.answers.text("own_view");
    weighting.own_view_missing = act.answers.text("own_view_missing");
    auto const before = cases::weightings_of(change, one.id);
    TRY(cases::weigh(
        room_, change, one.id, weighting, before.empty() ? 0 : before.front().version));
    return done();
}

Done Casework::judge_level(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::LevelEntry entry;
    entry.level = act.answers.text("level");
    entry.rationale = act.answers.text("rationale");
    entry.evidence = act.answers.text("evidence");
    entry.on = today_of(change);
    TRY(cases::judge_level(room_, change, one.id, one.version, entry));
    return done();
}

Done Casework::move(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    for (auto const& way : cases::ways_on(room_, change, one))
        if (way.move.to == act.answers.text("to") && !way.missing.empty())
            return invalid(way.missing.front().text, "to");
    TRY(cases::move_on(
        room_, change, {one.id, one.version, act.answers.text("to"), act.answers.text("because")}));
    return done();
}

Done Casework::close(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    auto const& told = act.answers;
    cases::Closure closure;
    closure.of = one.id;
    closure.on = today_of(change);
    closure.reason = told.text("reason");
    closure.why = told.text("why");
    closure.life_changed = told.text("life_changed");
    closure.contexts_changed = told.text("contexts_changed");
    closure.who_keeps = told.text("who_keeps");
    closure.way_back = told.text("way_back");
    closure.own_view = told.text("own_view");
    closure.override_reason = told.text("override_reason");
    for (auto const& what : cases::blocked(room_, change, one))
        if (!what.informs && closure.override_reason.empty())
            return invalid(what.text, "close");
    TRY(cases::close_case(room_, change, one.version, closure));
    return done();
}

Done Casework::reopen(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    TRY(cases::reopen(room_, change, one.id, one.version, act.answers.text("because")));
    return done();
}

// Six months after it closed; another may be open by then.
Done Casework::look_again(Change& change, Act const& act)
{
    auto const subject = TRY(subject_of(act.concern));
    auto const all = cases::list_of(change, subject);
    auto const closed
        = std::ranges::find_if(all, [](cases::Case const& one) { return !one.is_open(); });
    if (closed == all.end())
        return invalid("No case of theirs is closed", "subject");
    auto const& one = *closed;
    cases::FollowUp entry;
    entry.of = one.id;
    entry.on = today_of(change);
    entry.level = act.answers.text("level");
    entry.level_why = act.answers.text("level_why");
    entry.still_different = act.answers.text("still_different");
    entry.own_view = act.answers.text("own_view");
    TRY(cases::follow_up(room_, change, one.id, entry));
    return done();
}

// Each that waits, with the same answer.
Done Casework::answer_prompts(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::PromptAnswer answer;
    for (auto const& what : act.answers.list("changes"))
        answer.changes.insert(what);
    answer.because = act.answers.text("because");
    for (auto const& prompt : cases::prompts_shown(room_, change, one))
        if (prompt.waits())
            TRY(cases::answer_prompt(room_, change, one.id, prompt.id, answer));
    return done();
}

} // namespace kith::invented
