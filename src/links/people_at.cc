// SPDX-License-Identifier: MIT
#include "links/people_at.h"
#include "base/london.h"

namespace kith::links {
namespace {
    constexpr db::Sql people_at_thing = {"who stands at a thing, to count them",
        "select l.id, l.from_kind, l.from_id, l.to_id, l.role, l.drawn_kind, l.drawn_from, "
        "l.expires, coalesce(w.recorded_at, l.recorded_at) as made_at from links l left join "
        "links_was w on "
        "w.id = l.id and w.version = 1 where ((l.to_kind = $1 and l.to_id = $2 and l.from_kind = "
        "'person') or (l.from_kind = $1 and l.from_id = $2 and l.to_kind = 'person')) and not "
        "l.withdrawn and (l.until_day is null or l.until_day >= $3) and (l.expires is null or "
        "l.expires >= $3) order by coalesce(w.recorded_at, l.recorded_at), l.id"};
} // namespace

std::vector<PersonAt> people_at(Seen const& seen, Visit const& visit, Thing const& thing)
{
    std::vector<PersonAt> all;
    for (auto const row :
        visit.reading().run(people_at_thing, thing.kind, thing.id, london::day_of(visit.now()))) {
        auto const person
            = row.text("from_kind") == "person" ? row.uuid("from_id") : row.uuid("to_id");
        all.push_back({seen.kept(visit, {"person", person}).id, row.id<LinkId>("id"),
            row.text("role"), london::day_of(row.instant("made_at")),
            {row.text("drawn_kind"), row.uuid("drawn_from")}, row.maybe_date("expires")});
    }
    return all;
}

} // namespace kith::links
