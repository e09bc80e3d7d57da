// SPDX-License-Identifier: MIT
#include "cases/assessment_views.h"
#include "base/london.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    forms::Drawing drawing_of(Cases const& room, Visit const& visit)
    {
        return {room.concerns.words, "en", london::day_of(visit.now()), ""};
    }

    std::string outcome_in_words(std::string_view outcome)
    {
        return outcome == "goes_on" ? "It goes on to an assessment"
            : outcome == "advice"   ? "It ends with advice"
                                    : "";
    }

    std::string answer_text(
        forms::Question const& question, forms::Answers const& answers, forms::Drawing const& how)
    {
        std::string text;
        for (auto const& line : forms::in_words(question, answers, how))
            text += (text.empty() ? "" : "\n") + line;
        return text;
    }

    Value given_row(
        forms::Question const& question, forms::Answers const& answers, forms::Drawing const& how)
    {
        auto const text = answer_text(question, answers, how);
        if (text.empty())
            return {};
        return Value::object(
            {{"question", question.question}, {"text", text}, {"own_words", question.own_words},
                {"items", forms::items_view(question, answers, how)}});
    }

    forms::Form const& form_given(Cases const& room, forms::Answers const& answers)
    {
        return room.forms.as_given(answers.form(), answers.version());
    }
} // namespace

std::string address_of(Assessment const& one)
{
    return address_of(one.of) + "/assessments/" + one.id.write();
}

std::string edit_address_of(Assessment const& one)
{
    return address_of(one.of) + "/assessments/edit/" + one.id.write();
}

forms::Answers answers_seen_of(
    Cases const& room, SeenAssessment const& seen, Assessment const& version)
{
    auto answers
        = answers_seen(answers_of(version), room.health_signs, seen.health, seen.one.health_shared);
    return seen.naming ? names_withheld(form_given(room, answers), answers, *seen.naming) : answers;
}

std::string text_seen_of(SeenAssessment const& seen, std::string const& text)
{
    return seen.naming ? without_names(text, seen.naming->through, seen.naming->around) : text;
}

Value assessment_view(Cases const& room, Visit const& visit, SeenAssessment const& seen)
{
    auto const& one = seen.one;
    auto const* const kind = assessment_kind(one.kind);
    auto const name = [&](AccountId who) { return room.name_of(visit.reading(), who); };
    auto view = Value::object({{"id", one.id.write()}, {"href", address_of(one)},
        {"edit", edit_address_of(one)}, {"kind", one.kind}, {"title", title_of(room, one.kind)},
        {"state", std::string(write(one.state))}, {"draft", one.state == AssessmentState::draft},
        {"complete", one.state == AssessmentState::complete}, {"screens", kind && kind->screens},
        {"started", london::in_words(one.started_at)}, {"started_by", name(one.started_by)},
        {"saved", london::in_words(one.recorded_at)}, {"saved_by", name(one.recorded_by)},
        {"outcome", outcome_in_words(one.outcome)}, {"outcome_because", one.outcome_because},
        {"advice", one.outcome == "advice"}, {"section_42", one.section_42},
        {"support_plan", one.support_plan}, {"version", one.version}, {"works", seen.works}});
    if (one.completed_at) {
        view["completed"] = london::in_words(*one.completed_at);
        view["completed_by"] = name(one.completed_by);
    }
    return view;
}

Value given_view(Cases const& room, Visit const& visit, forms::Answers const& answers)
{
    auto const& form = form_given(room, answers);
    auto const how = drawing_of(room, visit);
    auto sections = Value::array();
    for (auto const& page : form.pages) {
        auto rows = Value::array();
        for (auto const& question : form.questions)
            if (question.page == page.name && form.asked(question, answers))
                if (auto row = given_row(question, answers, how); !row.is_undefined())
                    rows.push(std::move(row));
        sections.push(Value::object({{"title", page.title}, {"rows", std::move(rows)}}));
    }
    return sections;
}

std::string given_as_text(Cases const& room, Visit const& visit, forms::Answers const& answers)
{
    auto const& form = form_given(room, answers);
    auto const how = drawing_of(room, visit);
    std::string text;
    for (auto const& page : form.pages) {
        text += "\n" + page.title + "\n";
        for (auto const& question : form.questions)
            if (question.page == page.name && form.asked(question, answers))
                if (auto const said = answer_text(question, answers, how); !said.empty())
                    text += fmt::format("\n{}\n{}\n", question.question, said);
    }
    return text;
}

Value differences_view(Cases const& room, Visit const& visit, forms::Answers const& before,
    forms::Answers const& after)
{
    auto const& form = form_given(room, after);
    auto const& form_before = form_given(room, before);
    auto const how = drawing_of(room, visit);
    auto rows = Value::array();
    for (auto const& question : form.questions) {
        auto const now = answer_text(question, after, how);
        auto const* const asked = form_before.find(question.name);
        auto const was = asked ? answer_text(*asked, before, how) : std::string();
        if (now != was)
            rows.push(Value::object({{"question", question.question}, {"before", was},
                {"after", now}, {"own_words", question.own_words}}));
    }
    for (auto const& question : form_before.questions)
        if (!form.find(question.name))
            if (auto const was = answer_text(question, before, how); !was.empty())
                rows.push(Value::object({{"question", question.question}, {"before", was},
                    {"after", ""}, {"own_words", question.own_words}}));
    return rows;
}

} // namespace kith::cases
