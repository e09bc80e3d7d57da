// SPDX-License-Identifier: MIT
#include "platform/access/sign_in.h"
#include "base/london.h"
#include "platform/access/second_step.h"
#include "platform/access/tokens.h"
#include "platform/http/csrf.h"
#include "platform/http/errors.h"
#include <algorithm>

namespace kith::access {
namespace {
    constexpr std::string_view full_cookie_name = "__Host-kith";

    Error wrong()
    {
        return error(Code::not_allowed, "The name or the password is not right", "name");
    }
    Error wrong_code()
    {
        return error(Code::not_allowed,
            "The code is not right, or was used already: wait for the next one and enter it",
            "code");
    }
    Error asleep() { return error(Code::not_allowed, "Sign in to go on"); }

    // What an unknown name is booked under, at the same cost as a known one.
    Account nobody()
    {
        Account account;
        account.id = AccountId(Uuid::from({'n', 'o', 'b', 'o', 'd', 'y'}));
        return account;
    }
    // The page a form was on, as far as the browser says and as far as it is one of ours.
    std::string page_before(http::Request const& request)
    {
        auto from = request.header("Referer");
        auto const host = from.find("://");
        if (host == std::string_view::npos)
            return "/";
        from.remove_prefix(host + 3);
        auto const path = from.find('/');
        return path == std::string_view::npos ? "/" : local_page(from.substr(path));
    }
    bool asked_by_itself(http::Request const& request)
    {
        return !request.header(by_itself_header).empty()
            || request.header("Accept") == "text/event-stream";
    }
    bool expired(Account const& account, Instant now)
    {
        return account.one_time && now > account.password_set_at + one_time_lasts;
    }
} // namespace

std::string_view page_of(Next next)
{
    switch (next) {
    case Next::second_step:
        return "/sign-in/second-step";
    case Next::set_password:
        return "/sign-in/set-password";
    case Next::set_second_step:
        return "/sign-in/set-second-step";
    case Next::nothing:
        break;
    }
    return "/";
}

std::string local_page(std::string_view address)
{
    auto const plain
        = std::ranges::all_of(address, [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
    auto const ours
        = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/sign-");
    return plain && ours && address.size() <= 500 ? std::string(address) : "/";
}

Next SignIn::next_of(Session const& session, Account const& account) const
{
    if (!account.second_step.empty() && !session.second_step)
        return Next::second_step;
    if (account.one_time)
        return Next::set_password;
    if (account.second_step.empty()
        && (options_.second_step == SecondStep::required || !session.second_step))
        return Next::set_second_step;
    return Next::nothing;
}

Result<SignIn::Standing> SignIn::standing_in(
    db::Connection& connection, std::string_view token) const
{
    auto const session
        = token.empty() ? Result<Session>(not_found()) : find_session(connection, token);
    if (!session || !session->lives(options_.limits, clock_.now()))
        return asleep();
    auto const account = find_account(connection, session->account);
    if (!account || !account->open())
        return asleep();
    return Standing{*session, *account, next_of(*session, *account)};
}

Result<SignIn::Standing> SignIn::standing(std::string_view token) const
{
    auto const lease = database_.reader();
    return standing_in(*lease, token);
}

Result<SignIn::Step> SignIn::write(
    AccountId actor, std::string_view process, Body const& body) const
{
    std::optional<Result<Step>> answer;
    database_.write([&](db::Connection& connection) {
        Writing const writing{
            connection, keys_, {.account = actor, .process = std::string(process)}, clock_.now()};
        answer.emplace(body(writing));
        return db::Outcome::keep; // a refusal is kept too: it is counted, and in the ledger
    });
    return std::move(*answer);
}

Result<SignIn::Step> SignIn::begin(std::string_view typed_name, std::string_view typed,
    std::string_view return_to, std::string_view kept) const
{
    auto const name = read_sign_in_name(typed_name);
    auto known = nobody();
    {
        auto const lease = database_.reader();
        auto const found = find_account(*lease, name.value_or("?")); // "?" is nobody's
        if (found)
            known = *found;
    }
    auto const meant = known.one_time ? read_one_time_password(typed) : std::string(typed);
    auto const right = TRY(hasher_.matches(known.open() ? known.password_hash : "", meant));
    return write({}, "sign-in", [&](Writing const& writing) -> Result<Step> {
        auto const now = writing.now;
        auto const account = find_account(writing.connection, known.id).value_or(nobody());
        auto const unchanged = account.password_hash == known.password_hash;
        if (!right || !unchanged || !account.open() || account.locked(now)) {
            note_failure(writing, account);
            return wrong();
        }
        if (expired(account, now)) {
            writing.tell("sign in refused", account.id, "the one-time password has expired");
            return error(Code::not_allowed,
                "This one-time password has expired: ask your administrator for another",
                "password");
        }
        return admit(writing, account, {return_to, kept});
    });
}

// The password was right: a session that may open nothing yet but the next step.
Result<SignIn::Step> SignIn::admit(
    Writing const& before, Account const& account, Wanted const& asked) const
{
    Writing const writing{before.connection, before.keys, {.account = account.id}, before.now};
    auto const today = assignments_of(writing.connection, account.id, london::day_of(writing.now));
    if (today.empty()) {
        writing.tell("sign in refused", account.id, "no assignment today");
        return error(Code::not_allowed,
            "Your account is not assigned to an agency today: ask your administrator", "name");
    }
    NewSession wanted{account.id, today.front().agency};
    wanted.second_step
        = options_.second_step == SecondStep::optional && account.second_step.empty();
    wanted.return_to = where_to(writing, account.id, asked);
    auto const opened = open_session(writing, wanted);
    writing.tell(wanted.second_step ? "sign in" : "give password", account.id);
    if (wanted.second_step)
        clear_failures(writing, account.id);
    auto const session = TRY(find_session(writing.connection, opened.token));
    return Step{opened.token, next_of(session, account), wanted.return_to};
}

// To the form that was kept, if it is theirs; never to one that is another's.
std::string SignIn::where_to(Writing const& writing, AccountId account, Wanted const& wanted) const
{
    if (auto const kept = open_form(keys_, wanted.kept, writing.now);
        kept && kept->account == account) {
        keep_form(writing, *kept);
        return page_of_kept(kept->id);
    }
    auto const page = local_page(wanted.return_to);
    auto const id = kept_at_page(page);
    if (id && !find_kept(writing.connection, keys_, account, *id, writing.now))
        return "/";
    return page;
}

Result<KeptForm> SignIn::form_to_keep(http::Request const& request) const
{
    if (!request.changes() || request.wants_json() || !request.header("Authorization").empty()
        || http::same_origin(request) == http::Origin::foreign)
        return not_found();
    auto const form = TRY(request.form());
    auto const secret = http::unmask(form.first(http::csrf_field));
    if (!secret)
        return not_found();
    KeptForm kept;
    {
        auto const lease = database_.reader();
        auto const session = TRY(session_with_secret(*lease, *secret));
        kept.account = session.account;
    }
    kept.id = KeptFormId::fresh();
    kept.kept_at = clock_.now();
    kept.address = request.target();
    kept.from = page_before(request);
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            kept.form.add(name, value);
    return kept;
}

Result<KeptForm> SignIn::kept_form(AccountId account, KeptFormId id) const
{
    auto const lease = database_.reader();
    return find_kept(*lease, keys_, account, id, clock_.now());
}

std::string SignIn::unfinished(std::string_view token) const
{
    auto const lease = database_.reader();
    auto const session = find_session(*lease, token);
    return session && kept_at_page(session->return_to) ? session->return_to : std::string();
}

Result<SignIn::Step> SignIn::give_code(std::string_view token, std::string_view code) const
{
    auto const at = TRY(standing(token));
    if (at.next != Next::second_step)
        return Step{std::string(token), at.next, at.session.return_to};
    auto const seed = keys_.unseal(at.account.second_step);
    must(
        seed.has_value(), "the seed of a second step does not open: is this the right master key?");
    return write(at.account.id, "", [&](Writing const& writing) -> Result<Step> {
        auto const now = TRY(standing_in(writing.connection, token));
        auto const step = matching_step(*seed, code, writing.now, now.account.second_step_last);
        if (!step || now.account.locked(writing.now)
            || !use_second_step(writing, now.account.id, *step)) {
            note_failure(writing, now.account);
            if (now.account.failures + 1 >= failures_allowed)
                end_session(writing, now.session);
            return wrong_code();
        }
        clear_failures(writing, now.account.id);
        auto const opened = complete_session(writing, now.session.id);
        writing.tell("sign in", now.account.id);
        auto session = now.session;
        session.second_step = true;
        return Step{opened.token, next_of(session, now.account), session.return_to};
    });
}

Result<SignIn::Step> SignIn::choose_password(std::string_view token, Passwords const& typed) const
{
    auto const at = TRY(standing(token));
    if (at.next != Next::set_password && at.next != Next::nothing)
        return Step{std::string(token), at.next, at.session.return_to};
    if (at.next == Next::nothing) {
        auto const right = TRY(hasher_.matches(at.account.password_hash, typed.current));
        if (!right || at.account.locked(clock_.now()))
            return write(at.account.id, "", [&](Writing const& writing) -> Result<Step> {
                auto const now = TRY(standing_in(writing.connection, token));
                note_failure(writing, now.account);
                if (now.account.failures + 1 >= failures_allowed)
                    end_session(writing, now.session);
                return error(Code::not_allowed,
                    "Enter the password you have now: this one is not right", "current");
            });
    }
    TRY(check_new_password(typed.fresh, at.account.sign_in_name, common_));
    if (typed.fresh != typed.again)
        return invalid("Enter the same new password twice", "again");
    auto const same = TRY(hasher_.matches(at.account.password_hash, typed.fresh));
    if (same)
        return invalid("Choose a password other than the one you have now", "password");
    auto const hash = TRY(hasher_.hash(typed.fresh));
    return write(at.account.id, "", [&](Writing const& writing) -> Result<Step> {
        auto now = TRY(standing_in(writing.connection, token));
        if (now.account.password_hash != at.account.password_hash)
            return asleep();
        TRY(set_password(writing, now.account.id, hash, PasswordKind::own));
        end_sessions_of(writing, now.account.id, now.session.id);
        auto const opened = renew_session(writing, now.session.id);
        now.account.one_time = false;
        return Step{opened.token, next_of(now.session, now.account), now.session.return_to};
    });
}

Result<std::string> SignIn::offered_seed(std::string_view token) const
{
    auto const at = TRY(standing(token));
    if (!at.may_set_second_step())
        return not_found();
    auto sealed = at.session.offered_seed;
    if (sealed.empty()) {
        auto const fresh = keys_.seal(fresh_seed());
        database_.write([&](db::Connection& connection) {
            offer_seed(connection, at.session.id, fresh);
            auto const now = find_session(connection, token);
            sealed = now ? now->offered_seed
                         : fresh; // another page of the same browser may have been first
            return db::Outcome::keep;
        });
    }
    auto const seed = keys_.unseal(sealed);
    must(
        seed.has_value(), "the seed of a second step does not open: is this the right master key?");
    return *seed;
}

Result<SignIn::Step> SignIn::confirm_second_step(
    std::string_view token, std::string_view code) const
{
    auto const at = TRY(standing(token));
    if (!at.may_set_second_step())
        return Step{std::string(token), at.next, at.session.return_to};
    auto const seed = TRY(offered_seed(token));
    auto const step = matching_step(seed, code, clock_.now(), 0);
    if (!step)
        return invalid(
            "Enter the six digits that your app shows now: this code is not right", "code");
    auto const sealed = keys_.seal(seed);
    return write(at.account.id, "", [&](Writing const& writing) -> Result<Step> {
        auto now = TRY(standing_in(writing.connection, token));
        if (!now.may_set_second_step())
            return asleep();
        TRY(set_second_step(writing, now.account.id, sealed, *step));
        clear_failures(writing, now.account.id);
        auto const opened = complete_session(writing, now.session.id);
        writing.tell("sign in", now.account.id);
        now.session.second_step = true;
        now.account.second_step = sealed;
        return Step{opened.token, next_of(now.session, now.account), now.session.return_to};
    });
}

void SignIn::sign_out(std::string_view token) const
{
    auto const at = standing(token);
    if (!at)
        return;
    database_.write([&](db::Connection& connection) {
        end_session({connection, keys_, {.account = at->account.id, .agency = at->session.agency},
                        clock_.now()},
            at->session);
        return db::Outcome::keep;
    });
}

std::string_view SignIn::cookie_of(http::Request const& request)
{
    return request.cookie(full_cookie_name).value_or(std::string_view());
}

Result<SignedIn> SignIn::who_has_token(std::string_view shown) const
{
    auto const lease = database_.reader();
    auto const token = find_token(*lease, shown, clock_.now());
    if (!token)
        return asleep();
    return SignedIn{.account = token->account, .agency = token->agency, .via = Via::token};
}

Result<SignedIn> SignIn::who_is(http::Request const& request) const
{
    if (!request.header("Authorization").empty()) // one or the other, never a mixture
        return who_has_token(request.bearer());
    auto const at = TRY(standing(cookie_of(request)));
    if (at.next != Next::nothing)
        return asleep();
    auto const now = clock_.now();
    if (now - at.session.seen_at >= seen_every && !asked_by_itself(request))
        database_.write([&](db::Connection& connection) {
            touch_session(connection, at.session.id, now);
            return db::Outcome::keep;
        });
    return SignedIn{
        at.account.id, at.session.agency, at.session.id, at.session.csrf_secret, Via::session};
}

http::Response SignIn::ask(http::Request const& request) const
{
    if (request.wants_json() || !request.header("Authorization").empty())
        return http::answer(
            http::Status::not_signed_in, "Sign in, or send a token that is valid", request)
            .with("WWW-Authenticate", "Bearer");
    auto const cookie = cookie_of(request);
    auto const at = standing(cookie);
    if (at && at->next != Next::nothing)
        return http::see_other(std::string(page_of(at->next)));
    auto const to = request.changes() ? std::string("/") : local_page(request.target());
    std::string address = "/sign-in?to=" + http::percent_encoded(to);
    if (!cookie.empty())
        address += "&why=ended";
    return http::see_other(address);
}

} // namespace kith::access
