// SPDX-License-Identifier: MIT
#include "links/joined_people.h"

namespace kith::links {
namespace {
    constexpr db::Sql everybody_around = {"everybody joined to a context",
        "with near as (select to_kind as kind, to_id as id from links where from_kind = $1 and "
        "from_id = $2 and not withdrawn union select from_kind, from_id from links where to_kind = "
        "$1 and to_id = $2 and not withdrawn union select drawn_kind, drawn_from from links where "
        "from_kind = $1 and from_id = $2 and not withdrawn union select drawn_kind, drawn_from "
        "from "
        "links where to_kind = $1 and to_id = $2 and not withdrawn) select id from near where kind "
        "= 'person' union select l.from_id from near n join links l on l.to_kind = n.kind and "
        "l.to_id = n.id where n.kind in ('concern', 'event') and l.from_kind = 'person' and not "
        "l.withdrawn union select l.to_id from near n join links l on l.from_kind = n.kind and "
        "l.from_id = n.id where n.kind in ('concern', 'event') and l.to_kind = 'person' and not "
        "l.withdrawn"};
    constexpr db::Sql joined_that_stand = {"people joined to a context by links that stand",
        "select id, from_id as person from links where to_kind = $1 and to_id = $2 and from_kind = "
        "'person' and not withdrawn and (until_day is null or until_day >= $3) and (expires is "
        "null or expires >= $3) union all select id, to_id from links where from_kind = $1 and "
        "from_id = $2 and to_kind = 'person' and not withdrawn and (until_day is null or until_day "
        ">= $3) and (expires is null or expires >= $3) order by id"};
} // namespace

std::vector<PersonJoined> people_joined(db::Connection& connection, Thing const& context, Date on)
{
    std::vector<PersonJoined> joined;
    for (auto const row : connection.run(joined_that_stand, context.kind, context.id, on))
        joined.push_back({row.id<LinkId>("id"), row.id<PersonId>("person")});
    return joined;
}

std::vector<PersonId> people_around(db::Connection& connection, Thing const& context)
{
    std::vector<PersonId> people;
    for (auto const row : connection.run(everybody_around, context.kind, context.id))
        people.push_back(row.id<PersonId>("id"));
    return people;
}

} // namespace kith::links
