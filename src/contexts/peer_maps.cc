// SPDX-License-Identifier: MIT
#include "contexts/peer_maps.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <set>

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
        "$2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $10, $12)"};
    constexpr db::Sql keep_map = {"keep peer map as it was",
        "insert into peer_maps_was select id, context, purpose, used_by, review_on, strengths, "
        "no_strengths, worries, status, created_by, version, recorded_at, recorded_by, "
        "owner_agency, $3, $4 from peer_maps where id = $1 and version = $2"};
    constexpr db::Sql update_map = {"save peer map",
        "update peer_maps set purpose = $3, used_by = $4, review_on = $5, strengths = $6, "
        "no_strengths = $7, worries = $8, status = $9, recorded_at = $10, recorded_by = $11, "
        "version = version + 1 where id = $1 and version = $2"};
    constexpr db::Sql words_on_map = {"words about those on a peer map",
        "select * from peer_map_words where map = $1 order by recorded_at, id"};
    constexpr db::Sql words_of_member = {"words about one on a peer map",
        "select * from peer_map_words where link = $1 and withdrawn_at is null"};
    constexpr db::Sql add_words = {"add words about one on a peer map",
        "insert into peer_map_words (id, map, link, part, strengths, recorded_at, recorded_by, "
        "reason) values ($1, $2, $3, $4, $5, $6, $7, '')"};
    constexpr db::Sql withdraw_words = {"withdraw words about one on a peer map",
        "update peer_map_words set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where link = "
        "$1 and withdrawn_at is null"};
    constexpr db::Sql withdraw_all_words = {"withdraw words about all on a peer map",
        "update peer_map_words set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where map = "
        "$1 "
        "and withdrawn_at is null"};

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

    // For the acts on a map: it stands, and this visit keeps it.
    Result<PeerMap> kept_map(Visit const& visit, Context const& context)
    {
        auto const map = TRY(find_map(visit, context));
        TRY(visit.may("keep", map_facts(visit, context)));
        if (!map)
            return not_found();
        return *map;
    }

    Done write_next_map(Change& change, PeerMap const& map, std::string const& reason)
    {
        auto& connection = change.writing();
        connection.run(keep_map, map.id, map.version, change.now(), reason);
        auto const saved = connection.run(update_map, map.id, map.version, map.purpose, map.used_by,
            map.review_on, map.strengths, map.no_strengths, map.worries,
            std::string(write(map.status)), change.now(), change.visitor().account);
        if (saved.changed() == 0)
            return error(Code::conflict,
                "Somebody changed this since you opened it. What you typed is still below: look at "
                "what stands now, then save again");
        return done();
    }

    void write_words(Change& change, PeerMap const& map, Member const& member)
    {
        change.writing().run(add_words, Uuid::fresh(), map.id, member.link.id, member.part,
            member.strengths, change.now(), change.visitor().account);
    }

    int member_days(Contexts const& room) { return room.clocks.rule("peer_map.member").amount; }

    bool is_member_of(links::PersonAt const& one, PeerMap const& map)
    {
        return one.drawn_from == thing(map.id);
    }

    Thing person_of_link(links::Link const& link)
    {
        return link.from.kind == "person" ? link.from : link.to;
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

Result<PeerMapId> save_map(Contexts const& room, Change& change, Context const& context,
    PeerMap const& wanted, std::string const& reason)
{
    auto map = wanted;
    auto const stands = TRY(find_map(change, context));
    TRY(static_cast<Visit const&>(change).may("keep", map_facts(change, context)));
    // A day that stands and was not touched is not held against today: other words may change.
    auto const today = london::day_of(change.now());
    auto const weeks = room.clocks.rule("peer_map.review").amount;
    auto const untouched = stands && stands->review_on == map.review_on && map.version != 0;
    if (untouched)
        map.review_on.reset();
    map = TRY(checked(map, today, weeks * 7));
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
        change.writing().run(insert_map, map.id, context.id, map.purpose, map.used_by,
            map.review_on, map.strengths, map.no_strengths, map.worries, "begun", who.account,
            change.now(), who.agency);
        return map.id;
    }
    if (!stands || stands->id != map.id)
        return not_found();
    if (reason.empty())
        return invalid("Say why it changes", "reason");
    map.status = stands->status;
    if (map.status == MapStatus::finished)
        TRY(can_be_finished(map, list_members(room, change, context, map).known));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    TRY(write_next_map(change, map, reason));
    return map.id;
}

