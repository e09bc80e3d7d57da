// SPDX-License-Identifier: MIT
#pragma once

// The browsers that are signed in.
//
// A browser holds 256 random bits in the cookie `__Host-kith`; only their SHA-256 is kept, so a
// copy of the database signs nobody in. A session begins when the password was right, with less
// than it will have: until the second step is passed it opens nothing else. Its token is made
// afresh then, so that nothing fixed beforehand lives on. What ends it works from the next request
// on.
//
// Shapes   a token is 43 characters, base64url. A csrf secret is 32 bytes, as platform/http/csrf.h
//          wants it.
// Errors   `not_found` for a token that no session has.
// Threads  as the connection.

#include "platform/access/accounts.h"
#include <chrono>
#include <string>
#include <string_view>

namespace kith::access {

inline constexpr std::string_view session_cookie = "kith"; // after `__Host-`

struct SessionLimits {
    std::chrono::minutes idle{30};       // without a request
    std::chrono::minutes whole{12 * 60}; // since the password
    std::chrono::minutes signing_in{20}; // from the password to the end of the second step
};

struct Session {
    SessionId id = {};
    AccountId account = {};
    AgencyId agency = {}; // acting for
    std::string csrf_secret = {};
    Instant created_at = {};
    Instant seen_at = {};
    bool second_step = false;      // passed, or not asked for
    std::string offered_seed = {}; // sealed: the second step being set up
    std::string return_to = {};    // the page asked for before signing in
    std::optional<Instant> ended_at = {};

    [[nodiscard]] bool lives(SessionLimits const& limits, Instant now) const;
};

struct NewSession {
    AccountId account;
    AgencyId agency;
    bool second_step = false;
    std::string offered_seed = {};
    std::string return_to = {};
};
struct Opened {
    SessionId session;
    std::string token; // for the cookie: shown to the browser, kept nowhere
};

[[nodiscard]] Opened open_session(Writing const& writing, NewSession const& wanted);
[[nodiscard]] Result<Session> find_session(db::Connection& connection, std::string_view token);
// Whose pages carried this secret, whether or not the session still lives.
[[nodiscard]] Result<Session> session_with_secret(
    db::Connection& connection, std::string_view csrf_secret);
// The second step was passed: a new token, and the session opens what the account may open.
[[nodiscard]] Opened complete_session(Writing const& writing, SessionId session);
[[nodiscard]] Opened renew_session(Writing const& writing, SessionId session); // a new token only
// Keeps the seed of a second step being set up, unless one is kept already.
void offer_seed(db::Connection& connection, SessionId session, std::string_view sealed_seed);

inline constexpr std::chrono::minutes seen_every{1}; // `seen_at` is written no oftener
void touch_session(db::Connection& connection, SessionId session, Instant now);
// The agency somebody acts for, where they have several: `not_found` unless they are assigned to it
// today.
[[nodiscard]] Done act_for(Writing const& writing, Session const& session, AgencyId agency);

void end_session(Writing const& writing, Session const& session);
void end_sessions_of(Writing const& writing, AccountId account, SessionId but = {});

// 256 random bits as text, and what is kept of them.
[[nodiscard]] std::string fresh_token();
[[nodiscard]] db::Bytes hash_of_token(std::string_view token);

} // namespace kith::access
