// SPDX-License-Identifier: MIT
// Who is on a peer map, and how two know each other.
#include "base/london.h"
#include "contexts/clock_days.h"
#include "contexts/peer_maps.h"
#include <algorithm>
#include <map>
#include <set>

namespace kith::contexts {
namespace {
    constexpr db::Sql words_on_map = {"words about those on a peer map",
        "select * from peer_map_words where map = $1 order by recorded_at, id"};
    constexpr db::Sql words_of_member = {"words about one on a peer map",
        "select * from peer_map_words where link = $1 and withdrawn_at is null"};
    constexpr db::Sql add_words = {"add words about one on a peer map",
        "insert into peer_map_words (id, map, link, part, strengths, recorded_at, recorded_by, "
        "reason) values ($1, $2, $3, $4, $5, $6, $7, '')"};
    constexpr db::Sql withdraw_words = {"withdraw words about one on a peer map",
        "update peer_map_words set withdrawn_at = $2, withdrawn_by = $3 where link = $1 and "
        "withdrawn_at is null"};
    constexpr db::Sql move_words = {"words about one whose link was made again",
        "update peer_map_words set link = $2 where link = $1"};

    void write_words(Change& change, PeerMap const& map, Member const& member)
    {
        change.writing().run(add_words, Uuid::fresh(), map.id, member.link.id, member.part,
            member.strengths, change.now(), change.visitor().account);
    }

    bool is_member_of(links::PersonAt const& one, PeerMap const& map)
    {
        return one.drawn_from == thing(map.id);
    }

    Thing person_of_link(links::Link const& link)
    {
        return link.from.kind == "person" ? link.from : link.to;
    }

    // Of those whom this visit may know, each link that puts them on the map, the latest first:
    // more than one of somebody whose records were joined since.
    std::vector<links::Link> links_onto(
        Contexts const& room, Visit const& visit, PeerMap const& map)
    {
        auto all = room.links.store.list_of(visit, thing(map.context));
        std::erase_if(all, [&](links::Link const& one) { return one.drawn_from != thing(map.id); });
        return all;
    }

    // Seen on another day, with the day of leaving that followed from the one before: it follows
    // from the new one.
    Member seen_again(Member member, Member const& stands, int member_days)
    {
        auto const& was = stands.link;
        auto& link = member.link;
        if (link.from_day != was.from_day && link.expires == was.expires && was.from_day
            && was.expires == *was.from_day + member_days)
            link.expires.reset();
        return member;
    }

