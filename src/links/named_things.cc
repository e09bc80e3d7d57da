// SPDX-License-Identifier: MIT
#include "links/named_things.h"
#include "base/london.h"
#include "links/named.h"
#include <algorithm>

namespace kith::links {
namespace {
    constexpr db::Sql named_thing_by_id
        = {"find named thing", "select * from named_things where id = $1"};
    constexpr db::Sql named_thing_by_value = {"named thing of a value",
        "select * from named_things where kind = $1 and normalised = $2 and normalised <> ''"};
    constexpr db::Sql insert_named_thing = {"add named thing",
        "insert into named_things (id, kind, as_written, normalised, recorded_at) values ($1, $2, "
        "$3, $4, $5)"};
    constexpr db::Sql records_naming = {"records in which a thing was named",
        "select distinct drawn_kind, drawn_from from links where to_kind = 'named_thing' and to_id "
        "= $1 and not withdrawn and (until_day is null or until_day >= $2) and (expires is null or "
        "expires >= $2) order by drawn_kind, drawn_from"};

    NamedThing named_thing_row(db::Row const& row)
    {
        return {row.id<NamedThingId>("id"), row.text("kind"), row.text("as_written"),
            row.text("normalised")};
    }
} // namespace

NamedThing named_as(Change& change, std::string_view kind, std::string_view as_written)
{
    auto& connection = change.writing();
    auto value = normalised(kind, as_written);
    auto const rows = connection.run(named_thing_by_value, kind, value);
    if (!rows.empty())
        return named_thing_row(rows[0]);
    NamedThing one{
        NamedThingId::fresh(), std::string(kind), std::string(as_written), std::move(value)};
    connection.run(
        insert_named_thing, one.id, one.kind, one.as_written, one.normalised, change.now());
    return one;
}

std::optional<NamedThing> find_named_thing(db::Connection& connection, NamedThingId id)
{
    auto const rows = connection.run(named_thing_by_id, id);
    return rows.empty() ? std::nullopt : std::optional(named_thing_row(rows[0]));
}

std::vector<Thing> named_in_records(Seen const& seen, Visit const& visit, NamedThingId id)
{
    std::vector<Thing> all;
    for (auto const row : visit.reading().run(records_naming, id, london::day_of(visit.now())))
        all.push_back({row.text("drawn_kind"), row.uuid("drawn_from")});
    std::erase_if(all, [&](Thing const& record) { return !seen.may_know(visit, record); });
    return all;
}

} // namespace kith::links
