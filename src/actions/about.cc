// SPDX-License-Identifier: MIT
#include "actions/about.h"

namespace kith::actions {

void About::add(std::string kind, FactsOf facts_of, Names names, Texts texts)
{
    auto const fresh = by_kind_
                           .emplace(std::move(kind),
                               Room{std::move(facts_of), std::move(names), std::move(texts)})
                           .second;
    must(fresh, "two rooms answer for the actions of one kind of thing");
}

std::optional<access::Facts> About::facts_of(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    return at == by_kind_.end() ? std::nullopt : at->second.facts_of(visit, thing.id);
}

bool About::may_know(Visit const& visit, Thing const& thing) const
{
    auto const facts = facts_of(visit, thing);
    return facts && visit.sees(*facts);
}

Done About::check(Visit const& visit, Thing const& thing, std::vector<Text> const& texts) const
{
    auto const at = by_kind_.find(thing.kind);
    if (at == by_kind_.end() || !at->second.texts.check)
        return done();
    return at->second.texts.check(visit, thing.id, texts);
}

About::Shown About::shown(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    if (at == by_kind_.end() || !at->second.texts.shown)
        return {};
    return at->second.texts.shown(visit, thing.id);
}

Named About::name(Visit const& visit, Thing const& thing) const
{
    auto const at = by_kind_.find(thing.kind);
    if (at == by_kind_.end() || !at->second.names)
        return {thing.kind};
    return at->second.names(visit, thing.id);
}

} // namespace kith::actions
