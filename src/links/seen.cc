// SPDX-License-Identifier: MIT
#include "links/seen.h"

namespace kith::links {

void Seen::add(std::string kind, Knows knows, Shows shows)
{
    auto const fresh
        = by_kind_.emplace(std::move(kind), Room{std::move(knows), std::move(shows)}).second;
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

} // namespace kith::links
