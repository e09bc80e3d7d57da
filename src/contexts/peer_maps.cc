// SPDX-License-Identifier: MIT
#include "contexts/peer_maps.h"
#include "base/london.h"
#include "contexts/clock_days.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr db::Sql standing_map = {"peer map that stands",
        "select * from peer_maps where context = $1 and status <> 'ended' order by recorded_at "
        "desc, "
        "id limit 1"};
    constexpr db::Sql context_of_map
        = {"group of a peer map", "select context from peer_maps where id = $1"};
    constexpr db::Sql insert_map = {"make peer map",
        "insert into peer_maps (id, context, purpose, used_by, review_on, strengths, no_strengths, "
        "worries, status, created_by, version, recorded_at, recorded_by, owner_agency) values ($1, "
        "$2, $3, $4, $5, $6, $7, $8, $9, $10, $13, $11, $10, $12)"};
    constexpr db::Sql last_version = {"last version of the maps of a group",
        "select coalesce(max(version), 0) as version from peer_maps where context = $1"};
    constexpr db::Sql keep_map = {"keep peer map as it was",
        "insert into peer_maps_was select id, context, purpose, used_by, review_on, strengths, "
        "no_strengths, worries, status, created_by, version, recorded_at, recorded_by, "
        "owner_agency, $3, '' from peer_maps where id = $1 and version = $2"};
    constexpr db::Sql update_map = {"save peer map",
        "update peer_maps set purpose = $3, used_by = $4, review_on = $5, strengths = $6, "
        "no_strengths = $7, worries = $8, status = $9, recorded_at = $10, recorded_by = $11, "
        "version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql withdraw_all_words = {"withdraw words about all on a peer map",
        "update peer_map_words set withdrawn_at = $2, withdrawn_by = $3 where map = $1 and "
        "withdrawn_at is null"};

    PeerMap read_map_row(db::Row const& row)
    {
        PeerMap map;
        map.id = row.id<PeerMapId>("id");
        map.context = row.id<ContextId>("context");
        map.purpose = row.text("purpose");
        map.used_by = row.text("used_by");
        map.review_on = row.maybe_date("review_on");
        map.strengths = row.text("strengths");
        map.no_strengths = row.text("no_strengths");
        map.worries = row.text("worries");
        map.status = read_map_status(row.text("status"));
        map.version = row.integer("version");
        map.created_by = row.id<AccountId>("created_by");
        map.owner_agency = row.id<AgencyId>("owner_agency");
        map.recorded_at = row.instant("recorded_at");
        return map;
    }

    std::optional<PeerMap> map_that_stands(Visit const& visit, ContextId context)
    {
        auto const rows = visit.reading().run(standing_map, context);
        return rows.empty() ? std::nullopt : std::optional(read_map_row(rows[0]));
    }

    // Why stands in the ledger alone, sealed.
    Done write_next_map(Change& change, PeerMap const& map)
    {
        auto& connection = change.writing();
        connection.run(keep_map, map.id, map.version, change.now());
        auto const saved = connection.run(update_map, map.id, map.version, map.purpose, map.used_by,
            map.review_on, map.strengths, map.no_strengths, map.worries,
            std::string(write(map.status)), change.now(), change.visitor().account);
        if (saved.changed() == 0)
            return error(Code::conflict,
                "Somebody changed this since you opened it. What you typed is still below: look at "
                "what stands now, then save again");
        return done();
    }
} // namespace

access::Facts map_facts(Visit const& visit, Context const& context, PeerMapId id)
{
    auto facts = facts_of(visit, context);
    facts.subject = thing(context.id);
    // Before there is one it is the group's.
    facts.thing = {"peer_map", id.none() ? context.id.uuid() : id.uuid()};
    return facts;
}

bool knows_map(Visit const& visit, Uuid const& id)
{
    auto const rows = visit.reading().run(context_of_map, id);
    if (rows.empty())
        return false;
    auto const context = find_to_count(visit, rows[0].id<ContextId>("context"));
    return context && visit.sees(map_facts(visit, *context, PeerMapId(id)));
}

Result<std::optional<PeerMap>> find_map(Visit const& visit, Context const& context)
{
    if (context.kind != "PEER" || !visit.sees(map_facts(visit, context)))
        return not_found();
    auto map = map_that_stands(visit, context.id);
    if (map)
        TRY(visit.see(map_facts(visit, context, map->id)));
    return map;
}

Result<PeerMap> find_kept_map(Visit const& visit, Context const& context)
{
    auto const map = TRY(find_map(visit, context));
    TRY(visit.may("keep", map_facts(visit, context)));
    if (!map)
        return not_found();
    return *map;
}

Result<PeerMapId> save_map(Contexts const& room, Change& change, Context const& context,
    PeerMap const& wanted, std::string const& reason)
{
    auto map = wanted;
    auto const stands = TRY(find_map(change, context));
    TRY(static_cast<Visit const&>(change).may("keep", map_facts(change, context)));
    // A day that stands and was not touched is not held against today: other words may change.
    auto const today = london::day_of(change.now());
    ReviewDays const days{
        days_of(room, "peer_map.review", today), days_of(room, "peer_map.furthest_review", today)};
    auto const untouched = stands && stands->review_on == map.review_on && map.version != 0;
    if (untouched)
        map.review_on.reset();
    map = TRY(checked(map, today, days));
    if (untouched)
        map.review_on = stands->review_on;
    if (map.version == 0) {
        if (stands)
            return error(Code::conflict,
                "This group has a map already: somebody made it since you opened this page");
        map.id = PeerMapId::fresh();
        auto const& who = change.visitor();
        TRY(change.record("keep", map_facts(change, context, map.id),
            fmt::format("peer map of {} begun: {}", context.reference.write(), map.purpose)));
        // A version read of a map that ended never fits the next.
        auto const rows = change.writing().run(last_version, context.id);
        change.writing().run(insert_map, map.id, context.id, map.purpose, map.used_by,
            map.review_on, map.strengths, map.no_strengths, map.worries, "begun", who.account,
            change.now(), who.agency, rows[0].integer("version") + 1);
        return map.id;
    }
    if (!stands)
        return error(Code::conflict,
            "The map has ended since you opened it. What you typed is below: save it to begin "
            "another map, or copy what is still needed");
    map.id = stands->id;
    if (reason.empty())
        return invalid("Say why it changes", "reason");
    map.status = stands->status;
    if (map.status == MapStatus::finished)
        TRY(can_be_finished(map, list_members(room, change, map)));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    TRY(write_next_map(change, map));
    return map.id;
}

Done finish_map(Contexts const& room, Change& change, Context const& context)
{
    auto map = TRY(find_kept_map(change, context));
    TRY(can_be_finished(map, list_members(room, change, map)));
    if (map.status == MapStatus::finished)
        return done();
    map.status = MapStatus::finished;
    TRY(change.record("keep", map_facts(change, context, map.id), "peer map finished"));
    return write_next_map(change, map);
}

Done end_map(
    Contexts const& room, Change& change, Context const& context, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why the map ends", "reason");
    auto map = TRY(find_kept_map(change, context));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    map.status = MapStatus::ended;
    TRY(write_next_map(change, map));
    room.links.store.close_drawn(change, thing(map.id), std::nullopt, {});
    change.writing().run(withdraw_all_words, map.id, change.now(), change.visitor().account);
    return done();
}

} // namespace kith::contexts
