// SPDX-License-Identifier: MIT
// Events that a room tells of its own acts, and who is joined to them.
#include "links/drawn.h"
#include "links/store.h"

namespace kith::links {
namespace {
    constexpr db::Sql insert_told = {"tell what happened",
        "insert into events (id, kind, happened_at, day, place, said, source, confidence, "
        "handling, drawn_kind, drawn_from, withdrawn, created_by, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $15, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12, 1, $13, $12, $14)"};
    constexpr db::Sql told_of = {"what was told of a thing",
        "select * from events where drawn_kind = $1 and drawn_from = $2 and not withdrawn order by "
        "recorded_at, id"};
    constexpr db::Sql place_in_told = {"who stands in an event",
        "select id, version from links where from_kind = 'event' and from_id = $1 and to_kind = $2 "
        "and to_id = $3 and not withdrawn"};
    constexpr db::Sql insert_place = {"put somebody into an event",
        "insert into links (id, from_kind, from_id, to_kind, to_id, role, from_day, until_day, "
        "source, confidence, handling, expires, drawn_kind, drawn_from, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, 'event', $2, $3, $4, $5, "
        "null, null, $6, $7, '', null, $8, $9, $10, $11, 1, $12, $11, $13)"};
    constexpr db::Sql keep_place = {"keep who stood in an event",
        "insert into links_was (id, from_kind, from_id, to_kind, to_id, role, from_day, until_day, "
        "source, confidence, handling, expires, drawn_kind, drawn_from, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency, superseded_at, reason) select id, "
        "from_kind, from_id, to_kind, to_id, role, from_day, until_day, source, confidence, "
        "handling, expires, drawn_kind, drawn_from, withdrawn, created_by, version, recorded_at, "
        "recorded_by, owner_agency, $2, $3 from links where id = $1"};
    constexpr db::Sql take_place_back = {"take somebody out of an event",
        "update links set withdrawn = $2, version = version + 1, recorded_at = $3, recorded_by = "
        "$4 where id = $1"};

    constexpr db::Sql places_in_told = {"all who stand in an event",
        "select id from links where from_kind = 'event' and from_id = $1 and not withdrawn"};

    constexpr db::Sql drawn_links = {"links drawn from a thing",
        "select id from links where drawn_kind = $1 and drawn_from = $2 and from_kind <> 'event' "
        "and not withdrawn"};
    constexpr db::Sql drawn_links_joining = {"links drawn from a thing that join another",
        "select id from links where drawn_kind = $1 and drawn_from = $2 and ((from_kind = $3 and "
        "from_id = $4) or (to_kind = $3 and to_id = $4)) and not withdrawn"};
    constexpr db::Sql drawn_links_longer = {"links drawn from a thing that last longer",
        "select id from links where drawn_kind = $1 and drawn_from = $2 and ((from_kind = $3 and "
        "from_id = $4) or (to_kind = $3 and to_id = $4)) and expires > $5 and not withdrawn"};
    constexpr db::Sql standing_link
        = {"link that was not taken back", "select id from links where id = $1 and not withdrawn"};
    constexpr db::Sql shorten_link = {"link that expires sooner",
        "update links set expires = $2, version = version + 1, recorded_at = $3, recorded_by = $4 "
        "where id = $1"};
    constexpr db::Sql end_drawn = {"link ends with what it was drawn from",
        "update links set until_day = $2, version = version + 1, recorded_at = $3, recorded_by = "
        "$4 where id = $1"};

    void put_in(Change& change, EventId event, Thing const& drawn_from, std::string const& source,
        Joined const& joined)
    {
        auto& connection = change.writing();
        if (!connection.run(place_in_told, event, joined.thing.kind, joined.thing.id).empty())
            return;
        connection.run(insert_place, LinkId::fresh(), event, joined.thing.kind, joined.thing.id,
            joined.role, source, "reported", drawn_from.kind, drawn_from.id, false,
            change.visitor().account, change.now(), change.visitor().agency);
    }
} // namespace

void Store::tell(Change& change, Event const& event, std::vector<Joined> const& about) const
{
    must(check(event, change.now()).ok(), "what a room tells of its own act is whole");
    auto const id = event.id.none() ? EventId::fresh() : event.id;
    auto const& who = change.visitor();
    change.writing().run(insert_told, id, event.kind, event.at, event.place, event.said,
        event.source, event.confidence, event.handling, event.drawn_from.kind, event.drawn_from.id,
        false, who.account, change.now(), who.agency,
        event.day ? db::Value{event.day->write()} : db::Value{});
    for (auto const& joined : about)
        put_in(change, id, event.drawn_from, event.source, joined);
}

void Store::join_told(Change& change, Thing const& drawn_from, Joined const& joined) const
{
    for (auto const row : change.writing().run(told_of, drawn_from.kind, drawn_from.id))
        put_in(change, row.id<EventId>("id"), drawn_from, row.text("source"), joined);
}

void Store::part_told(
    Change& change, Thing const& drawn_from, Thing const& subject, std::string const& reason) const
{
    auto& connection = change.writing();
    for (auto const row : connection.run(told_of, drawn_from.kind, drawn_from.id))
        for (auto const place :
            connection.run(place_in_told, row.id<EventId>("id"), subject.kind, subject.id)) {
            auto const id = place.id<LinkId>("id");
            connection.run(keep_place, id, change.now(), reason);
            connection.run(take_place_back, id, true, change.now(), change.visitor().account);
        }
}

void Store::take_told_back(Change& change, EventId id, std::string const& reason) const
{
    auto& connection = change.writing();
    for (auto const row : connection.run(places_in_told, id)) {
        auto const place = row.id<LinkId>("id");
        connection.run(keep_place, place, change.now(), reason);
        connection.run(take_place_back, place, true, change.now(), change.visitor().account);
    }
}

void Store::close_drawn(Change& change, Thing const& drawn_from, std::optional<Date> last_day,
    std::string const& reason) const
{
    auto& connection = change.writing();
    for (auto const row : connection.run(drawn_links, drawn_from.kind, drawn_from.id)) {
        auto const id = row.id<LinkId>("id");
        connection.run(keep_place, id, change.now(), reason);
        if (last_day)
            connection.run(end_drawn, id, *last_day, change.now(), change.visitor().account);
        else
            connection.run(take_place_back, id, true, change.now(), change.visitor().account);
    }
}

void Store::take_drawn_back(
    Change& change, Thing const& drawn_from, Thing const& joined, std::string const& reason) const
{
    auto& connection = change.writing();
    for (auto const row : connection.run(
             drawn_links_joining, drawn_from.kind, drawn_from.id, joined.kind, joined.id)) {
        auto const id = row.id<LinkId>("id");
        connection.run(keep_place, id, change.now(), reason);
        connection.run(take_place_back, id, true, change.now(), change.visitor().account);
    }
}

bool take_one_drawn_back(access::Change& change, LinkId id, std::string const& reason)
{
    auto& connection = change.writing();
    if (connection.run(standing_link, id).empty())
        return false;
    connection.run(keep_place, id, change.now(), reason);
    connection.run(take_place_back, id, true, change.now(), change.visitor().account);
    return true;
}

void Store::shorten_drawn(
    Change& change, Thing const& drawn_from, Thing const& person, Date last_day) const
{
    auto& connection = change.writing();
    for (auto const row : connection.run(drawn_links_longer, drawn_from.kind, drawn_from.id,
             person.kind, person.id, last_day)) {
        auto const id = row.id<LinkId>("id");
        connection.run(keep_place, id, change.now(), "");
        connection.run(shorten_link, id, last_day, change.now(), change.visitor().account);
    }
}

} // namespace kith::links
