// SPDX-License-Identifier: MIT
// What is done with an episode that has a form of its own: grade, log, return, prevention
// interview, correction, closing.
#include "base/london.h"
#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/episode_parts.h"
#include "missing/form_page.h"
#include "missing/learning_views.h"
#include "missing/likely.h"
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

    forms::Answers at_now(
        Missing const& room, Visit const& visit, std::string const& form, std::string const& field)
    {
        auto answers = no_answers(room, form);
        answers.set(field, visit.now().write());
        return answers;
    }

    FormPage grade_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto page = page_for(room, visit, one, "missing/grade", "grade");
        page.extra["learned_before"] = learned_before_view(room, visit, one);
        return page;
    }

    Result<Response> ask_grade(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "grade"));
        return ask(room, visit, grade_page(room, visit, one),
            unsent(at_now(room, visit, "missing/grade", "at"), one.version));
    }

    Result<Response> send_grade(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "grade"));
        auto const page = grade_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const kept = visit.change([&](Change& change) {
            return once_sent(change, request, sent, one.id, [&]() -> Done {
                TRY(grade(room, change, one.id, *grade_from(sent.answers(), visit.now())));
                return done();
            });
        });
        if (!kept)
            return refused(room, visit, page, std::move(sent), kept.error());
        return see(one, "graded");
    }

    FormPage log_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        return page_for(room, visit, one, "missing/log", "log");
    }

    Result<Response> ask_log(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        return ask(room, visit, log_page(room, visit, one),
            unsent(at_now(room, visit, "missing/log", "at"), one.version));
    }

    Result<Response> send_log(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        auto const page = log_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const entry = log_entry_from(sent.answers());
        auto const kept = visit.change([&](Change& change) {
            return once_sent(change, request, sent, one.id, [&]() -> Done {
                TRY(add_to_log(room, change, one.id, entry));
                return done();
            });
        });
        if (!kept)
            return refused(room, visit, page, std::move(sent), kept.error());
        return see(one, entry.at < one.started_at ? "logged-before" : "logged");
    }

    FormPage return_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto page = page_for(room, visit, one, "missing/return", "return");
        page.warning = "Make them safe and look after them first. Nobody is questioned now.";
        return page;
    }

    Result<Response> ask_return(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "return"));
        if (one.returned_at)
            return see(one, "");
        return ask(room, visit, return_page(room, visit, one),
            unsent(no_answers(room, "missing/return"), one.version));
    }

    Result<Response> send_return(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "return"));
        auto const page = return_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const back = visit.change([&](Change& change) {
            return once_sent(change, request, sent, one.id, [&]() -> Done {
                TRY(record_return(room, change, returned_from(sent.answers(), one, sent.version)));
                return done();
            });
        });
        if (!back)
            return refused(room, visit, page, std::move(sent), back.error());
        return see(one, "returned");
    }

    FormPage prevention_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        return page_for(room, visit, one, "missing/prevention", "prevention");
    }

    Result<Response> ask_prevention(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        return ask(room, visit, prevention_page(room, visit, one),
            unsent(at_now(room, visit, "missing/prevention", "held_at"), one.version));
    }

    Result<Response> send_prevention(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        auto const page = prevention_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const held = prevention_from(sent.answers());
        auto const kept = visit.change([&](Change& change) {
            return once_sent(change, request, sent, one.id,
                [&] { return keep_prevention_interview(room, change, one.id, held); });
        });
        if (!kept)
            return refused(room, visit, page, std::move(sent), kept.error());
        return see(one, "prevention");
    }

    FormPage correct_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto page = page_for(room, visit, one, "missing/report", "correct");
        page.title = "Put the report right";
        page.asks_reason = true;
        page.warning = "Grades are added on the episode's own page: a grade here changes nothing.";
        return page;
    }

    Result<Response> ask_correct(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "change"));
        return ask(room, visit, correct_page(room, visit, one),
            unsent(answers_of(room, "missing/report", one.form_version, one.answers), one.version));
    }

    Result<Response> send_correct(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "change"));
        auto page = correct_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto wanted = episode_from(sent.answers(), one);
        wanted.version = sent.version;
        auto const saved = visit.change(
            [&](Change& change) { return correct(room, change, wanted, sent.reason); });
        if (saved)
            return see(one, "put-right");
        if (saved.error().code == Code::conflict && saved.error().field.empty()) {
            auto const stands = TRY(find(visit, one.id));
            page.stands = given(room, visit, "missing/report", stands.form_version, stands.answers);
            sent.version = stands.version; // seen now: the next save goes through
        }
        return refused(room, visit, page, std::move(sent), saved.error());
    }

    FormPage close_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto page = page_for(room, visit, one, "missing/close", "close");
        if (one.closed_at)
            page.title = "Open the episode again";
        page.button = one.closed_at ? "Open it again" : "Close";
        page.extra = Value::object({{"stay_open",
            Value::each(reasons_to_stay_open(room, visit, one),
                [](std::string const& reason) { return Value(reason); })}});
        return page;
    }

    Result<Response> ask_close(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "close"));
        return ask(room, visit, close_page(room, visit, one),
            unsent(no_answers(room, "missing/close"), one.version));
    }

    Result<Response> send_close(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "close"));
        auto const page = close_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (sent_before(visit, request, sent))
            return see(one, one.closed_at ? "closed" : "opened");
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const because = sent.answers().text("because");
        auto const done_so = visit.change([&](Change& change) {
            return once_sent(change, request, sent, one.id, [&] {
                return one.closed_at ? open_again(room, change, one.id, sent.version, because)
                                     : close(room, change, one.id, sent.version, because);
            });
        });
        if (!done_so)
            return refused(room, visit, page, std::move(sent), done_so.error());
        return see(one, one.closed_at ? "opened" : "closed");
    }
} // namespace

void add_form_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const one = "/missing/{episode}";
    routes.get(one + "/grade", "missing_episode:grade", ask_grade);
    routes.post(one + "/grade", "missing_episode:grade", send_grade);
    routes.get(one + "/log", "missing_episode:log", ask_log);
    routes.post(one + "/log", "missing_episode:log", send_log);
    routes.get(one + "/return", "missing_episode:return", ask_return);
    routes.post(one + "/return", "missing_episode:return", send_return);
    routes.get(one + "/prevention", "missing_episode:log", ask_prevention);
    routes.post(one + "/prevention", "missing_episode:log", send_prevention);
    routes.get(one + "/correct", "missing_episode:change", ask_correct);
    routes.post(one + "/correct", "missing_episode:change", send_correct);
    routes.get(one + "/close", "missing_episode:close", ask_close);
    routes.post(one + "/close", "missing_episode:close", send_close);
}

} // namespace kith::missing
