// SPDX-License-Identifier: MIT
#include "links/store.h"
#include "base/london.h"
#include "links/rows.h"
#include <algorithm>
#include <fmt/core.h>
#include <tuple>

namespace kith::links {
namespace {
    constexpr db::Sql drawn_links_of = {"what links of a thing were drawn from",
        "select distinct drawn_kind, drawn_from from links where (from_kind = $1 and from_id = $2) "
        "or (to_kind = $1 and to_id = $2)"};
    constexpr db::Sql find_link = {"find link", "select * from links where id = $1"};
    constexpr db::Sql links_of = {"links of a thing",
        "select * from links where ((from_kind = $1 and from_id = $2) or (to_kind = $1 and to_id = "
        "$2)) and from_kind <> 'event' and not withdrawn and (until_day is null or until_day >= "
        "$3) and (expires is null or expires >= $3) order by recorded_at desc, id limit 500"};
    constexpr db::Sql insert_link = {"add link",
        "insert into links (id, from_kind, from_id, to_kind, to_id, role, from_day, until_day, "
        "source, confidence, handling, expires, drawn_kind, drawn_from, withdrawn, created_by, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $16, $18)"};
    constexpr db::Sql keep_link = {"keep link as it was",
        "insert into links_was select id, from_kind, from_id, to_kind, to_id, role, from_day, "
        "until_day, source, confidence, handling, expires, drawn_kind, drawn_from, withdrawn, "
        "created_by, version, recorded_at, recorded_by, owner_agency, $3, $4 from links where id = "
        "$1 and version = $2"};
    constexpr db::Sql update_link = {"save link",
        "update links set role = $3, from_day = $4, until_day = $5, source = $6, confidence = $7, "
        "handling = $8, expires = $9, withdrawn = $10, recorded_at = $11, recorded_by = $12, "
        "version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql events_of = {"events of a thing",
        "select e.*, l.role as link_role from links l join events e on e.id = l.from_id where "
        "l.from_kind = 'event' and l.to_kind = $1 and l.to_id = $2 and not l.withdrawn and not "
        "e.withdrawn order by e.recorded_at desc, e.id limit 500"};
    constexpr db::Sql links_since = {"links made after",
        "select l.* from links l left join links_was w on w.id = l.id and w.version = 1 where "
        "((l.from_kind = $1 and l.from_id = $2) or (l.to_kind = $1 and l.to_id = $2)) and not "
        "l.withdrawn and coalesce(w.recorded_at, l.recorded_at) > $3 order by "
        "coalesce(w.recorded_at, l.recorded_at), l.id"};
    constexpr db::Sql find_event = {"find event", "select * from events where id = $1"};
    constexpr db::Sql insert_event = {"add event",
        "insert into events (id, kind, happened_at, day, place, said, source, confidence, "
        "handling, drawn_kind, drawn_from, withdrawn, created_by, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, 1, $14, $13, $15)"};
    constexpr db::Sql keep_event = {"keep event as it was",
        "insert into events_was select id, kind, happened_at, day, place, said, source, "
        "confidence, handling, drawn_kind, drawn_from, withdrawn, created_by, version, "
        "recorded_at, recorded_by, owner_agency, $3, $4 from events where id = $1 and version = "
        "$2"};
    constexpr db::Sql update_event = {"save event",
        "update events set kind = $3, happened_at = $4, day = $5, place = $6, said = $7, source = "
        "$8, confidence = $9, handling = $10, withdrawn = $11, recorded_at = $12, recorded_by = "
        "$13, version = version + 1 where id = $1 and version = $2"};

    std::optional<std::string> written(std::optional<PartialDate> const& day)
    {
        return day ? std::optional(day->write()) : std::nullopt;
    }

    bool is_subject(Thing const& thing)
    {
        return thing.kind == "person" || thing.kind == "context";
    }

    access::Facts facts_of(Link const& link)
    {
        access::Facts facts;
        facts.thing = thing(link.id);
        facts.subject = is_subject(link.to) ? link.to
            : is_subject(link.from)         ? link.from
                                            : facts.thing;
        facts.owner = link.owner_agency;
        facts.raised_by = link.created_by;
        return facts;
    }

    access::Facts facts_of(Event const& event, std::vector<Joined> const& about)
    {
        access::Facts facts;
        facts.thing = thing(event.id);
        facts.subject = about.empty() ? facts.thing : about.front().thing;
        facts.owner = event.owner_agency;
        facts.raised_by = event.created_by;
        return facts;
    }

