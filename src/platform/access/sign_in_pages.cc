// SPDX-License-Identifier: MIT
#include "platform/access/sign_in_pages.h"
#include "platform/access/qr.h"
#include "platform/access/second_step.h"
#include "platform/http/csrf.h"

namespace kith::access {
namespace {
    // What the handlers share: handlers are given it whole.
    struct SignInDesk {
        SignIn const& sign_in;
        Pages const& pages;
        html::Templates const& templates;
    };
    using Shown = Result<http::Response>;

    http::Response show_step(SignInDesk const& desk, std::string_view page, html::Value context,
        std::string_view csrf_secret, std::optional<Error> const& refused = {})
    {
        auto status = http::Status::ok;
        if (refused) {
            auto const field = refused->field.empty() ? std::string("name") : refused->field;
            auto const& sentence = refused->words.key;
            context["errors"] = html::Value::array(
                {html::Value::object({{"text", sentence}, {"href", "#" + field}})});
            context["wrong"]
                = html::Value::object({{field, html::Value::object({{"text", sentence}})}});
            status = refused->code == Code::too_many ? http::Status::too_many
                                                     : http::Status::unprocessable;
        }
        context["frame"] = desk.pages.frame(nullptr, context);
        if (!csrf_secret.empty())
            context["csrf"] = http::mask(csrf_secret);
        return http::page(desk.templates.render(page, context), status);
    }

    http::Response go_on(SignIn::Step const& step)
    {
        auto const to = step.next == Next::nothing ? local_page(step.return_to)
                                                   : std::string(page_of(step.next));
        return http::see_other(to).with(http::Cookie{std::string(session_cookie), step.token});
    }

    // A change of one's own choice, not a step of signing in, leads back to one's account.
    SignIn::Step back_from(SignIn::Standing const& before, SignIn::Step step)
    {
        if (before.next == Next::nothing && step.next == Next::nothing)
            step.return_to = "/account";
        return step;
    }

    // The session a page of a later step belongs to, if that page is the one whose turn it is.
    Result<SignIn::Standing> whose_turn(
        SignInDesk const& desk, http::Request const& request, Next page)
    {
        auto const at = TRY(desk.sign_in.standing(SignIn::cookie_of(request)));
        auto const own_change = at.next == Next::nothing
            && (page == Next::set_password
                || (page == Next::set_second_step && at.may_set_second_step()));
        if (at.next != page && !own_change)
            return not_found();
        return at;
    }
    std::string ended_page(SignInDesk const& desk, http::Request const& request)
    {
        auto const to = desk.sign_in.unfinished(SignIn::cookie_of(request));
        return to.empty() ? "/sign-in?why=ended"
                          : "/sign-in?to=" + http::percent_encoded(to) + "&why=ended";
    }
    http::Response elsewhere(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = desk.sign_in.standing(SignIn::cookie_of(request));
        if (at)
            return http::see_other(std::string(page_of(at->next)));
        return http::see_other(ended_page(desk, request));
    }
    Result<http::FormData> own_form(http::Request const& request, Session const& session)
    {
        auto form = TRY(request.form());
        if (!http::asked_by_us(request, session.csrf_secret, form.first(http::csrf_field)))
            return error(
                Code::not_allowed, "Go back, load the page again and send the form once more");
        return form;
    }

    html::Value sign_in_context(std::string_view to, std::string_view why, std::string_view name)
    {
        return html::Value::object({{"to", local_page(to)}, {"why", why}, {"name", name}});
    }
    Shown ask_sign_in(SignInDesk const& desk, http::Request const& request)
    {
        return show_step(desk, "access/sign_in.njk",
            sign_in_context(request.query("to"), request.query("why"), ""), "");
    }
    Shown sign_in_now(SignInDesk const& desk, http::Request const& request)
    {
        if (http::same_origin(request) == http::Origin::foreign)
            return error(Code::not_allowed, "Sign in on Kith's own page");
        auto const form = TRY(request.form());
        auto const to = form.first("to");
        auto const name = form.first("name");
        auto const kept = form.first(kept_field);
        auto const again = [&](Error const& refused) {
            auto context = sign_in_context(to, kept.empty() ? "" : "form", name);
            context["kept"] = kept;
            return show_step(desk, "access/sign_in.njk", context, "", refused);
        };
        if (name.empty())
            return again(invalid("Enter your sign-in name", "name"));
        if (form.first("password").empty())
            return again(invalid("Enter your password", "password"));
        auto const step = desk.sign_in.begin(name, form.first("password"), to, kept);
        if (!step)
            return again(step.error());
        desk.sign_in.sign_out(SignIn::cookie_of(request)); // this browser's session from before
        return go_on(*step);
    }

