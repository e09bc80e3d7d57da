// SPDX-License-Identifier: MIT
#include "platform/ledger/told.h"
#include <charconv>

namespace kith::ledger {

std::string seal_told(
    db::Connection& connection, Keys& keys, Thing const& subject, Told const& told)
{
    auto const whole = std::to_string(told.purpose.size()) + "\n" + told.purpose + told.text;
    return subject.id.none() ? keys.seal(whole) : keys.seal(connection, subject, whole);
}

std::optional<Told> open_told(
    db::Connection& connection, Keys const& keys, Thing const& subject, std::string_view sealed)
{
    auto const whole
        = subject.id.none() ? keys.unseal(sealed) : keys.unseal(connection, subject, sealed);
    if (!whole)
        return {};
    auto const line = whole->find('\n');
    std::size_t size = 0;
    if (line == std::string::npos)
        return {};
    std::from_chars(whole->data(), whole->data() + line, size);
    if (size > whole->size() - line - 1)
        return {};
    return Told{whole->substr(line + 1, size), whole->substr(line + 1 + size)};
}

} // namespace kith::ledger
