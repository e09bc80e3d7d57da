// SPDX-License-Identifier: MIT
#include "platform/access/routes.h"
#include "platform/access/sign_in.h"
#include "platform/http/csrf.h"
#include "platform/http/errors.h"
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

    http::Response answer_route(Routes::Route const& route, http::Request& request,
        Gate const& gate, SignIn const& sign_in, Pages const& pages)
    {
        auto const who = sign_in.who_is(request);
        if (!who)
            return sign_in.ask(request);
        request.signed_in_as(who->account.write());
        auto entered = gate.enter(who->account, who->agency, {}, who->csrf_secret);
        if (!entered)
            return pages.explain(entered.error(), request, nullptr);
        auto& pass = **entered;
        if (auto const ours = form_is_ours(request, *who); !ours)
            return settled(pass, pages.explain(ours.error(), request, &pass.visit()), request);
        auto answer = route.handler(pass.visit(), request);
        if (!answer)
            return settled(pass, pages.explain(answer.error(), request, &pass.visit()), request);
        return settled(pass, std::move(*answer), request);
    }
} // namespace

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
}

} // namespace kith::access