    Thing kept_person(Contexts const& room, Visit const& visit, links::Link const& link)
    {
        return room.links.seen.kept(visit, person_of_link(link));
    }
} // namespace

void words_follow(Change& change, LinkId was, LinkId is)
{
    change.writing().run(move_words, was, is);
}

std::vector<Member> list_members(Contexts const& room, Visit const& visit, PeerMap const& map)
{
    std::map<LinkId, std::pair<std::string, std::string>> words;
    for (auto const row : visit.reading().run(words_on_map, map.id))
        if (row.is_null("withdrawn_at"))
            words[row.id<LinkId>("link")] = {row.text("part"), row.text("strengths")};
    std::vector<Member> members;
    std::set<Uuid> shown;
    for (auto const& link : links_onto(room, visit, map))
        if (shown.insert(kept_person(room, visit, link).id).second)
            members.push_back({link, words[link.id].first, words[link.id].second});
    std::ranges::reverse(members); // the latest stood first
    return members;
}

std::vector<links::Link> list_ties(Contexts const& room, Visit const& visit, PeerMap const& map,
    std::vector<Member> const& members)
{
    std::set<Thing> on_map;
    for (auto const& one : members)
        on_map.insert(kept_person(room, visit, one.link));
    std::map<LinkId, links::Link> ties;
    for (auto const& onto : links_onto(room, visit, map))
        for (auto const& link : room.links.store.list_of(visit, person_of_link(onto))) {
            auto const one = room.links.seen.kept(visit, link.from);
            auto const other = room.links.seen.kept(visit, link.to);
            if (link.drawn_from == thing(map.id) && one != other && on_map.contains(one)
                && on_map.contains(other))
                ties.emplace(link.id, link);
        }
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
    auto const map = TRY(find_kept_map(change, context));
    auto const today = london::day_of(change.now());
    auto member = TRY(checked(wanted, today, days_of(room, "peer_map.member", today)));
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
    auto const map = TRY(find_kept_map(change, context));
    auto const stands = TRY(find_member(room, change, context, wanted.link.id));
    auto const today = london::day_of(change.now());
    auto const days = days_of(room, "peer_map.member", today);
    auto member = seen_again(wanted, stands, days);
    member = TRY(checked(member, today, days));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    TRY(room.links.store.save_drawn(change, member.link, {}));
    change.writing().run(withdraw_words, member.link.id, change.now(), change.visitor().account);
    write_words(change, map, member);
    auto const person = kept_person(room, change, member.link);
    for (auto const& link : links_onto(room, change, map)) // of each record that is this person
        if (kept_person(room, change, link) == person)
            room.links.store.shorten_drawn(
                change, thing(map.id), person_of_link(link), *member.link.expires);
    return done();
}

Done take_off(Contexts const& room, Change& change, Context const& context, LinkId id,
    std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why they leave the map", "reason");
    auto const map = TRY(find_kept_map(change, context));
    auto const member = TRY(find_member(room, change, context, id));
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    auto const leaves = kept_person(room, change, member.link);
    for (auto const& link : links_onto(room, change, map)) {
        if (kept_person(room, change, link) != leaves)
            continue;
        room.links.store.take_drawn_back(change, thing(map.id), person_of_link(link), {});
        change.writing().run(withdraw_words, link.id, change.now(), change.visitor().account);
    }
    return done();
}

Result<LinkId> add_tie(Contexts const& room, Change& change, Context const& context, LinkId one,
    LinkId other, links::Link const& wanted)
{
    auto const map = TRY(find_kept_map(change, context));
    auto const first = TRY(find_member(room, change, context, one));
    auto const second = TRY(find_member(room, change, context, other));
    auto tie = wanted;
    if (std::ranges::find(tie_roles, tie.role) == tie_roles.end())
        return invalid("Choose how they know each other", "role");
    tie.from = person_of_link(first.link);
    tie.to = person_of_link(second.link);
    if (kept_person(room, change, first.link) == kept_person(room, change, second.link))
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
    auto const map = TRY(find_kept_map(change, context));
    auto tie = TRY(room.links.store.find(change, id));
    if (tie.drawn_from != thing(map.id) || tie.from.kind != "person" || tie.to.kind != "person"
        || tie.withdrawn)
        return not_found();
    TRY(change.record("keep", map_facts(change, context, map.id), reason));
    tie.withdrawn = true;
    return room.links.store.save_drawn(change, tie, {});
}

std::vector<FormerMember> list_former(Contexts const& room, Visit const& visit, PeerMap const& map)
{
    struct Last {
        std::string part;
        std::optional<Instant> withdrawn_at;
    };
    std::vector<LinkId> in_order;
    std::map<LinkId, Last> last;
    for (auto const row : visit.reading().run(words_on_map, map.id)) {
        auto const link = row.id<LinkId>("link");
        if (!last.contains(link))
            in_order.push_back(link);
        last[link] = {row.text("part"), row.maybe_instant("withdrawn_at")};
    }
    auto const today = london::day_of(visit.now());
    auto const since = today + -days_of(room, "peer_map.notice", today);
    std::vector<FormerMember> former;
    std::set<Thing> stand; // also those who came back
    for (auto const& link : links_onto(room, visit, map))
        stand.insert(kept_person(room, visit, link));
    std::ranges::reverse(in_order);
    for (auto const id : in_order) {
        auto const link = room.links.store.find(visit, id);
        if (!link || stand.contains(kept_person(room, visit, *link)))
            continue;
        auto const& words = last[id];
        auto const left = words.withdrawn_at ? london::day_of(*words.withdrawn_at) : *link->expires;
        if (left < since)
            continue;
        former.push_back({person_of_link(*link), words.part,
            (words.withdrawn_at ? "Taken off the map on " : "Left the map by themselves on ")
                + left.in_words()});
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
