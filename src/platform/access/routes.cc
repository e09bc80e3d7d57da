// SPDX-License-Identifier: MIT
#include "platform/access/routes.h"
#include "base/london.h"
#include "platform/access/sign_in.h"
#include "platform/access/sign_in_pages.h"
#include "platform/html/escape.h"
#include "platform/html/page_text.h"
#include "platform/http/csrf.h"
#include "platform/http/errors.h"
#include <array>
#include <fmt/core.h>

namespace kith::access {
namespace {
    Done form_is_ours(http::Request const& request, SignedIn const& who)
    {
        if (!request.changes() || who.via == Via::token)
            return done();
        std::string token(request.header(http::csrf_header));
        if (token.empty()) {
            auto const form = TRY(request.form());
            token = form.first(http::csrf_field);
        }
        if (!http::asked_by_us(request, who.csrf_secret, token))
            return error(Code::not_allowed,
                "This page has been open for too long, or was sent from elsewhere. Go back, load "
                "the page again, and send it once more");
        return done();
    }

    // The answer, and before it leaves, what was shown into the ledger: if that throws, no byte of
    // it leaves. The server waits for that commit without a worker, so that those of many pages are
    // one.
    http::Response settled(Pass& pass, http::Response answer, http::Request const& request)
    {
        if (request.may_wait())
            answer.first = pass.settle_later();
        else
            pass.settle();
        return answer;
    }

    // What was typed when the sign-in had ended goes along, sealed, to where one signs in.
    http::Response ask_to_sign_in(
        http::Request const& request, SignIn const& sign_in, Pages const& pages)
    {
        auto const kept = sign_in.form_to_keep(request);
        return kept ? ask_sign_in_for(*kept, sign_in, pages) : sign_in.ask(request);
    }

    // A form that came back through signing in; or one of an earlier session of the same account,
    // who signed out and in again in another window.
    std::optional<ShownAgain> to_show_again(
        http::Request const& request, SignedIn const& who, SignIn const& sign_in)
    {
        if (!request.changes() || who.via == Via::token)
            return std::nullopt;
        if (request.shown_from()) {
            auto const form = request.form();
            return ShownAgain{
                form ? prose_of(*form) : std::vector<std::string>(), *request.shown_from()};
        }
        if (form_is_ours(request, who))
            return std::nullopt;
        auto const earlier = sign_in.form_to_keep(request);
        if (!earlier || earlier->account != who.account)
            return std::nullopt;
        return ShownAgain{prose_of(earlier->form), earlier->from};
    }

    // The page of the form as its room draws it, filled in. What has no such page, a button, is
    // told apart, with what was typed.
    http::Response show_again(Routes::Route const& route, http::Request const& request,
        Visit const& visit, Pages const& pages)
    {
        auto answer = route.handler(visit, request);
        auto const refused = !answer && answer.error().code == Code::invalid;
        if (refused || (answer && answer->status == http::Status::see_other))
            return pages.show(visit, "access/not_sent.njk",
                html::Value::object({{"again", visit.shown_again()->view()}}));
        if (!answer)
            return pages.explain(answer.error(), request, &visit);
        if (answer->status == http::Status::unprocessable)
            answer->status = http::Status::ok; // nobody has sent it yet
        return std::move(*answer);
    }

    // GET /kept/{form}: what was kept goes to where it was sent, to be shown only.
    http::Response show_kept(
        http::Router const& router, http::Request& request, SignIn const& sign_in)
    {
        auto const who = sign_in.who_is(request);
        if (!who)
            return sign_in.ask(request);
        request.signed_in_as(who->account.write());
        auto const id = request.id<KeptFormId>("form");
        auto const kept = id && who->via == Via::session ? sign_in.kept_form(who->account, *id)
                                                         : Result<KeptForm>(not_found());
        if (!kept)
            return router.refuse(not_found(), request);
        auto again = http::Request::post(kept->address, kept->form)
                         .with("Accept", "text/html")
                         .with("Cookie", std::string(request.header("Cookie")));
        again.show_only(kept->from);
        if (request.may_wait())
            again.let_wait();
        return router.answer(again);
    }

    // "?as=text" after the address of any page, "?as=pdf" after that of one for paper, of which app
    // makes a file. Their links on the page keep what the address asks.
    constexpr std::array<std::string_view, 2> copies{"as=text", "as=pdf"};

