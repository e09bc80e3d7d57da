// SPDX-License-Identifier: MIT
#include "platform/ledger/looked.h"

namespace kith::ledger {
namespace {
    constexpr db::Sql first_look_of = {"first look of an account at a thing",
        "select at from looks where thing_id = $1 and thing_kind = $2 and account = $3 order by at "
        "limit 1"};
} // namespace

std::optional<Instant> first_shown(
    db::Connection& connection, Thing const& thing, AccountId account)
{
    auto const rows = connection.run(first_look_of, thing.id, thing.kind, account);
    return rows.empty() ? std::nullopt : std::optional(rows[0].instant("at"));
}

} // namespace kith::ledger
