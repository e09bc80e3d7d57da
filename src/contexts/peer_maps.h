// SPDX-License-Identifier: MIT
#pragma once

// Peer maps, read and written: every SQL statement about them.
//
// The caller gives the group it has found for this visit. Whether its map may be read or kept is
// decided over the group's facts, as kind "peer_map" (data/policies/groups.toml): those who work
// with the group, not a front door that only opens its record. Who may not read a map gets the
// answer of one that does not exist.
//
// Cost     a map is one indexed read; its members those of the group's links.
// Errors   `not_found`, `not_allowed`, `invalid` with the field; `conflict` if it was saved since
// it
//          was read.

#include "contexts/peer_map.h"
#include "contexts/room.h"

namespace kith::contexts {

[[nodiscard]] access::Facts map_facts(
    Visit const& visit, Context const& context, PeerMapId id = {});
// For links that were drawn from it. Notes no look.
[[nodiscard]] bool knows_map(Visit const& visit, Uuid const& id);

// The map that stands, or nothing; `not_found` if this visit may not read the group's map.
[[nodiscard]] Result<std::optional<PeerMap>> find_map(Visit const& visit, Context const& context);
// For the acts on it: it stands, and this visit keeps it.
[[nodiscard]] Result<PeerMap> find_kept_map(Visit const& visit, Context const& context);
// Makes it (version 0; `conflict` if there is one), or saves the next version (`conflict` if it has
// ended). Versions go on counting through the maps of a group.
[[nodiscard]] Result<PeerMapId> save_map(Contexts const& room, Change& change,
    Context const& context, PeerMap const& map, std::string const& reason);
[[nodiscard]] Done finish_map(Contexts const& room, Change& change, Context const& context);
// All who are on it leave it; the group's page and their own say nothing of it any more.
[[nodiscard]] Done end_map(
    Contexts const& room, Change& change, Context const& context, std::string const& reason);

// Those on the map today whom this visit may know, in the order they were added. How many more are
// on it is told to nobody: only how many children are linked to the group (counts.h), so that no
// two numbers can be taken from one another.
[[nodiscard]] std::vector<Member> list_members(
    Contexts const& room, Visit const& visit, PeerMap const& map);
// Who knows whom, among those.
[[nodiscard]] std::vector<links::Link> list_ties(Contexts const& room, Visit const& visit,
    PeerMap const& map, std::vector<Member> const& members);
[[nodiscard]] Result<Member> find_member(
    Contexts const& room, Visit const& visit, Context const& context, LinkId id);

[[nodiscard]] Result<LinkId> add_member(
    Contexts const& room, Change& change, Context const& context, Member const& member);
// The next version of a member: seen again, other words. Whom they know leaves the map no later
// than they.
[[nodiscard]] Done save_member(Contexts const& room, Change& change, Context const& context,
    Member const& member, std::string const& reason);
// Off the map at once, with whom they know on it.
[[nodiscard]] Done take_off(Contexts const& room, Change& change, Context const& context, LinkId id,
    std::string const& reason);
// Between two members; who told it, and how sure it is, stand on `tie`.
[[nodiscard]] Result<LinkId> add_tie(Contexts const& room, Change& change, Context const& context,
    LinkId one, LinkId other, links::Link const& tie);
[[nodiscard]] Done take_tie_off(Contexts const& room, Change& change, Context const& context,
    LinkId id, std::string const& reason);

// Part and strengths of somebody whose link was made again, for another of two records taken apart.
void words_follow(Change& change, LinkId was, LinkId is);

// Those who left the map within "peer_map.notice" days, the last to leave first: time to put a
// mistake right, and no more, since nobody is followed by having been on a map. Why somebody was
// taken off stands in the ledger alone.
struct FormerMember {
    Thing person;
    std::string part;
    std::string why; // "Left the map by themselves on …", "Taken off the map on …"
};
[[nodiscard]] std::vector<FormerMember> list_former(
    Contexts const& room, Visit const& visit, PeerMap const& map);

// Those whom this visit may know who leave the map by that day, and the first such day. Notes no
// look: for Home.
struct LeavingSoon {
    std::int64_t members = 0;
    std::optional<Date> first = {};
};
[[nodiscard]] LeavingSoon leaving_soon(
    Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map, Date by);

} // namespace kith::contexts
