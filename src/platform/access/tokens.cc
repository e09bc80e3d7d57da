// SPDX-License-Identifier: MIT
#include "platform/access/tokens.h"
#include "base/london.h"
#include "platform/access/sessions.h"
#include <algorithm>

namespace kith::access {
namespace {
    constexpr db::Sql add_token{"add token",
        "insert into tokens (id, token_hash, account, agency, name, created_at, expires_at) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql token_by_hash{"token by hash",
        "select t.id, t.account, t.agency, t.name, t.created_at, t.expires_at, t.ended_at from "
        "tokens t "
        "join accounts a on a.id = t.account where t.token_hash = $1 and t.ended_at is null "
        "and t.expires_at > $2 and a.closed_at is null"};
    constexpr db::Sql tokens_of_account{"tokens of an account",
        "select id, account, agency, name, created_at, expires_at, ended_at from tokens where "
        "account = $1 "
        "order by created_at desc, id"};
    constexpr db::Sql end_one_token{"end token",
        "update tokens set ended_at = $3 where id = $1 and account = $2 and ended_at is null"};

    Token token_of(db::Row const& row)
    {
        return {row.id<TokenId>("id"), row.id<AccountId>("account"), row.id<AgencyId>("agency"),
            row.text("name"), row.instant("created_at"), row.instant("expires_at"),
            row.maybe_instant("ended_at")};
    }
} // namespace

Result<FreshToken> create_token(Writing const& writing, AccountId account, AgencyId agency,
    std::string_view name, std::chrono::hours lasts)
{
    if (name.empty())
        return invalid("Say what the token is for", "name");
    auto const owner = TRY(find_account(writing.connection, account));
    auto const today = assignments_of(writing.connection, account, london::day_of(writing.now));
    auto const acts
        = agency.none() ? today.begin() : std::ranges::find(today, agency, &Assignment::agency);
    if (!owner.open() || acts == today.end())
        return not_found("This account has no such assignment today");
    FreshToken fresh{TokenId::fresh(), std::string(token_prefix) + fresh_token()};
    writing.connection.run(add_token, fresh.id, hash_of_token(fresh.shown), account, acts->agency,
        name, writing.now, writing.now + lasts);
    writing.tell("create token", account, name);
    return fresh;
}

Result<Token> find_token(db::Connection& connection, std::string_view shown, Instant now)
{
    if (!shown.starts_with(token_prefix))
        return not_found();
    auto const rows = connection.run(token_by_hash, hash_of_token(shown), now);
    if (rows.empty())
        return not_found();
    return token_of(rows[0]);
}

std::vector<Token> list_tokens(db::Connection& connection, AccountId account)
{
    std::vector<Token> tokens;
    for (auto const row : connection.run(tokens_of_account, account))
        tokens.push_back(token_of(row));
    return tokens;
}

Done end_token(Writing const& writing, AccountId owner, TokenId token)
{
    if (writing.connection.run(end_one_token, token, owner, writing.now).changed() == 0)
        return not_found();
    writing.tell("end token", owner, token.write());
    return done();
}

} // namespace kith::access
