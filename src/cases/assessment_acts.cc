// SPDX-License-Identifier: MIT
#include "cases/assessment_acts.h"
#include "base/london.h"
#include "cases/case_clocks.h"
#include "cases/plan_acts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr int adult_from = 18;
    constexpr std::size_t longest_assessment_reason = 2000;

    enum class Age { child, adult, not_known };

    Age age_of(Visit const& visit, PersonId id)
    {
        auto const person = people::find(visit, id);
        if (!person || !person->birth)
            return Age::not_known;
        auto const today = london::day_of(visit.now());
        auto const turns = [](Date birth) {
            auto const year = birth.year() + adult_from;
            auto const day = Date::of(year, birth.month(), birth.day());
            return day ? *day : Date::of(year, 3, 1).value(); // born on 29 February
        };
        if (turns(person->birth->last()) <= today)
            return Age::adult;
        return today < turns(person->birth->first()) ? Age::child : Age::not_known;
    }

    bool fits(KindOfAssessment const& kind, Case const& one, std::string_view context_kind, Age age)
    {
        if (kind.subject != one.subject.kind)
            return false;
        if (one.of_context())
            return kind.context_kind.empty() || kind.context_kind == context_kind;
        return !(kind.code == "adult" && age == Age::child)
            && !(kind.code == "child_family" && age == Age::adult);
    }

    // What was entered once is not asked again.
    forms::Answers begun_from(Visit const& visit, Case const& one, forms::Answers answers)
    {
        auto const screening = latest_completed(visit, one, Looking::screening);
        if (!screening)
            return answers;
        auto const found = answers_of(*screening);
        for (auto const* const name : {"signs", "strengths", "strengths_words"})
            if (auto const* const answer = found.find(name))
                answers.set(name, *answer);
        return answers;
    }

    Result<Assessment> draft_at(Change& change, Answered const& answered)
    {
        auto one = TRY(find_assessment(change, answered.id));
        if (one.state != AssessmentState::draft)
            return error(Code::conflict,
                one.state == AssessmentState::complete
                    ? "Somebody completed this meanwhile: correct it, with a reason"
                    : "Somebody put this aside meanwhile: start another");
        one.version = answered.version;
        return one;
    }

    Done all_there(Cases const& room, Visit const& visit, Case const& of, std::string_view kind,
        forms::Answers const& answers, forms::Answers& tidied)
    {
        auto const reading = completing(room, visit, of, kind, answers);
        if (!reading.errors.empty())
            return reading.errors.front();
        tidied = reading.answers;
        return done();
    }

    Done check_reason(Cases const& room, Visit const& visit, Case const& of,
        std::string const& reason, char const* sentence)
    {
        if (reason.empty())
            return invalid(sentence, "reason");
        if (reason.size() > longest_assessment_reason)
            return invalid("Write 2,000 characters or fewer", "reason");
        return no_child_in(room, visit, of, {{"reason", &reason}});
    }

    void tell_assessed(Cases const& room, Change& change, Case const& of, Assessment const& one)
    {
        links::Event event;
        event.kind = "case_assessed";
        event.at = change.now();
        event.said = title_of(room, one.kind) + " completed";
        event.source = "Case " + of.reference.write();
        event.drawn_from = thing(of.id);
        room.links.store.tell(change, event, {{of.subject, "worry_about"}});
    }
} // namespace

std::string title_of(Cases const& room, std::string_view kind)
{
    return form_now(room, kind).title;
}

forms::Form const& form_now(Cases const& room, std::string_view kind)
{
    auto const* const found = assessment_kind(kind);
    must(found != nullptr, "an assessment is of a kind that is known");
    return room.forms.form(form_of(*found));
}

forms::Answers answers_of(Assessment const& one)
{
    auto const* const kind = assessment_kind(one.kind);
    must(kind != nullptr, "an assessment is of a kind that is known");
    auto answers = forms::Answers::from_json(form_of(*kind), one.form_version, one.answers);
    must(answers.ok(), "answers that were kept are read");
    return *answers;
}

std::vector<KindOfAssessment const*> kinds_for(Cases const&, Visit const& visit, Case const& one)
{
    std::string context_kind;
    auto age = Age::not_known;
    if (one.of_context()) {
        auto const context = contexts::find(visit, ContextId(one.subject.id));
        context_kind = context ? context->kind : std::string();
    } else
        age = age_of(visit, PersonId(one.subject.id));
    std::vector<KindOfAssessment const*> all;
    for (auto const& kind : assessment_kinds())
        if (fits(kind, one, context_kind, age))
            all.push_back(&kind);
    return all;
}

