// SPDX-License-Identifier: MIT
#include "contexts/peer_map.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::contexts {

std::string_view write(MapStatus status)
{
    return status == MapStatus::begun ? "begun" : status == MapStatus::ended ? "ended" : "finished";
}

MapStatus read_map_status(std::string_view text)
{
    return text == "begun" ? MapStatus::begun
        : text == "ended"  ? MapStatus::ended
                           : MapStatus::finished;
}

Result<PeerMap> checked(PeerMap map, Date today, ReviewDays const& days)
{
    if (map.purpose.empty())
        return invalid(
            "Say what the map is for. A peer map without a purpose is not made: a list of "
            "names that nothing follows from helps nobody on it",
            "purpose");
    if (map.used_by.empty())
        return invalid("Say who may use the map", "used_by");
    if (!map.review_on)
        map.review_on = today + days.usual;
    if (*map.review_on <= today || *map.review_on - today > days.furthest)
        return invalid(
            fmt::format("Enter a day from tomorrow on, {} days ahead at most", days.furthest),
            "review");
    return map;
}

Done can_be_finished(PeerMap const& map, std::vector<Member> const& members)
{
    auto const some = !map.strengths.empty()
        || std::ranges::any_of(members, [](Member const& one) { return !one.strengths.empty(); });
    if (!some && map.no_strengths.empty())
        return invalid("Write down a strength of the group, or of somebody in it, or why none is "
                       "known yet: a map of worries alone is not finished",
            "strengths");
    return done();
}

Result<Member> checked(Member member, Date today, int member_days)
{
    auto& link = member.link;
    if (member.part.empty())
        return invalid(
            "Say what their part in the group is, such as: sits with them at lunch", "part");
    if (link.source.empty())
        return invalid("Say who told this, or where it stands", "source");
    if (!link.from_day)
        return invalid("Enter the day they were last seen in the group", "seen");
    if (*link.from_day > today)
        return invalid("Enter a day that is not in the future", "seen");
    auto const last = *link.from_day + member_days;
    if (last <= today)
        return invalid(
            fmt::format("That is more than {} days ago: too long to say that they are one "
                        "of the group now",
                member_days),
            "seen");
    if (!link.expires)
        link.expires = last;
    if (*link.expires <= today || *link.expires > last)
        return invalid(
            fmt::format("Enter a day from tomorrow on, up to {}: {} days after they were "
                        "last seen",
                last.in_words(), member_days),
            "expires");
    return member;
}

} // namespace kith::contexts
