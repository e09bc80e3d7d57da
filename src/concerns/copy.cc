// SPDX-License-Identifier: MIT
// The sent concern as plain text, for the referrer's own agency's file: nothing is typed twice.
#include "base/london.h"
#include "concerns/pages.h"
#include "concerns/views.h"
#include "platform/forms/answers.h"
#include <fmt/core.h>

namespace kith::concerns {

namespace {
    // "Child 1" and its answers, a line each; what has several lines is set in.
    std::string items_as_text(html::Value const& items)
    {
        std::string text;
        for (auto const& item : items.items()) {
            text += fmt::format("\n{}\n", item.get("title").text());
            for (auto const& row : item.get("rows").items()) {
                auto said = row.get("text").text();
                for (std::size_t at = 0; (at = said.find('\n', at)) != said.npos; at += 5)
                    said.replace(at, 1, "\n    ");
                text += fmt::format("  {}: {}\n", row.get("key").text(), said);
            }
        }
        return text;
    }
} // namespace

html::Value answers_view(Concerns const& room, forms::Answers const& answers, Date day)
{
    auto given = html::Value::array();
    if (!room.forms.has(answers.form()))
        return given;
    auto const& form = room.forms.as_given(answers.form(), answers.version());
    auto const drawing = forms::Drawing{room.words, "en", day, ""};
    for (auto const& question : form.questions) {
        std::string text;
        for (auto const& line : forms::in_words(question, answers, drawing))
            text += (text.empty() ? "" : "\n") + line;
        if (!text.empty())
            given.push(html::Value::object({{"question", room.words.say("en", question.question)},
                {"text", text}, {"own_words", question.own_words},
                {"items", forms::items_view(question, answers, drawing)}}));
    }
    return given;
}

html::Value given_view(Concerns const& room, Concern const& concern)
{
    auto const answers
        = forms::Answers::from_json(concern.form, concern.form_version, concern.answers);
    return answers ? answers_view(room, *answers, london::day_of(concern.received_at))
                   : html::Value::array();
}

Result<Response> copy_as_text(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    TRY(visit.may("copy", facts_of(concern)));
    auto text = fmt::format("Concern {}\nReceived {}\n", concern.reference.write(),
        london::in_words(concern.received_at));
    auto const given = given_view(room, concern);
    for (auto const& one : given.items())
        text += one.get("items").size() == 0
            ? fmt::format("\n{}\n{}\n", one.get("question").text(), one.get("text").text())
            : fmt::format("\n{}\n{}", one.get("question").text(), items_as_text(one.get("items")));
    return http::text(text);
}

} // namespace kith::concerns
