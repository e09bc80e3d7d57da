// SPDX-License-Identifier: MIT
// The return interview of an episode: its clock, its offers, what was said, or why none was held.
#include "base/london.h"
#include "missing/answered.h"
#include "missing/form_drafts.h"
#include "missing/form_page.h"
#include "missing/interview_acts.h"
#include "missing/learning_views.h"
#include "missing/named_views.h"
#include "missing/once_sent.h"
#include "missing/pages.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <array>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr char const* interview_readers
        = "the teams that see to the interview, and those who work with this person. What they "
          "asked not to tell where they live is not read there";

    // The interview, where this visit may do that to it.
    struct Asked {
        Episode episode;
        ReturnInterview one;
    };
    Result<Asked> interview_to(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        auto const episode = TRY(find(visit, id));
        return Asked{episode, one};
    }

    FormPage interview_page(Missing const&, Visit const& visit, Asked const& asked,
        std::string const& form, std::string const& act)
    {
        auto const who
            = people::called(visit.reading(), asked.one.person, london::day_of(visit.now()));
        FormPage page;
        page.form = form;
        page.action = interview_address(asked.episode.id) + "/" + act;
        page.back = interview_address(asked.episode.id);
        page.back_text = "Back to the return interview";
        page.about = who.name + ", back on " + london::in_words(asked.one.returned_at);
        page.who_can_see = interview_readers;
        return page;
    }

    Response see_interview(Asked const& asked, char const* said)
    {
        return http::see_other(interview_address(asked.episode.id) + "?said=" + said);
    }

    std::string said_in_words(std::string_view said)
    {
        constexpr std::array<std::pair<std::string_view, char const*>, 7> notices{
            {{"offered", "The offer is kept."}, {"wishes", "How they want it is kept."},
                {"held", "The interview is kept."}, {"ended", "It is kept, with why."},
                {"opened", "The interview is open again."},
                {"learned", "It is kept. The teams that share the episode read it."},
                {"put-right", "It is put right. What it said before is kept."}}};
        for (auto const& [word, text] : notices)
            if (word == said)
                return text;
        return "";
    }

    Value wishes_view(ReturnInterview const& one)
    {
        auto rows = Value::array();
        auto const add = [&rows](char const* key, std::string const& text) {
            if (!text.empty())
                rows.push(Value::object({{"key", key}, {"text", text}}));
        };
        add("They would talk to", one.preferred_person);
        add("Where", one.preferred_place);
        add("How and when", one.preferred_method);
        add("Who holds it", one.interviewer_words);
        if (one.hold_until)
            add("The offer stays open until", one.hold_until->in_words());
        return rows;
    }

    Value offers_view(Missing const& room, Visit const& visit, ReturnInterviewId id)
    {
        return Value::each(offers_of(visit.reading(), id), [&](Offer const& offer) {
            // A list that was brought in may say neither how nor what was answered.
            auto const how = offer.method.empty()
                ? "Offered by "
                : label_of(room, "interview_method", offer.method) + ", by ";
            auto const result = offer.result.empty() ? std::string("Offered")
                                                     : label_of(room, "offer_result", offer.result);
            return Value::object({{"title", result}, {"when", london::in_words(offer.at)},
                {"who", how + offer.offered_by}, {"text", offer.said}});
        });
    }

    // Of a time that this visit may not know there is no line.
    Value covered_view(Missing const& room, Visit const& visit, ReturnInterview const& one)
    {
        auto rows = Value::array();
        for (auto const id : covers(visit.reading(), one))
            if (auto const other = find(visit, id))
                rows.push(episode_row(room, visit, *other));
        return rows;
    }

    Value page_of(Missing const& room, Visit const& visit, Asked const& asked)
    {
        auto const& one = asked.one;
        auto const facts = facts_of(visit, one).value();
        auto const may = [&](char const* act) { return visit.permits(act, facts); };
        auto const today = london::day_of(visit.now());
        auto page = Value::object({{"section", "/missing"},
            {"episode", episode_view(room, visit, asked.episode)},
            {"href", interview_address(asked.episode.id)}, {"open", one.is_open()},
            {"key", forms::fresh_key()}, {"completed", one.state == InterviewState::completed},
            {"of_law", one.of_law()}, {"state", interview_state_in_words(room, one)},
            {"due_words", interview_due(room, one, visit.now())},
            {"due_exact", london::in_words(one.due_at)},
            {"returned", london::in_words(one.returned_at)},
            {"team", one.team.none() ? "" : team_in_words(visit.reading(), one.team)},
            {"because", one.because}, {"wishes", wishes_view(one)},
            {"offers", offers_view(room, visit, one.id)}, {"results", results_asked(room, today)},
            {"methods", links::choices(room.facts, "interview_method", today, "phone")},
            {"said", given(room, visit, "missing/interview", one.form_version, one.answers)},
            {"held", one.ended_at ? london::in_words(*one.ended_at) : std::string()},
            {"who_can_see", interview_readers}, {"version", one.version},
            {"may_offer", may("offer") && one.is_open()},
            {"may_hold",
                may("hold")
                    && (one.is_open() || one.state == InterviewState::completed
                        || went_again(visit.reading(), one))},
            {"may_end", may("decide") && one.is_open()},
            {"may_open",
                may("decide") && !one.is_open() && one.state != InterviewState::completed
                    && one.covered_by.none() && !asked.episode.closed_at},
            {"covers", covered_view(room, visit, one)},
            {"history", Value::each(versions_of(visit, one.id), [](InterviewWas const& was) {
                 return Value::object(
                     {{"until", london::in_words(was.until)}, {"reason", was.reason}});
             })}});
        if (one.is_open())
            page["duties"] = Value::each(
                own_duties(visit, one), [](std::string const& duty) { return Value(duty); });
        if (one.state == InterviewState::completed)
            page["named"] = named_panel(room, visit, asked.episode.id, one);
        page["learning"] = learning_view(room, visit, asked.episode.id);
        if (!one.covered_by.none() && knows(visit, one.covered_by))
            page["covered_href"] = interview_address(one.covered_by);
        return page;
    }

    Result<Response> show_interview(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "read"));
        auto page = page_of(room, visit, asked);
        page["notice"] = said_in_words(request.query("said"));
        return room.pages.show(visit, "missing/interview.njk", page);
    }

    Result<Response> print_interview(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "read"));
        auto page = page_of(room, visit, asked);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "missing/interview_print.njk", page);
    }

    // ---- offers

    Result<Response> ask_offer(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "offer"));
        auto answers = no_answers(room, "missing/offer");
        answers.set("at", visit.now().write());
        return ask(room, visit, interview_page(room, visit, asked, "missing/offer", "offer"),
            unsent(std::move(answers), asked.one.version));
    }

    Result<Response> send_offer(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "offer"));
        auto const page = interview_page(room, visit, asked, "missing/offer", "offer");
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const kept = visit.change([&](Change& change) {
            return forms::once<EpisodeId>(change, sent.key, request.path() + "\n" + request.body(),
                [&]() -> Result<EpisodeId> {
                    TRY(offer(room, change, asked.episode.id, offer_from(sent.answers())));
                    return asked.episode.id;
                });
        });
        if (!kept)
            return refused(room, visit, page, std::move(sent), kept.error());
        return see_interview(asked, "offered");
    }

    // In two steps from the list of open interviews: what came of it, and the button. It was now,
    // and it was me.
    Result<Response> send_quick_offer(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "offer"));
        auto const form = TRY(request.form());
        auto answers = no_answers(room, "missing/offer");
        answers.set("at", visit.now().write());
        answers.set("method", links::text_of(form, "method"));
        answers.set("result", links::text_of(form, "result"));
        auto sent = unsent(answers, asked.one.version);
        auto const typed = links::text_of(form, "key");
        auto const key = typed.empty() ? std::nullopt : std::optional(typed);
        sent.reading = room.forms.form("missing/offer").check(answers);
        auto const page = interview_page(room, visit, asked, "missing/offer", "offer");
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const kept = visit.change([&](Change& change) {
            return forms::once<EpisodeId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<EpisodeId> {
                    TRY(offer(room, change, asked.episode.id, offer_from(sent.answers())));
                    return asked.episode.id;
                });
        });
        if (!kept)
            return refused(room, visit, page, std::move(sent), kept.error());
        if (links::text_of(form, "from") == "list")
            return http::see_other("/missing/interviews?said=offered");
        return see_interview(asked, "offered");
    }

    // ---- how they want it

    Result<Response> ask_wishes(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "offer"));
        auto answers = no_answers(room, "missing/wishes");
        answers.set("preferred_person", asked.one.preferred_person);
        answers.set("preferred_place", asked.one.preferred_place);
        answers.set("preferred_method", asked.one.preferred_method);
        answers.set("interviewer", asked.one.interviewer_words);
        if (asked.one.hold_until)
            answers.set("hold_until", asked.one.hold_until->write());
        return ask(room, visit, interview_page(room, visit, asked, "missing/wishes", "wishes"),
            unsent(std::move(answers), asked.one.version));
    }

    Result<Response> send_wishes(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "offer"));
        auto page = interview_page(room, visit, asked, "missing/wishes", "wishes");
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const wishes = wishes_from(sent.answers(), sent.version);
        auto const kept = visit.change(
            [&](Change& change) { return keep_wishes(room, change, asked.episode.id, wishes); });
        if (kept)
            return see_interview(asked, "wishes");
        if (kept.error().code == Code::conflict) {
            auto const stands = TRY(find_interview(visit, asked.episode.id));
            page.stands = wishes_view(stands);
            sent.version = stands.version;
        }
        return refused(room, visit, page, std::move(sent), kept.error());
    }

    // ---- the talk itself

    FormPage talk_page(Missing const& room, Visit const& visit, Asked const& asked)
    {
        auto page = interview_page(room, visit, asked, "missing/interview", "talk");
        page.draft_of = thing(asked.one.id);
        page.asks_reason = asked.one.state == InterviewState::completed;
        if (page.asks_reason) {
            page.title = "Put the return interview right";
            page.beside.emplace_back("reason");
        }
        auto const others = covers(visit.reading(), asked.one);
        if (!others.empty())
            page.warning = "Speak of the time before too: no interview was possible then.";
        return page;
    }

    Result<Response> ask_talk(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "hold"));
        auto answers
            = answers_of(room, "missing/interview", asked.one.form_version, asked.one.answers);
        if (asked.one.answers.empty()) {
            answers = no_answers(room, "missing/interview");
            answers.set("interviewer", asked.one.interviewer_words);
        }
        auto page = talk_page(room, visit, asked);
        auto const sent = with_draft(room, visit, page, std::move(answers), asked.one.version);
        if (sent.draft_saved && !asked.one.answers.empty()
            && *sent.draft_saved < asked.one.recorded_at)
            page.stands = given(
                room, visit, "missing/interview", asked.one.form_version, asked.one.answers);
        return ask(room, visit, page, sent);
    }

    Result<Response> send_talk(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "hold"));
        auto page = talk_page(room, visit, asked);
        auto sent = TRY(read_sent(room, page, request));
        if (sent_before(visit, request, sent))
            return see_interview(asked, "held");
        auto draft = TRY(draft_asked(room, visit, page, sent, request));
        if (draft)
            return std::move(*draft);
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const held = held_from(sent.answers(), sent.reason, sent.version);
        auto const kept = visit.change([&](Change& change) {
            drop_draft(room, change, sent);
            return once_sent(change, request, sent, asked.episode.id,
                [&] { return hold(room, change, asked.episode.id, held); });
        });
        if (kept)
            return see_interview(asked, page.asks_reason ? "put-right" : "held");
        if (kept.error().code == Code::conflict) {
            auto const stands = TRY(find_interview(visit, asked.episode.id));
            page.stands
                = given(room, visit, "missing/interview", stands.form_version, stands.answers);
            sent.version = stands.version;
        }
        return refused(room, visit, page, std::move(sent), kept.error());
    }

    // ---- none is held, or after all one is

    Result<Response> ask_ending(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "decide"));
        return ask(room, visit, interview_page(room, visit, asked, "missing/ending", "end"),
            unsent(no_answers(room, "missing/ending"), asked.one.version));
    }

    Result<Response> send_ending(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "decide"));
        auto const page = interview_page(room, visit, asked, "missing/ending", "end");
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const ending = ending_from(sent.answers(), sent.version);
        auto const kept = visit.change([&](Change& change) {
            return once_sent(change, request, sent, asked.episode.id,
                [&] { return end_without(room, change, asked.episode.id, ending); });
        });
        if (!kept) {
            if (kept.error().code == Code::conflict)
                if (auto const stands = line_of(visit.reading(), asked.episode.id))
                    sent.version = stands->version;
            return refused(room, visit, page, std::move(sent), kept.error());
        }
        return see_interview(asked, "ended");
    }

    Result<Response> send_open_again(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_to(visit, request, "decide"));
        auto const form = TRY(request.form());
        auto const kept = visit.change([&](Change& change) {
            return open_interview_again(room, change, asked.episode.id,
                std::atoll(links::text_of(form, "version").c_str()),
                links::text_of(form, "reason"));
        });
        if (kept)
            return see_interview(asked, "opened");
        auto const& problem = kept.error();
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        auto const stands = TRY(interview_to(visit, request, "read"));
        auto page = page_of(room, visit, stands);
        page["problems"] = html::problems_view({problem});
        page["errors"] = html::errors_view({problem});
        page["reason"] = links::text_of(form, "reason");
        return room.pages.show(visit, "missing/interview.njk", page,
            problem.code == Code::conflict ? Status::conflict : Status::unprocessable);
    }
} // namespace

void add_interview_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const one = "/missing/{episode}/interview";
    routes.get(one, "return_interview:read", show_interview);
    routes.get(one + "/print", "return_interview:read", print_interview);
    routes.get(one + "/offer", "return_interview:offer", ask_offer);
    routes.post(one + "/offer", "return_interview:offer", send_offer);
    routes.post(one + "/offer/now", "return_interview:offer", send_quick_offer);
    routes.get(one + "/wishes", "return_interview:offer", ask_wishes);
    routes.post(one + "/wishes", "return_interview:offer", send_wishes);
    routes.get(one + "/talk", "return_interview:hold", ask_talk);
    routes.post(one + "/talk", "return_interview:hold", send_talk);
    routes.get(one + "/end", "return_interview:decide", ask_ending);
    routes.post(one + "/end", "return_interview:decide", send_ending);
    routes.post(one + "/open", "return_interview:decide", send_open_again);
}

} // namespace kith::missing
