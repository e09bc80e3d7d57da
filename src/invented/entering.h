// SPDX-License-Identifier: MIT
#pragma once

// How somebody of the invented place does something: through the gate, as themselves, in a change
// of its own.
//
// Errors   what the gate or a room refuses is our error: std::logic_error with the key and the
//          reason.

#include "invented/invented.h"
#include "invented/town.h"
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

namespace kith::invented {

template <class T>
T accepted(Result<T> result, std::string_view key)
{
    must(result.ok(),
        result ? ""
               : fmt::format("the room refuses {}: {} ({})", key, result.error().words.key,
                   result.error().field));
    return std::move(*result);
}

[[nodiscard]] inline AccountId account_of(Town const& town, std::string const& actor)
{
    auto const account = town.accounts.find(actor);
    must(account != town.accounts.end(), "a story names an actor who has no account: " + actor);
    return account->second;
}

// `body` takes the Change and answers a Result; `key` names the act where it is refused.
template <class Body>
auto enter_as(Invented const& invented, AccountId account, std::string_view key, Body const& body)
{
    auto const pass = accepted(invented.gate.enter(account), key);
    auto result = accepted(pass->visit().change(body), key);
    pass->settle();
    return result;
}

} // namespace kith::invented
