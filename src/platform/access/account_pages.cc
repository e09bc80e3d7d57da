// SPDX-License-Identifier: MIT
#include "platform/access/account_pages.h"
#include "base/london.h"
#include "platform/access/tokens.h"
#include <algorithm>

namespace kith::access {
namespace {
    using html::Value;
    using Shown = Result<http::Response>;
    constexpr std::size_t longest_token_name = 80;

    Facts own_account(Visitor const& visitor)
    {
        Facts facts;
        facts.thing = thing(visitor.account);
        return facts;
    }

    std::string label_of(std::string const& code)
    {
        auto const* const role = find_role(code);
        return role ? role->label : code;
    }

    // The agencies somebody works for today, in the order of their first day there.
    std::vector<Assignment> one_an_agency(std::vector<Assignment> const& assignments)
    {
        std::vector<Assignment> firsts;
        for (auto const& assignment : assignments)
            if (std::ranges::find(firsts, assignment.agency, &Assignment::agency) == firsts.end())
                firsts.push_back(assignment);
        return firsts;
    }

    Value roles_at(std::vector<Assignment> const& assignments, AgencyId agency)
    {
        std::vector<std::string> labels;
        for (auto const& assignment : assignments) {
            auto label = label_of(assignment.role);
            if (assignment.agency == agency && std::ranges::find(labels, label) == labels.end())
                labels.push_back(std::move(label));
        }
        return Value::each(labels, [](std::string const& label) { return Value(label); });
    }

    Value token_view(Token const& token, std::string const& agency, Instant now)
    {
        auto const* const state = token.ended_at ? "Ended"
            : token.expires_at <= now            ? "Expired"
                                                 : "";
        return Value::object(
            {{"name", token.name}, {"agency", agency}, {"made", london::in_words(token.created_at)},
                {"expires", london::in_words(token.expires_at)}, {"state", state},
                {"end", "/account/tokens/" + token.id.write() + "/end"}});
    }

    struct Typed {
        std::string name = {}; // of a token
        std::optional<Error> wrong = {};
        std::string fresh_token = {}; // shown on this answer alone
    };

    Shown show_own(OwnAccount const& room, Visit const& visit, Typed const& typed = {})
    {
        auto const& visitor = visit.visitor();
        TRY(visit.see(own_account(visitor)));
        auto& connection = visit.reading();
        auto const account = TRY(find_account(connection, visitor.account));
        auto const all = assignments_of(connection, visitor.account, london::day_of(visit.now()));
        auto page = Value::object({{"name", account.name}, {"sign_in_name", account.sign_in_name},
            {"password_set", london::in_words(account.password_set_at)},
            {"second_step", !account.second_step.empty()}, {"token_name", typed.name},
            {"fresh_token", typed.fresh_token}, {"may_change", !visitor.form_secret.empty()}});
        page["agencies"] = Value::each(one_an_agency(all), [&](Assignment const& first) {
            return Value::object(
                {{"id", first.agency.write()}, {"name", room.pages.agency_name(first.agency)},
                    {"roles", roles_at(all, first.agency)},
                    {"current", first.agency == visitor.agency}});
        });
        page["tokens"]
            = Value::each(list_tokens(connection, visitor.account), [&](Token const& token) {
                  return token_view(token, room.pages.agency_name(token.agency), visit.now());
              });
        if (!typed.wrong)
            return room.pages.show(visit, "access/account.njk", page);
        page["problem"] = typed.wrong->words.key;
        page["errors"] = Value::array(
            {Value::object({{"text", typed.wrong->words.key}, {"href", "#token-name"}})});
        return room.pages.show(visit, "access/account.njk", page, http::Status::unprocessable);
    }

    Shown show_account(OwnAccount const& room, Visit const& visit, http::Request const&)
    {
        return show_own(room, visit);
    }

