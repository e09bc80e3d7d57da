// SPDX-License-Identifier: MIT
#pragma once

// The map of a group of peers: why it is made, what is good in the group, who is in it and who
// knows whom. The facts, and the rules they keep (csnetwork.org.uk and Leeds, peer mapping):
//
// 1. A map is made for a purpose that is stated, says who may use it, and by when it is looked at
//    again. Without a purpose there is no map: a list of names from which nothing follows is harm.
// 2. Strengths stand beside worries: a map is finished only with at least one strength, of the
// group
//    or of somebody in it, or with the reason why none is known.
// 3. Somebody on it has a record of their own: no code name, no initials. Their part in the group
// is
//    in words, with who says so, the day they were last seen in it, how sure that is, and when they
//    leave the map: at most `member_days` after that day (data/reference/clocks.toml), by
//    themselves.
// 4. Who knows whom leaves the map with the first of the two.
// 5. Being on a map never shows on a child's page to whoever may not see the map: each link is
// drawn
//    from it.
//
// Shapes   plain values; who is on it are links (links/link.h).
// Errors   rules answer `invalid` with the field that is wrong.

#include "links/links.h"
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kith::contexts {

using PeerMapId = Id<struct PeerMapKind>;

enum class MapStatus { begun, finished, ended };

struct PeerMap {
    PeerMapId id = {};
    ContextId context = {};
    std::string purpose = {};
    std::string used_by = {}; // in words
    std::optional<Date> review_on = {};
    std::string strengths = {};    // of the group
    std::string no_strengths = {}; // why none is known
    std::string worries = {};
    MapStatus status = MapStatus::begun;
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
};

struct Member {
    links::Link link; // person to context, one_of_the_group, drawn from the map
    std::string part = {};
    std::string strengths = {};
};

// How two of a map may know each other: codes of data/code_lists/link_role.csv.
inline constexpr std::array<char const*, 5> tie_roles{
    "friend", "knows", "sibling", "relative", "partner"};

[[nodiscard]] inline Thing thing(PeerMapId id) { return {"peer_map", id.uuid()}; }
[[nodiscard]] std::string_view write(MapStatus status); // "begun", "finished", "ended"
[[nodiscard]] MapStatus read_map_status(std::string_view text);

// Clocks "peer_map.review" and "peer_map.furthest_review".
struct ReviewDays {
    int usual = 0;
    int furthest = 0;
};
// Rule 1. A review that was left out is in the usual number of days.
[[nodiscard]] Result<PeerMap> checked(PeerMap map, Date today, ReviewDays const& days);
// Rule 2.
[[nodiscard]] Done can_be_finished(PeerMap const& map, std::vector<Member> const& members);
// Rule 3. A day to leave that was left out is `member_days` after they were last seen.
[[nodiscard]] Result<Member> checked(Member member, Date today, int member_days);

} // namespace kith::contexts
