// SPDX-License-Identifier: MIT
#include "links/seen.h"

namespace kith::links {

void Seen::add(std::string kind, Knows knows, Shows shows, Keeps keeps)
{
    auto const fresh
        = by_kind_
              .emplace(std::move(kind), Room{std::move(knows), std::move(shows), std::move(keeps)})
              .second;
    must(fresh, "two rooms answer for one kind of thing");
}

bool Seen::may_know(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    return at != by_kind_.end() && at->second.knows(visit, thing.id);
}

Shown Seen::show(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    if (at == by_kind_.end() || !at->second.shows)
        return {thing.kind};
    return at->second.shows(visit, thing.id);
}

Thing Seen::kept(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    if (at == by_kind_.end() || !at->second.keeps)
        return thing;
    return {thing.kind, at->second.keeps(visit.reading(), thing.id)};
}

} // namespace kith::links