forms::Reading completing(Cases const& room, Visit const& visit, Case const& of,
    std::string_view kind, forms::Answers const& answers)
{
    auto const& form = form_now(room, kind);
    auto reading = completing(form, answers, room.facts, london::day_of(visit.now()));
    if (auto const naming = naming_for(room, visit, of))
        for (auto const& problem : names_in(form, reading.answers, *naming))
            reading = reading.refused(problem);
    return reading;
}

Done may_correct_because(
    Cases const& room, Visit const& visit, Case const& of, std::string const& reason)
{
    return check_reason(room, visit, of, reason, "Say why it is corrected");
}

std::vector<Assessment> shown_assessments(Cases const& room, Visit const& visit, Case const& of)
{
    auto all = assessments_of(visit, of);
    if (auto const naming = naming_for(room, visit, of))
        for (auto& one : all)
            one = names_withheld(std::move(one), *naming);
    return all;
}

std::optional<Naming> naming_for(Cases const& room, Visit const& visit, Case const& of)
{
    return of.of_context() ? std::optional(naming_of(room, visit, of, {})) : std::nullopt;
}

Result<Assessment> start_assessment(
    Cases const& room, Change& change, CaseId of, std::string_view code)
{
    auto const one = TRY(find(change, of));
    auto const facts = TRY(facts_of(change, one));
    TRY(static_cast<Visit const&>(change).may("assess", facts));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "kind");
    auto const kinds = kinds_for(room, change, one);
    auto const* const kind = assessment_kind(code);
    if (!kind || std::ranges::find(kinds, kind) == kinds.end())
        return invalid("Choose an assessment for this case", "kind");
    if (open_assessment(change.writing(), of, code))
        return error(Code::conflict, "One is open already: go on with that one", "kind");
    auto const& form = form_now(room, code);
    auto answers = forms::Answers(form.name, form.version);
    if (code == "exploitation")
        answers = begun_from(change, one, std::move(answers));
    Assessment begun;
    begun.of = of;
    begun.kind = code;
    take_answers(begun, answers);
    return add_assessment(change, begun);
}

Result<Assessment> save_draft(Cases const&, Change& change, Answered const& answered)
{
    auto one = TRY(draft_at(change, answered));
    take_answers(one, answered.answers);
    return save_assessment(change, one, "");
}

Result<Assessment> complete_assessment(Cases const& room, Change& change, Answered const& answered)
{
    auto one = TRY(draft_at(change, answered));
    auto const of = TRY(find(change, one.of));
    forms::Answers tidied;
    TRY(all_there(room, change, of, one.kind, answered.answers, tidied));
    take_answers(one, tidied);
    one.state = AssessmentState::complete;
    one.completed_at = change.now();
    one.completed_by = change.visitor().account;
    auto saved = TRY(save_assessment(change, one, ""));
    keep_assessed(change, saved, signs_in(tidied), codes_in(tidied));
    auto const& kind = *assessment_kind(one.kind);
    meet_clocks(change, of.id, kind.clock);
    if (!kind.screens)
        start_after_assessment(room, change, of);
    if (!kind.again.empty())
        start_again(room, change, of, kind.again);
    tell_assessed(room, change, of, saved);
    return saved;
}

Result<Assessment> correct_assessment(Cases const& room, Change& change, Answered const& answered)
{
    auto one = TRY(find_assessment(change, answered.id));
    if (one.state != AssessmentState::complete)
        return invalid("Complete it first", "reason");
    auto const of = TRY(find(change, one.of));
    TRY(may_correct_because(room, change, of, answered.reason));
    forms::Answers tidied;
    TRY(all_there(room, change, of, one.kind, answered.answers, tidied));
    one.version = answered.version;
    take_answers(one, tidied);
    auto saved = TRY(save_assessment(change, one, answered.reason));
    keep_assessed(change, saved, signs_in(tidied), codes_in(tidied));
    return saved;
}

Result<Assessment> put_aside(Cases const& room, Change& change, Answered const& answered)
{
    auto one = TRY(draft_at(change, answered));
    auto const of = TRY(find(change, one.of));
    TRY(check_reason(room, change, of, answered.reason, "Say why it is put aside"));
    one.state = AssessmentState::put_aside;
    return save_assessment(change, one, answered.reason);
}

std::optional<Assessment> latest_completed(Visit const& visit, Case const& of, Looking looking)
{
    auto since = of.opened_at;
    for (auto const& closure : closures_of(visit, of.id))
        if (closure.reopened_at && since < *closure.reopened_at)
            since = *closure.reopened_at;
    std::optional<Assessment> latest;
    for (auto& one : assessments_of(visit, of)) {
        auto const* const kind = assessment_kind(one.kind);
        if (!kind || !one.completed_at || kind->screens != (looking == Looking::screening))
            continue;
        if (since <= *one.completed_at && (!latest || *latest->completed_at < *one.completed_at))
            latest = std::move(one);
    }
    return latest;
}

} // namespace kith::cases