    // Runs `body` on the visitor's own account, if a browser asks and the policies permit it.
    template <class Body>
    auto change_own(Visit const& visit, Body const& body)
        -> std::invoke_result_t<Body const&, Writing const&, AccountId>
    {
        if (visit.visitor().form_secret.empty())
            return error(Code::not_allowed,
                "An access token does not change the account it belongs to: sign in and do it "
                "on your account page");
        return visit.change(
            [&](Change& change) -> std::invoke_result_t<Body const&, Writing const&, AccountId> {
                Visit const& inside = change;
                auto const& visitor = inside.visitor();
                TRY(inside.may("change", own_account(visitor)));
                return body(
                    Writing{change.writing(), change.keys(),
                        {visitor.account, visitor.agency, {}, inside.purpose()}, change.now()},
                    visitor.account);
            });
    }

    std::string trimmed(std::string_view typed)
    {
        auto const first = typed.find_first_not_of(" \t");
        return first == std::string_view::npos
            ? std::string()
            : std::string(typed.substr(first, typed.find_last_not_of(" \t") - first + 1));
    }

    Shown make_token(OwnAccount const& room, Visit const& visit, http::Request const& request)
    {
        auto const form = TRY(request.form());
        Typed typed;
        typed.name = trimmed(form.first("name"));
        if (typed.name.empty())
            typed.wrong = invalid("Say what the token is for", "name");
        else if (typed.name.size() > longest_token_name)
            typed.wrong = invalid("Say what the token is for in 80 letters or fewer", "name");
        if (typed.wrong)
            return show_own(room, visit, typed);
        auto const made = change_own(visit, [&](Writing const& writing, AccountId account) {
            return create_token(writing, account, visit.visitor().agency, typed.name);
        });
        if (!made && made.error().code != Code::invalid)
            return made.error();
        if (!made) {
            typed.wrong = made.error();
            return show_own(room, visit, typed);
        }
        typed.name.clear();
        typed.fresh_token = made->shown;
        return show_own(room, visit, typed);
    }

    Shown end_own_token(OwnAccount const&, Visit const& visit, http::Request const& request)
    {
        auto const token = TRY(request.id<TokenId>("token"));
        TRY(change_own(visit, [&](Writing const& writing, AccountId account) {
            return end_token(writing, account, token);
        }));
        return http::see_other("/account");
    }

    Shown switch_agency(OwnAccount const&, Visit const& visit, http::Request const& request)
    {
        auto const form = TRY(request.form());
        auto const agency = AgencyId::read(form.first("agency"));
        if (!agency)
            return not_found();
        auto const cookie = SignIn::cookie_of(request);
        TRY(change_own(visit, [&](Writing const& writing, AccountId) -> Done {
            auto const session = TRY(find_session(writing.connection, cookie));
            return act_for(writing, session, *agency);
        }));
        return http::see_other("/account");
    }

} // namespace

void join(House& house, OwnAccount& room)
{
    auto routes = house.routes.of(room);
    routes.get("/account", "account:read", show_account);
    routes.post("/account/agency", "account:change", switch_agency);
    routes.post("/account/tokens", "account:change", make_token);
    routes.post("/account/tokens/{token}/end", "account:change", end_own_token);
    house.jobs.push_back(
        {"forget forms kept for an hour", std::chrono::minutes(5), [](Gate const& gate) {
             gate.database().write([&gate](db::Connection& connection) {
                 forget_kept_forms(connection, gate.clock().now() - kept_for);
                 return db::Outcome::keep;
             });
         }});
}

void add_open_pages(
    http::Router& router, Gate const& gate, SignIn const& sign_in, Pages const& pages)
{
    for (auto const& [address, page] : {std::pair{"/privacy", "access/privacy.njk"},
             std::pair{"/accessibility", "access/accessibility.njk"}})
        router.add(
            http::Method::get, address,
            [&gate, &sign_in, &pages, page = page](http::Request& request) -> Shown {
                auto const who = sign_in.who_is(request);
                if (!who)
                    return pages.show(page, Value::object());
                request.signed_in_as(who->account.write());
                auto const pass = TRY(gate.enter(who->account, who->agency, {}, who->csrf_secret));
                return pages.show(pass->visit(), page, Value::object());
            },
            "open");
}

} // namespace kith::access