Done finish_map(Contexts const& room, Change& change, Context const& context)
{
    auto map = TRY(kept_map(change, context));
    TRY(can_be_finished(map, list_members(room, change, context, map).known));
    if (map.status == MapStatus::finished)
        return done();
    map.status = MapStatus::finished;
    TRY(change.record("keep", map_facts(change, context, map.id), "peer map finished"));
    return write_next_map(change, map, "Finished");
}

Done end_map(
    Contexts const& room, Change& change, Context const& context, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why the map ends", "reason");
    auto map = TRY(kept_map(change, context));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    map.status = MapStatus::ended;
    TRY(write_next_map(change, map, reason));
    room.links.store.close_drawn(change, thing(map.id), std::nullopt, reason);
    change.writing().run(
        withdraw_all_words, map.id, change.now(), change.visitor().account, reason);
    return done();
}

Members list_members(
    Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map)
{
    std::map<LinkId, std::pair<std::string, std::string>> words;
    for (auto const row : visit.reading().run(words_on_map, map.id))
        if (row.is_null("withdrawn_at"))
            words[row.id<LinkId>("link")] = {row.text("part"), row.text("strengths")};
    Members members;
    std::set<Uuid> shown;
    for (auto const& link : room.links.store.list_of(visit, thing(context.id)))
        if (link.drawn_from == thing(map.id)
            && shown.insert(room.links.seen.kept(visit, person_of_link(link)).id).second)
            members.known.push_back({link, words[link.id].first, words[link.id].second});
    std::ranges::reverse(members.known); // list_of gives the latest first
    std::set<Uuid> all;
    for (auto const& one : links::people_at(room.links.seen, visit, thing(context.id)))
        if (is_member_of(one, map))
            all.insert(one.person);
    members.others
        = static_cast<std::int64_t>(all.size()) - static_cast<std::int64_t>(shown.size());
    return members;
}

std::vector<links::Link> list_ties(Contexts const& room, Visit const& visit, PeerMap const& map,
    std::vector<Member> const& members)
{
    std::set<Thing> on_map;
    for (auto const& one : members)
        on_map.insert(person_of_link(one.link));
    std::map<LinkId, links::Link> ties;
    for (auto const& person : on_map)
        for (auto const& link : room.links.store.list_of(visit, person))
            if (link.drawn_from == thing(map.id) && on_map.contains(link.from)
                && on_map.contains(link.to))
                ties.emplace(link.id, link);
    std::vector<links::Link> all;
    for (auto const& [id, link] : ties)
        all.push_back(link);
    return all;
}

Result<Member> find_member(
    Contexts const& room, Visit const& visit, Context const& context, LinkId id)
{
    auto const map = TRY(find_map(visit, context));
    auto const link = TRY(room.links.store.find(visit, id));
    if (!map || link.drawn_from != thing(map->id) || link.to != thing(context.id)
        || !link.stands_on(london::day_of(visit.now())))
        return not_found();
    Member member{link};
    for (auto const row : visit.reading().run(words_of_member, id)) {
        member.part = row.text("part");
        member.strengths = row.text("strengths");
    }
    return member;
}

Result<LinkId> add_member(
    Contexts const& room, Change& change, Context const& context, Member const& wanted)
{
    auto const map = TRY(kept_map(change, context));
    auto member = TRY(checked(wanted, london::day_of(change.now()), member_days(room)));
    auto const person = member.link.from;
    for (auto const& one : links::people_at(room.links.seen, change, thing(context.id)))
        if (is_member_of(one, map) && one.person == room.links.seen.kept(change, person).id)
            return invalid("They are on the map already: renew them there", "reference");
    TRY(change.record("keep", map_facts(change, context, map.id), "somebody put on the peer map"));
    member.link.to = thing(context.id);
    member.link.role = "one_of_the_group";
    member.link.drawn_from = thing(map.id);
    member.link = TRY(room.links.store.save(change, member.link));
    write_words(change, map, member);
    return member.link.id;
}

