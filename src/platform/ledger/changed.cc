// SPDX-License-Identifier: MIT
#include "platform/ledger/changed.h"

namespace kith::ledger {
namespace {
    constexpr db::Sql add_changed{"add changed",
        "insert into changed (at, thing_kind, thing_id) values ($1, $2, $3) on conflict (at, "
        "thing_kind, thing_id) do nothing"};
    constexpr db::Sql list_changed{"list changed",
        "select at, thing_kind, thing_id from changed where at >= $1 order by at, thing_kind, "
        "thing_id limit $2"};
    constexpr db::Sql count_kinds{"count changed kinds",
        "select thing_kind, count(*) as of_all, count(*) filter (where at >= $2) as of_later from "
        "changed where at >= $1 group by thing_kind order by thing_kind"};
    constexpr db::Sql delete_changed{"forget changed", "delete from changed where at < $1"};
} // namespace

void note_changed(db::Connection& connection, Thing const& thing, Instant at)
{
    if (!thing.id.none())
        connection.run(add_changed, at, thing.kind, thing.id);
}

std::vector<Changed> changed_since(db::Connection& connection, Instant from, std::int64_t limit)
{
    std::vector<Changed> all;
    for (auto const row : connection.run(list_changed, from, limit))
        all.push_back({row.instant("at"), {row.text("thing_kind"), row.uuid("thing_id")}});
    return all;
}

std::vector<ChangedOfKind> count_changed(db::Connection& connection, Instant from, Instant later)
{
    std::vector<ChangedOfKind> all;
    for (auto const row : connection.run(count_kinds, from, later))
        all.push_back({row.text("thing_kind"), row.integer("of_all"), row.integer("of_later")});
    return all;
}

std::size_t forget_changed(db::Connection& connection, Instant now)
{
    return static_cast<std::size_t>(
        connection.run(delete_changed, now - changed_is_kept).changed());
}

} // namespace kith::ledger