    Error saved_meanwhile()
    {
        return error(Code::conflict,
            "Somebody changed this since you opened it: look at it again, then make your change");
    }
} // namespace

Done Store::must_know(Visit const& visit, Link const& link) const
{
    for (auto const* end : {&link.from, &link.to, &link.drawn_from})
        if (end->kind != "event" && !seen_.may_know(visit, *end))
            return not_found();
    return done();
}

Result<Link> Store::find(Visit const& visit, LinkId id) const
{
    auto const rows = visit.reading().run(find_link, id);
    if (rows.empty())
        return not_found();
    auto link = read_link_row(rows[0]);
    TRY(must_know(visit, link));
    visit.looked_at(link.from);
    visit.looked_at(link.to);
    return link;
}

std::vector<Link> Store::list_of(Visit const& visit, Thing const& about) const
{
    std::vector<Link> seen;
    auto const today = london::day_of(visit.now());
    for (auto const row : visit.reading().run(links_of, about.kind, about.id, today)) {
        auto link = read_link_row(row);
        auto const& other = link.other_end(about);
        if (!seen_.may_know(visit, other)
            || (link.drawn_from != other && link.drawn_from != about
                && !seen_.may_know(visit, link.drawn_from)))
            continue;
        visit.looked_at(other);
        seen.push_back(std::move(link));
    }
    return seen;
}

std::vector<Happened> Store::list_events(Visit const& visit, Thing const& about) const
{
    std::vector<Happened> seen;
    for (auto const row : visit.reading().run(events_of, about.kind, about.id)) {
        auto event = read_event_row(row);
        if (event.drawn_from != about && !seen_.may_know(visit, event.drawn_from))
            continue;
        visit.looked_at(thing(event.id));
        seen.push_back({std::move(event), row.text("link_role")});
    }
    std::ranges::stable_sort(seen, [](auto const& one, auto const& other) {
        return std::tuple(one.event.sorting_day(), one.event.at)
            > std::tuple(other.event.sorting_day(), other.event.at);
    });
    return seen;
}

Result<Link> Store::save(Change& change, Link const& wanted, std::string const& reason) const
{
    auto link = TRY(checked(wanted, london::day_of(change.now())));
    auto const who = change.visitor().account;
    if (link.version == 0) {
        if (link.id.none())
            link.id = LinkId::fresh();
        link.created_by = who;
        link.owner_agency = change.visitor().agency;
    } else {
        auto const stands = TRY(find(change, link.id));
        link.from
            = stands.from; // whom it joins, and from what, never changes: that is another link
        link.to = stands.to;
        link.drawn_from = stands.drawn_from;
        link.created_by = stands.created_by;
        link.owner_agency = stands.owner_agency;
    }
    TRY(must_know(change, link));
    auto& connection = change.writing();
    if (link.version == 0) {
        TRY(change.record("create", facts_of(link), fmt::format("joined as {}", link.role)));
        connection.run(insert_link, link.id, link.from.kind, link.from.id, link.to.kind, link.to.id,
            link.role, link.from_day, link.until_day, link.source, link.confidence, link.handling,
            link.expires, link.drawn_from.kind, link.drawn_from.id, link.withdrawn, who,
            change.now(), link.owner_agency);
    } else {
        TRY(change.record("change", facts_of(link), reason));
        connection.run(keep_link, link.id, link.version, change.now(), reason);
        auto const saved = connection.run(update_link, link.id, link.version, link.role,
            link.from_day, link.until_day, link.source, link.confidence, link.handling,
            link.expires, link.withdrawn, change.now(), who);
        if (saved.changed() == 0)
            return saved_meanwhile();
    }
    ++link.version;
    return link;
}

Result<Link> Store::draw(Change& change, Link const& wanted) const
{
    auto link = TRY(checked(wanted, london::day_of(change.now())));
    if (link.to.kind != "named_thing" && !seen_.may_know(change, link.to))
        return not_found();
    link.id = LinkId::fresh();
    link.version = 1;
    link.created_by = change.visitor().account;
    link.owner_agency = change.visitor().agency;
    change.writing().run(insert_link, link.id, link.from.kind, link.from.id, link.to.kind,
        link.to.id, link.role, link.from_day, link.until_day, link.source, link.confidence,
        link.handling, link.expires, link.drawn_from.kind, link.drawn_from.id, link.withdrawn,
        link.created_by, change.now(), link.owner_agency);
    return link;
}

Done Store::save_drawn(Change& change, Link const& wanted, std::string const& reason) const
{
    auto const link = TRY(checked(wanted, london::day_of(change.now())));
    auto& connection = change.writing();
    connection.run(keep_link, link.id, link.version, change.now(), reason);
    auto const saved = connection.run(update_link, link.id, link.version, link.role, link.from_day,
        link.until_day, link.source, link.confidence, link.handling, link.expires, link.withdrawn,
        change.now(), change.visitor().account);
    return saved.changed() == 0 ? Done(saved_meanwhile()) : done();
}

Done Store::withdraw(Change& change, LinkId id, std::string const& reason) const
{
    if (reason.empty())
        return invalid("Say why you take this back", "reason");
    auto link = TRY(find(change, id));
    link.withdrawn = true;
    TRY(save(change, link, reason));
    return done();
}

Result<Event> Store::save(Change& change, Event const& wanted, std::vector<Joined> const& about,
    std::string const& reason) const
{
    auto event = wanted;
    TRY(check(event, change.now()));
    if (!seen_.may_know(change, event.drawn_from))
        return not_found();
    auto const who = change.visitor().account;
    auto& connection = change.writing();
    if (event.version != 0) {
        auto const rows = connection.run(find_event, event.id);
        if (rows.empty())
            return not_found();
        auto const stands = read_event_row(rows[0]);
        if (!seen_.may_know(change, stands.drawn_from))
            return not_found();
        event.created_by = stands.created_by;
        event.owner_agency = stands.owner_agency;
        TRY(change.record("change", facts_of(event, about), reason));
        connection.run(keep_event, event.id, event.version, change.now(), reason);
        auto const saved = connection.run(update_event, event.id, event.version, event.kind,
            event.at, written(event.day), event.place, event.said, event.source, event.confidence,
            event.handling, event.withdrawn, change.now(), who);
        if (saved.changed() == 0)
            return saved_meanwhile();
        ++event.version;
        return event;
    }
    if (event.id.none())
        event.id = EventId::fresh();
    event.created_by = who;
    event.owner_agency = change.visitor().agency;
    event.recorded_at = change.now();
    TRY(change.record("create", facts_of(event, about), fmt::format("{} recorded", event.kind)));
    connection.run(insert_event, event.id, event.kind, event.at, written(event.day), event.place,
        event.said, event.source, event.confidence, event.handling, event.drawn_from.kind,
        event.drawn_from.id, event.withdrawn, who, change.now(), event.owner_agency);
    event.version = 1;
    for (auto const& joined : about) {
        Link link;
        link.from = thing(event.id);
        link.to = joined.thing;
        link.role = joined.role;
        link.source = event.source;
        link.confidence = event.confidence;
        link.handling = event.handling;
        link.drawn_from = event.drawn_from;
        TRY(save(change, link));
    }
    for (auto const& hears : heard)
        TRY(hears(change, event, about));
    return event;
}

std::vector<MadeSince> Store::list_since(
    Visit const& visit, Thing const& about, Instant after) const
{
    std::vector<MadeSince> seen;
    for (auto const row : visit.reading().run(links_since, about.kind, about.id, after)) {
        MadeSince made{read_link_row(row), {}};
        auto const& other = made.link.other_end(about);
        if ((other.kind != "event" && !seen_.may_know(visit, other))
            || (made.link.drawn_from != other && made.link.drawn_from != about
                && !seen_.may_know(visit, made.link.drawn_from)))
            continue;
        if (other.kind == "event")
            for (auto const event : visit.reading().run(find_event, other.id))
                made.event = read_event_row(event);
        visit.looked_at(other);
        seen.push_back(std::move(made));
    }
    return seen;
}

void Store::move(
    Change& change, LinkId id, Thing const& from, Thing const& to, std::string const& reason) const
{
    auto& connection = change.writing();
    auto const rows = connection.run(find_link, id);
    must(!rows.empty(), "a link that moves is there");
    auto link = read_link_row(rows[0]);
    auto const version = link.version;
    auto const who = change.visitor().account;
    connection.run(keep_link, id, version, change.now(), reason);
    connection.run(update_link, id, version, link.role, link.from_day, link.until_day, link.source,
        link.confidence, link.handling, link.expires, true, change.now(), who);
    for (auto* const end : {&link.from, &link.to, &link.drawn_from})
        if (*end == from)
            *end = to;
    auto const made = LinkId::fresh();
    connection.run(insert_link, made, link.from.kind, link.from.id, link.to.kind, link.to.id,
        link.role, link.from_day, link.until_day, link.source, link.confidence, link.handling,
        link.expires, link.drawn_from.kind, link.drawn_from.id, false, who, change.now(),
        change.visitor().agency);
    for (auto const& follows : follow_)
        follows(change, id, made);
}

bool Store::is_joined(
    db::Connection& connection, Thing const& thing, std::span<Thing const> but_from)
{
    for (auto const row : connection.run(drawn_links_of, thing.kind, thing.id)) {
        Thing const drawn{row.text("drawn_kind"), row.uuid("drawn_from")};
        if (std::ranges::find(but_from, drawn) == but_from.end())
            return true;
    }
    return false;
}

} // namespace kith::links
