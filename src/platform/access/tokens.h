// SPDX-License-Identifier: MIT
#pragma once

// Personal access tokens: how a program acts for somebody, through `Authorization: Bearer
// kith_...`.
//
// A token acts as its account for one agency, until it expires, is ended, or the account is closed.
// It asks for no second step: whoever makes one was signed in, or sits at the server. 256 random
// bits, of which only the SHA-256 is kept.
//
// Errors   `not_found` for a token that no longer opens anything, whatever the reason; `invalid`.
// Threads  as the connection.

#include "platform/access/accounts.h"
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

inline constexpr std::string_view token_prefix = "kith_";
inline constexpr std::chrono::hours token_lasts{90 * 24};

struct Token {
    TokenId id = {};
    AccountId account = {};
    AgencyId agency = {};
    std::string name = {}; // what it is for, in its owner's words
    Instant created_at = {};
    Instant expires_at = {};
    std::optional<Instant> ended_at = {};
};

struct FreshToken {
    TokenId id;
    std::string shown; // "kith_...": shown once, kept nowhere
};
// For one of the account's agencies of today: the first of them if `agency` is none.
[[nodiscard]] Result<FreshToken> create_token(Writing const& writing, AccountId account,
    AgencyId agency, std::string_view name, std::chrono::hours lasts = token_lasts);
[[nodiscard]] Result<Token> find_token(
    db::Connection& connection, std::string_view shown, Instant now);
[[nodiscard]] std::vector<Token> list_tokens(
    db::Connection& connection, AccountId account); // newest first
[[nodiscard]] Done end_token(Writing const& writing, AccountId owner, TokenId token);

} // namespace kith::access
