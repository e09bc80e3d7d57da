// SPDX-License-Identifier: MIT
// What the form of a submission to the intelligence desk begins with, of what an interview names.
#include "base/london.h"
#include "missing/named_acts.h"
#include <fmt/core.h>

namespace kith::missing {
namespace {
    std::string name_shown(Visit const& visit, PersonId person)
    {
        return people::called(visit.reading(), person, london::day_of(visit.now())).name;
    }
} // namespace

intelligence::Begun begun_with(Missing const& room, Visit const& visit, Episode const& episode,
    ReturnInterview const& one, std::string const& kind, std::string const& as_written)
{
    auto const given = forms::Answers::from_json(
        "missing/interview", one.form_version, one.answers.empty() ? "{}" : one.answers);
    auto const view = given ? given->text("tell_police") : std::string();
    auto const label = room.facts.code("named_kind", kind);
    auto const said = sentence_with(words_of(room, one), as_written);
    intelligence::Begun begun;
    begun.answers = intelligence::empty_submission(room.intelligence);
    begun.answers.set("subject", (label ? label->label : kind) + ": " + as_written);
    begun.answers.set("known", said.empty() ? as_written : "“" + said + "”");
    begun.answers.set("items", std::vector<forms::Parts>{{{"kind", kind}, {"words", as_written}}});
    begun.answers.set("how_known",
        std::string(said.empty() ? "Told to a professional"
                                 : "Told to a professional, in the words quoted"));
    begun.answers.set("told_by", std::string("somebody"));
    begun.answers.set("source",
        fmt::format("{}, in the return interview of {}, held on {} by {}",
            name_shown(visit, one.person), episode.reference.write(),
            london::day_of(one.ended_at.value_or(visit.now())).in_words(), one.interviewer_words));
    begun.answers.set("source_view", view);
    begun.drawn_from = thing(one.id);
    begun.beside = view.empty()
        ? std::string("Nobody asked the child what they think of telling the police. Ask, if you "
                      "can, before you send it.")
        : "What the child thinks of telling the police: “" + view + "”";
    begun.back = "/missing/" + episode.id.write() + "/interview/named";
    begun.back_text = "Back to what was named";
    return begun;
}

std::optional<intelligence::Origin> origin_of_interview(Visit const& visit, ReturnInterviewId id)
{
    auto const one = find_interview_by_id(visit.reading(), id);
    if (!one || !may_read(visit, *one))
        return std::nullopt;
    return intelligence::Origin{thing(one->person),
        "A return interview"
            + (one->ended_at ? ", held on " + london::in_words(*one->ended_at) : "")};
}

} // namespace kith::missing
