// SPDX-License-Identifier: MIT
// Links and events as they were known at a moment: from the rows that stand, and from those they
// replaced.
#include "links/rows.h"
#include "links/store.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace kith::links {
namespace {
    constexpr db::Sql events_known = {"events of a thing as they were known",
        "with placed as (select from_id, role from links where from_kind = 'event' and to_kind = "
        "$1 and to_id = $2 and not withdrawn and recorded_at <= $3 union all select from_id, "
        "role from links_was where from_kind = 'event' and to_kind = $1 and to_id = $2 and not "
        "withdrawn and recorded_at <= $3 and superseded_at > $3) select e.id, e.kind, "
        "e.happened_at, e.day, e.place, e.said, e.source, e.confidence, e.handling, "
        "e.drawn_kind, e.drawn_from, e.withdrawn, e.created_by, e.version, e.recorded_at, "
        "e.recorded_by, e.owner_agency, p.role as link_role from placed p join events e on e.id "
        "= p.from_id where not e.withdrawn and e.recorded_at <= $3 union all select e.id, "
        "e.kind, e.happened_at, e.day, e.place, e.said, e.source, e.confidence, e.handling, "
        "e.drawn_kind, e.drawn_from, e.withdrawn, e.created_by, e.version, e.recorded_at, "
        "e.recorded_by, e.owner_agency, p.role as link_role from placed p join events_was e on "
        "e.id = p.from_id where not e.withdrawn and e.recorded_at <= $3 and e.superseded_at > $3 "
        "limit 5000"};
    constexpr db::Sql links_known = {"links of a thing as they were known",
        "select k.*, coalesce((select f.recorded_at from links_was f where f.id = k.id and "
        "f.version = 1), k.recorded_at) as first_recorded_at from (select id, from_kind, from_id, "
        "to_kind, to_id, role, from_day, until_day, source, "
        "confidence, handling, expires, drawn_kind, drawn_from, withdrawn, created_by, version, "
        "recorded_at, recorded_by, owner_agency from links where ((from_kind = $1 and from_id = "
        "$2) or (to_kind = $1 and to_id = $2)) and from_kind <> 'event' and not withdrawn and "
        "recorded_at <= $3 union all select id, from_kind, from_id, to_kind, to_id, role, "
        "from_day, until_day, source, confidence, handling, expires, drawn_kind, drawn_from, "
        "withdrawn, created_by, version, recorded_at, recorded_by, owner_agency from links_was "
        "where ((from_kind = $1 and from_id = $2) or (to_kind = $1 and to_id = $2)) and "
        "from_kind <> 'event' and not withdrawn and recorded_at <= $3 and superseded_at > $3 "
        "limit 5000) as k"};

    // Asks once for each thing.
    class Asked {
    public:
        Asked(Seen const& seen, Visit const& visit) : seen_(seen), visit_(visit) { }
        bool may_know(Thing const& thing)
        {
            auto const at = answers_.find(thing);
            if (at != answers_.end())
                return at->second;
            return answers_.emplace(thing, seen_.may_know(visit_, thing)).first->second;
        }

    private:
        Seen const& seen_;
        Visit const& visit_;
        std::map<Thing, bool> answers_;
    };
} // namespace

std::vector<Happened> Store::list_events_known(
    Visit const& visit, Thing const& about, Instant known_at) const
{
    std::vector<Happened> all;
    Asked asked(seen_, visit);
    for (auto const row : visit.reading().run(events_known, about.kind, about.id, known_at)) {
        auto event = read_event_row(row);
        if (event.drawn_from != about && !asked.may_know(event.drawn_from))
            continue;
        visit.looked_at(thing(event.id));
        all.push_back({std::move(event), row.text("link_role")});
    }
    std::ranges::sort(all, [](auto const& one, auto const& other) {
        return std::tuple(one.event.sorting_day(), one.event.at, one.event.id)
            > std::tuple(other.event.sorting_day(), other.event.at, other.event.id);
    });
    return all;
}

std::vector<Link> Store::list_known(Visit const& visit, Thing const& about, Instant known_at) const
{
    std::vector<Link> all;
    Asked asked(seen_, visit);
    for (auto const row : visit.reading().run(links_known, about.kind, about.id, known_at)) {
        auto link = read_link_row(row);
        link.first_recorded_at = row.instant("first_recorded_at");
        auto const& other = link.other_end(about);
        if (!asked.may_know(other)
            || (link.drawn_from != about && !asked.may_know(link.drawn_from)))
            continue;
        visit.looked_at(other);
        all.push_back(std::move(link));
    }
    std::ranges::sort(all, {}, [](Link const& link) { return link.id; });
    return all;
}

} // namespace kith::links
