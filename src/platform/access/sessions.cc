// SPDX-License-Identifier: MIT
#include "platform/access/sessions.h"
#include "base/london.h"
#include "base/random.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <array>
#include <sodium.h>

namespace kith::access {
namespace {
    constexpr db::Sql add_session{"add session",
        "insert into sessions (id, token_hash, account, agency, csrf_secret, created_at, seen_at, "
        "second_step, "
        "offered_seed, return_to) values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)"};
    constexpr db::Sql session_by_token{"session by token",
        "select id, account, agency, csrf_secret, created_at, seen_at, second_step, offered_seed, "
        "return_to, "
        "ended_at from sessions where token_hash = $1"};
    constexpr db::Sql session_by_secret{"session by secret",
        "select id, account, agency, csrf_secret, created_at, seen_at, second_step, offered_seed, "
        "return_to, "
        "ended_at from sessions where csrf_secret = $1"};
    constexpr db::Sql complete_one{"complete session",
        "update sessions set token_hash = $2, second_step = $3, offered_seed = null where id = $1 "
        "and ended_at is null"};
    constexpr db::Sql renew_one{
        "renew session", "update sessions set token_hash = $2 where id = $1 and ended_at is null"};
    constexpr db::Sql offer_one{"offer seed",
        "update sessions set offered_seed = $2 where id = $1 and offered_seed is null"};
    constexpr db::Sql touch_one{"touch session",
        "update sessions set seen_at = $2 where id = $1 and ended_at is null and seen_at < $2"};
    constexpr db::Sql change_agency{
        "act for agency", "update sessions set agency = $2 where id = $1"};
    constexpr db::Sql end_one{
        "end session", "update sessions set ended_at = $2 where id = $1 and ended_at is null"};
    constexpr db::Sql end_others{"end sessions of an account",
        "update sessions set ended_at = $2 where account = $1 and ended_at is null and id <> $3"};
    constexpr db::Sql end_all{"end all sessions of an account",
        "update sessions set ended_at = $2 where account = $1 and ended_at is null"};

    std::optional<db::Bytes> bytes_or_null(std::string const& bytes)
    {
        return bytes.empty() ? std::optional<db::Bytes>() : db::Bytes{bytes};
    }

    Result<Session> read_session(db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto const row = rows[0];
        Session session;
        session.id = row.id<SessionId>("id");
        session.account = row.id<AccountId>("account");
        session.agency = row.id<AgencyId>("agency");
        session.csrf_secret = row.bytes("csrf_secret");
        session.created_at = row.instant("created_at");
        session.seen_at = row.instant("seen_at");
        session.second_step = row.boolean("second_step");
        if (!row.is_null("offered_seed"))
            session.offered_seed = row.bytes("offered_seed");
        session.return_to = row.text("return_to");
        session.ended_at = row.maybe_instant("ended_at");
        return session;
    }
} // namespace

bool Session::lives(SessionLimits const& limits, Instant now) const
{
    if (ended_at || now - seen_at > limits.idle || now - created_at > limits.whole)
        return false;
    return second_step || now - created_at <= limits.signing_in;
}

Opened open_session(Writing const& writing, NewSession const& wanted)
{
    Opened opened{SessionId::fresh(), fresh_token()};
    writing.connection.run(add_session, opened.session, hash_of_token(opened.token), wanted.account,
        wanted.agency, db::Bytes{http::fresh_secret()}, writing.now, wanted.second_step,
        bytes_or_null(wanted.offered_seed), wanted.return_to);
    return opened;
}

Result<Session> find_session(db::Connection& connection, std::string_view token)
{
    return read_session(connection.run(session_by_token, hash_of_token(token)));
}

Result<Session> session_with_secret(db::Connection& connection, std::string_view csrf_secret)
{
    return read_session(connection.run(session_by_secret, db::Bytes{std::string(csrf_secret)}));
}

Opened complete_session(Writing const& writing, SessionId session)
{
    Opened opened{session, fresh_token()};
    writing.connection.run(complete_one, session, hash_of_token(opened.token), true);
    return opened;
}

Opened renew_session(Writing const& writing, SessionId session)
{
    Opened opened{session, fresh_token()};
    writing.connection.run(renew_one, session, hash_of_token(opened.token));
    return opened;
}

void offer_seed(db::Connection& connection, SessionId session, std::string_view sealed_seed)
{
    connection.run(offer_one, session, db::Bytes{std::string(sealed_seed)});
}

void touch_session(db::Connection& connection, SessionId session, Instant now)
{
    connection.run(touch_one, session, now);
}

Done act_for(Writing const& writing, Session const& session, AgencyId agency)
{
    auto const today
        = assignments_of(writing.connection, session.account, london::day_of(writing.now));
    if (std::ranges::find(today, agency, &Assignment::agency) == today.end())
        return not_found();
    writing.connection.run(change_agency, session.id, agency);
    writing.tell("act for agency", session.account, agency.write());
    return done();
}

void end_session(Writing const& writing, Session const& session)
{
    if (writing.connection.run(end_one, session.id, writing.now).changed() == 1)
        writing.tell("sign out", session.account);
}

void end_sessions_of(Writing const& writing, AccountId account, SessionId but)
{
    if (but.none())
        writing.connection.run(end_all, account, writing.now);
    else
        writing.connection.run(end_others, account, writing.now, but);
}

std::string fresh_token()
{
    std::array<std::uint8_t, 32> bytes{};
    fill_random(bytes);
    std::array<char, 48> text{};
    return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

db::Bytes hash_of_token(std::string_view token)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<unsigned char const*>(token.data()), token.size());
    return {std::string(hash.begin(), hash.end())};
}

} // namespace kith::access