    void keep_question(std::string_view question, std::string_view copy, std::string& page)
    {
        auto const plain = fmt::format(R"(href="?{}")", copy);
        auto const link = page.find(plain);
        if (link != std::string::npos)
            page.replace(link, plain.size(),
                fmt::format(R"(href="?{}&amp;{}")", html::escape(question), copy));
    }

    void tell_as_asked(http::Request const& request, Visit const& visit, http::Response& answer)
    {
        auto const is_page = answer.status == http::Status::ok && !answer.body.empty()
            && answer.headers.find("Content-Type").value_or("").starts_with("text/html");
        if (request.changes() || !is_page)
            return;
        if (request.query("as") == "text") {
            auto text = http::text(
                fmt::format("{}\nCopied on {} by {}\n", html::page_as_text(answer.body),
                    london::in_words(visit.now()), visit.visitor().name));
            text.first = std::move(answer.first);
            answer = std::move(text);
            return;
        }
        auto const question = request.target().find('?');
        if (question != std::string::npos)
            for (auto const copy : copies)
                keep_question(
                    std::string_view(request.target()).substr(question + 1), copy, answer.body);
    }

    // Asked while a stream is open: have they signed out meanwhile, or may they no longer?
    std::function<bool()> still_may(Routes::Route const& route, http::Request asked,
        SignedIn const& who, Gate const& gate, SignIn const& sign_in)
    {
        return [&route, &gate, &sign_in, who,
                   asked = std::move(asked).with(std::string(by_itself_header), "stream")] {
            auto const now = sign_in.who_is(asked);
            if (!now || now->account != who.account || now->agency != who.agency)
                return false;
            auto const entered = gate.enter(now->account, now->agency);
            return entered
                && (*entered)->visit().could(route.permission.act, route.permission.kind);
        };
    }

    http::Response answer_route(Routes::Route const& route, http::Request& request,
        Gate const& gate, SignIn const& sign_in, Pages const& pages)
    {
        auto const who = sign_in.who_is(request);
        if (!who)
            return ask_to_sign_in(request, sign_in, pages);
        request.signed_in_as(who->account.write());
        auto entered = gate.enter(who->account, who->agency, {}, who->csrf_secret);
        if (!entered)
            return pages.explain(entered.error(), request, nullptr);
        auto& pass = **entered;
        if (auto const again = to_show_again(request, *who, sign_in)) {
            pass.show_only(*again);
            return settled(pass, show_again(route, request, pass.visit(), pages), request);
        }
        if (auto const ours = form_is_ours(request, *who); !ours)
            return settled(pass, pages.explain(ours.error(), request, &pass.visit()), request);
        auto answer = route.handler(pass.visit(), request);
        if (!answer)
            return settled(pass, pages.explain(answer.error(), request, &pass.visit()), request);
        if (who->via == Via::session && request.changes()
            && answer->status == http::Status::see_other)
            pages.saved(pass.visit(), request);
        tell_as_asked(request, pass.visit(), *answer);
        if (answer->live)
            answer->live->still = still_may(route, request, *who, gate, sign_in);
        return settled(pass, std::move(*answer), request);
    }
} // namespace

Result<http::Response> stream_for(Visit const& visit, Permission permission, std::string topic)
{
    if (!visit.could(permission.act, permission.kind))
        return not_found();
    return http::Response::stream(std::move(topic));
}

void Routes::open(
    http::Router& router, Gate const& gate, SignIn const& sign_in, Pages const& pages) const
{
    for (auto const& route : all_) {
        if (!gate.policy().knows(route.permission.act, route.permission.kind))
            throw std::runtime_error(fmt::format("{} needs \"{}\", which no policy file knows",
                route.pattern, route.permission.whole));
        router.add(
            route.method, route.pattern,
            [&route, &gate, &sign_in, &pages](http::Request& request) -> Result<http::Response> {
                return answer_route(route, request, gate, sign_in, pages);
            },
            std::string(route.permission.whole), route.lane);
    }
    router.add(
        http::Method::get, "/kept/{form}",
        [&router, &sign_in](http::Request& request) -> Result<http::Response> {
            return show_kept(router, request, sign_in);
        },
        "own form", http::Lane::slow); // as slow as whatever the form is for
}

} // namespace kith::access