    Shown ask_code(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::second_step);
        if (!at)
            return elsewhere(desk, request);
        return show_step(
            desk, "access/second_step.njk", html::Value::object(), at->session.csrf_secret);
    }
    Shown take_code(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::second_step);
        if (!at)
            return elsewhere(desk, request);
        auto const form = TRY(own_form(request, at->session));
        auto const step = desk.sign_in.give_code(SignIn::cookie_of(request), form.first("code"));
        if (step)
            return go_on(*step);
        return show_step(desk, "access/second_step.njk", html::Value::object(),
            at->session.csrf_secret, step.error());
    }

    html::Value password_context(SignIn::Standing const& at)
    {
        return html::Value::object(
            {{"sign_in_name", at.account.sign_in_name}, {"forced", at.next == Next::set_password}});
    }
    Shown ask_password(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::set_password);
        if (!at)
            return elsewhere(desk, request);
        return show_step(
            desk, "access/set_password.njk", password_context(*at), at->session.csrf_secret);
    }
    Shown take_password(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::set_password);
        if (!at)
            return elsewhere(desk, request);
        auto const form = TRY(own_form(request, at->session));
        auto const step = desk.sign_in.choose_password(SignIn::cookie_of(request),
            {form.first("current"), form.first("password"), form.first("again")});
        if (step)
            return go_on(back_from(*at, *step));
        return show_step(desk, "access/set_password.njk", password_context(*at),
            at->session.csrf_secret, step.error());
    }

    Result<html::Value> seed_context(
        SignInDesk const& desk, http::Request const& request, Account const& account)
    {
        auto const seed = TRY(desk.sign_in.offered_seed(SignIn::cookie_of(request)));
        auto const link = seed_link(seed, account.sign_in_name);
        return html::Value::object({{"seed", seed_in_groups(seed)}, {"link", link},
            {"picture", html::Value::safe(draw_qr(link))}, {"sign_in_name", account.sign_in_name}});
    }
    Shown ask_second_step(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::set_second_step);
        if (!at)
            return elsewhere(desk, request);
        auto const context = TRY(seed_context(desk, request, at->account));
        return show_step(desk, "access/set_second_step.njk", context, at->session.csrf_secret);
    }
    Shown take_second_step(SignInDesk const& desk, http::Request const& request)
    {
        auto const at = whose_turn(desk, request, Next::set_second_step);
        if (!at)
            return elsewhere(desk, request);
        auto const form = TRY(own_form(request, at->session));
        auto const step
            = desk.sign_in.confirm_second_step(SignIn::cookie_of(request), form.first("code"));
        if (step)
            return go_on(back_from(*at, *step));
        auto const context = TRY(seed_context(desk, request, at->account));
        return show_step(
            desk, "access/set_second_step.njk", context, at->session.csrf_secret, step.error());
    }

    Shown sign_out_now(SignInDesk const& desk, http::Request const& request)
    {
        auto const token = SignIn::cookie_of(request);
        auto const at = desk.sign_in.standing(token);
        if (at) {
            auto const form = TRY(own_form(request, at->session));
            desk.sign_in.sign_out(token);
        }
        return http::see_other("/sign-in?why=out")
            .without_cookie(session_cookie)
            .with("Clear-Site-Data", "\"cache\", \"storage\"");
    }
} // namespace

http::Response ask_sign_in_for(KeptForm const& kept, SignIn const& sign_in, Pages const& pages)
{
    auto context = sign_in_context("/", "form", "");
    context["kept"] = sign_in.seal(kept);
    return pages.show("access/sign_in.njk", context, http::Status::not_allowed);
}

void add_sign_in_routes(http::Router& router, SignIn const& sign_in, Pages const& pages,
    html::Templates const& templates)
{
    auto const add = [&](http::Method method, char const* pattern,
                         Shown (*handler)(SignInDesk const&, http::Request const&),
                         http::Lane lane = http::Lane::quick) {
        router.add(
            method, pattern,
            [desk = SignInDesk{sign_in, pages, templates}, handler](
                http::Request& request) { return handler(desk, request); },
            "open", lane);
    };
    auto const hashing = http::Lane::slow; // Argon2id takes its time and its 64 MiB
    using enum http::Method;
    add(get, "/sign-in", ask_sign_in);
    add(post, "/sign-in", sign_in_now, hashing);
    add(get, "/sign-in/second-step", ask_code);
    add(post, "/sign-in/second-step", take_code);
    add(get, "/sign-in/set-password", ask_password);
    add(post, "/sign-in/set-password", take_password, hashing);
    add(get, "/sign-in/set-second-step", ask_second_step);
    add(post, "/sign-in/set-second-step", take_second_step);
    add(post, "/sign-out", sign_out_now);
}

} // namespace kith::access