Done save_member(Contexts const& room, Change& change, Context const& context, Member const& wanted,
    std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why it changes", "reason");
    auto const map = TRY(kept_map(change, context));
    TRY(find_member(room, change, context, wanted.link.id));
    auto const member = TRY(checked(wanted, london::day_of(change.now()), member_days(room)));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    TRY(room.links.store.save_drawn(change, member.link, reason));
    change.writing().run(
        withdraw_words, member.link.id, change.now(), change.visitor().account, reason);
    write_words(change, map, member);
    return done();
}

Done take_off(Contexts const& room, Change& change, Context const& context, LinkId id,
    std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why they leave the map", "reason");
    auto const map = TRY(kept_map(change, context));
    auto const member = TRY(find_member(room, change, context, id));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    room.links.store.take_drawn_back(change, thing(map.id), person_of_link(member.link), reason);
    change.writing().run(withdraw_words, id, change.now(), change.visitor().account, reason);
    return done();
}

Result<LinkId> add_tie(Contexts const& room, Change& change, Context const& context, LinkId one,
    LinkId other, links::Link const& wanted)
{
    auto const map = TRY(kept_map(change, context));
    auto const first = TRY(find_member(room, change, context, one));
    auto const second = TRY(find_member(room, change, context, other));
    auto tie = wanted;
    if (std::ranges::find(tie_roles, tie.role) == tie_roles.end())
        return invalid("Choose how they know each other", "role");
    tie.from = person_of_link(first.link);
    tie.to = person_of_link(second.link);
    if (tie.from == tie.to)
        return invalid("Choose two different people", "other");
    for (auto const& link : list_ties(room, change, map, {first, second}))
        if (link.role == tie.role)
            return invalid("That stands on the map already", "role");
    tie.drawn_from = thing(map.id);
    tie.expires = std::min(*first.link.expires, *second.link.expires);
    TRY(change.record(
        "keep", map_facts(change, context, map.id), "how two on the peer map know each other"));
    auto const saved = TRY(room.links.store.save(change, tie));
    return saved.id;
}

Done take_tie_off(Contexts const& room, Change& change, Context const& context, LinkId id,
    std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why it leaves the map", "reason");
    auto const map = TRY(kept_map(change, context));
    auto tie = TRY(room.links.store.find(change, id));
    if (tie.drawn_from != thing(map.id) || tie.from.kind != "person" || tie.to.kind != "person"
        || tie.withdrawn)
        return not_found();
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    tie.withdrawn = true;
    return room.links.store.save_drawn(change, tie, reason);
}

std::vector<FormerMember> list_former(Contexts const& room, Visit const& visit, PeerMap const& map)
{
    struct Last {
        std::string part;
        bool withdrawn = false;
        std::string reason;
    };
    std::vector<LinkId> in_order;
    std::map<LinkId, Last> last;
    for (auto const row : visit.reading().run(words_on_map, map.id)) {
        auto const link = row.id<LinkId>("link");
        if (!last.contains(link))
            in_order.push_back(link);
        last[link] = {row.text("part"), !row.is_null("withdrawn_at"), row.text("reason")};
    }
    std::vector<FormerMember> former;
    auto const today = london::day_of(visit.now());
    std::ranges::reverse(in_order);
    for (auto const id : in_order) {
        auto const link = room.links.store.find(visit, id);
        if (!link || link->stands_on(today))
            continue;
        auto const& words = last[id];
        former.push_back({person_of_link(*link), words.part,
            words.withdrawn ? words.reason
                            : "Left the map by themselves on " + link->expires->in_words()});
    }
    return former;
}

LeavingSoon leaving_soon(
    Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map, Date by)
{
    LeavingSoon soon;
    std::set<Uuid> counted;
    for (auto const& one : links::people_at(room.links.seen, visit, thing(context.id)))
        if (is_member_of(one, map) && one.expires && *one.expires <= by
            && room.links.seen.may_know(visit, {"person", one.person})
            && counted.insert(one.person).second) {
            ++soon.members;
            if (!soon.first || *one.expires < *soon.first)
                soon.first = one.expires;
        }
    return soon;
}

} // namespace kith::contexts
