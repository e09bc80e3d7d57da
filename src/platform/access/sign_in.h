// SPDX-License-Identifier: MIT
#pragma once

// Signing in, and who is asking.
//
//     name and password  ->  code of the second step  ->  (a password of one's own)  ->  signed in
//                        \->  (a password of one's own)  ->  set up the second step  /
//
// Each step answers with a fresh cookie token and what comes next; until nothing is left to do the
// session opens nothing else. An unknown name, a wrong password, a closed account and one that
// waits after five failures cost the same and say the same, so nobody learns who has an account
// (OWASP ASVS 5.0, 6.3.8). Every attempt, refusal, lock-out, sign-out and change is in the ledger,
// in the same transaction.
//
// Cost     a password costs one Argon2id check, never inside a transaction; `who_is` one look-up by
//          hash, and at most one write a minute.
// Threads  shared by all.
// Errors   `not_allowed` with the sentence for the form; `too_many` when too many passwords are
// being
//          checked; `invalid` for what was typed. Database failures are thrown.

#include "platform/access/accounts.h"
#include "platform/access/kept_form.h"
#include "platform/access/passwords.h"
#include "platform/access/sessions.h"
#include "platform/db/db.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/ledger/keys.h"
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kith::access {

enum class SecondStep { required, optional }; // optional: demo folders only

struct SignInOptions {
    SecondStep second_step = SecondStep::required;
    SessionLimits limits = {};
};

enum class Via { session, token };

// What a page asks for by itself carries this header; or is a stream, on which a browser sets none.
// It is no sign that somebody is there, so it keeps no session alive.
inline constexpr std::string_view by_itself_header = "Kith-By-Itself";

struct SignedIn {
    AccountId account = {};
    AgencyId agency = {};         // acting for
    SessionId session = {};       // none if `via` is a token
    std::string csrf_secret = {}; // what the forms of this session carry, masked; empty for a token
    Via via = Via::session;
};

enum class Next { nothing, second_step, set_password, set_second_step };
[[nodiscard]] std::string_view page_of(Next next); // "/sign-in/second-step"; "/" for nothing

class SignIn {
public:
    SignIn(db::Database& database, ledger::Keys& keys, Clock const& clock,
        PasswordHasher const& hasher, CommonPasswords common, SignInOptions options = {})
        : database_(database)
        , keys_(keys)
        , clock_(clock)
        , hasher_(hasher)
        , common_(common)
        , options_(options)
    {
    }
    SignIn(SignIn const&) = delete;
    SignIn& operator=(SignIn const&) = delete;

    // Who asks, by `Authorization: Bearer` or by the cookie. An error means: nobody who may go on;
    // `ask` is then the answer. A form of a session must besides be one of ours (http::asked_by_us
    // with `csrf_secret`); a token's request carries none.
    [[nodiscard]] Result<SignedIn> who_is(http::Request const& request) const;
    // A page goes to where signing in begins or goes on, and comes back from there; a program gets
    // 401.
    [[nodiscard]] http::Response ask(http::Request const& request) const;

    // A form that nobody may send just now, whose token says whose it is: what its page of signing
    // in carries (kept_form.h). An error if it is nobody's, or no form of a page of ours.
    [[nodiscard]] Result<KeptForm> form_to_keep(http::Request const& request) const;
    [[nodiscard]] std::string seal(KeptForm const& kept) const { return seal_form(keys_, kept); }
    [[nodiscard]] Result<KeptForm> kept_form(AccountId account, KeptFormId id) const;

    // A session on its way in, or in.
    struct Standing {
        Session session;
        Account account;
        Next next = Next::nothing;

        // Its turn, or by choice where it is not asked for; to replace one takes an administrator.
        [[nodiscard]] bool may_set_second_step() const
        {
            return next == Next::set_second_step
                || (next == Next::nothing && account.second_step.empty());
        }
    };
    [[nodiscard]] Result<Standing> standing(
        std::string_view token) const; // not_allowed if it does not live

    struct Step {
        std::string token; // for the cookie
        Next next = Next::nothing;
        std::string return_to = {};
    };
    // `kept`: what the page of signing in carried; it is kept for its own account and no other.
    [[nodiscard]] Result<Step> begin(std::string_view name, std::string_view password,
        std::string_view return_to, std::string_view kept = {}) const;
    [[nodiscard]] Result<Step> give_code(std::string_view token, std::string_view code) const;

    struct Passwords {
        std::string_view current = {}; // asked unless the one in use was a one-time password
        std::string_view fresh = {};
        std::string_view again = {};
    };
    [[nodiscard]] Result<Step> choose_password(
        std::string_view token, Passwords const& typed) const;

    // The seed to show; made at the first asking and the same until it is confirmed.
    [[nodiscard]] Result<std::string> offered_seed(std::string_view token) const;
    [[nodiscard]] Result<Step> confirm_second_step(
        std::string_view token, std::string_view code) const;
    void sign_out(std::string_view token) const;
    // Where a session that ended on its way in was to go: a kept form is not forgotten over it.
    [[nodiscard]] std::string unfinished(std::string_view token) const;

    [[nodiscard]] static std::string_view cookie_of(
        http::Request const& request); // "" if there is none

private:
    using Body = std::function<Result<Step>(Writing const&)>;
    [[nodiscard]] Result<Step> write(
        AccountId actor, std::string_view process, Body const& body) const;
    [[nodiscard]] Result<SignedIn> who_has_token(std::string_view shown) const;
    [[nodiscard]] Result<Standing> standing_in(
        db::Connection& connection, std::string_view token) const;
    [[nodiscard]] Next next_of(Session const& session, Account const& account) const;
    struct Wanted {
        std::string_view return_to;
        std::string_view kept;
    };
    [[nodiscard]] Result<Step> admit(
        Writing const& writing, Account const& account, Wanted const& wanted) const;
    [[nodiscard]] std::string where_to(
        Writing const& writing, AccountId account, Wanted const& wanted) const;

    db::Database& database_;
    ledger::Keys& keys_;
    Clock const& clock_;
    PasswordHasher const& hasher_;
    CommonPasswords common_;
    SignInOptions options_;
};

// The address itself if it is a page of ours to come back to, else "/".
[[nodiscard]] std::string local_page(std::string_view address);

} // namespace kith::access
