// SPDX-License-Identifier: MIT
// What should be known if somebody goes missing again: it is written on the page of the return
// interview, and read on that of the episode.
#include "base/london.h"
#include "missing/episode_parts.h"
#include "missing/form_page.h"
#include "missing/learning_views.h"
#include "missing/once_sent.h"
#include "missing/pages.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <cstdlib>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    struct OfTalk {
        Episode episode;
        ReturnInterview one;
        std::optional<Learning> stands;
    };
    Result<OfTalk> talk_learned_from(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("hold", facts));
        auto const episode = TRY(find(visit, id));
        return OfTalk{episode, one, learning_of(visit.reading(), one.id)};
    }

    // What the child wishes stands beside the form, so that it is heeded.
    std::string wishes_in_words(ReturnInterview const& one)
    {
        auto const given = forms::Answers::from_json(
            "missing/interview", one.form_version, one.answers.empty() ? "{}" : one.answers);
        std::string text = one.tell_home == "yes"
            ? "They do not mind that those they live with are told."
            : "Those they live with do not read this: the child asked that not all of it is told "
              "there.";
        if (!given)
            return text;
        if (auto const what = given->text("tell_home_what"); !what.empty())
            text += " They may be told: “" + what + "”";
        if (auto const police = given->text("tell_police"); !police.empty())
            text += " What they think of telling the police: “" + police + "”";
        return text;
    }

    FormPage learning_page(Missing const& room, Visit const& visit, OfTalk const& asked)
    {
        auto page = page_for(room, visit, asked.episode, "missing/learning", "interview/learning");
        page.back = interview_address(asked.episode.id);
        page.back_text = "Back to the return interview";
        page.who_can_see = "every team that shares the episode, and those who work with this "
                           "person. What they asked not to tell where they live is not read there";
        page.warning = wishes_in_words(asked.one);
        return page;
    }

    forms::Answers as_answers(Missing const& room, std::optional<Learning> const& learning)
    {
        auto answers = no_answers(room, "missing/learning");
        if (learning) {
            answers.set("anything", std::string(learning->nothing ? "no" : "yes"));
            answers.set(learning->nothing ? "nothing_because" : "learned", learning->said);
        }
        return answers;
    }

    Result<Response> ask_learning(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(talk_learned_from(visit, request));
        return ask(room, visit, learning_page(room, visit, asked),
            unsent(as_answers(room, asked.stands), asked.stands ? asked.stands->version : 0));
    }

    Result<Response> send_learning(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(talk_learned_from(visit, request));
        auto page = learning_page(room, visit, asked);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const kept = visit.change([&](Change& change) {
            return once_sent(change, request, sent, asked.episode.id, [&]() -> Done {
                TRY(write_learning(room, change, asked.episode.id, sent.answers(), sent.version));
                return done();
            });
        });
        if (kept)
            return http::see_other(interview_address(asked.episode.id) + "?said=learned");
        if (kept.error().code == Code::conflict)
            if (auto const stands = learning_of(visit.reading(), asked.one.id)) {
                page.stands = Value::array({Value::object(
                    {{"key", stands->nothing ? "Nothing to learn" : "What should be known"},
                        {"text", stands->said}})});
                sent.version = stands->version;
            }
        return refused(room, visit, page, std::move(sent), kept.error());
    }

    // One question on the episode's page; refused, it has a page of its own.
    Response read_again(Missing const& room, Visit const& visit, Episode const& episode,
        std::string const& said, Error const& problem)
    {
        auto view = Value::object(
            {{"section", "/missing"}, {"episode", episode_view(room, visit, episode)},
                {"learning", learning_view(room, visit, episode.id)}, {"said", said},
                {"problems", html::problems_view({problem})},
                {"errors", html::errors_view({problem})}});
        return room.pages.show(visit, "missing/learning_read.njk", view,
            problem.code == Code::conflict ? Status::conflict : Status::unprocessable);
    }

    Result<Response> send_read(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = line_of(visit.reading(), id);
        if (!one)
            return not_found();
        TRY(find_learning(visit, *one));
        auto const episode = TRY(find(visit, id));
        auto const form = TRY(request.form());
        auto const said = links::text_of(form, "said");
        std::int64_t const version = std::atoll(std::string(form.first("version")).c_str());
        auto const kept = visit.change(
            [&](Change& change) { return say_read(room, change, id, said, version); });
        if (kept)
            return see(episode, "read");
        if (kept.error().code != Code::invalid && kept.error().code != Code::conflict)
            return kept.error();
        return read_again(room, visit, episode, said, kept.error());
    }
} // namespace

void add_learning_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const one = "/missing/{episode}";
    routes.get(one + "/interview/learning", "return_interview:hold", ask_learning);
    routes.post(one + "/interview/learning", "return_interview:hold", send_learning);
    routes.post(one + "/learning/read", "interview_learning:answer", send_read);
}

} // namespace kith::missing
