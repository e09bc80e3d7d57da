// SPDX-License-Identifier: MIT
#pragma once

// What the pages of a peer map show: plain values, made of facts.

#include "contexts/peer_maps.h"

namespace kith::contexts {

// {purpose, status, facts (as the macro summary), strengths, worries, finished, members ([{number,
// name, href, part, strengths, source, confidence, seen, leaves, soon, change_href, off_href}]),
// others, ties ([{text, detail, off_href}]), picture, former ([{name, part, why}]), hrefs of the
// acts this visit may do}.
[[nodiscard]] html::Value map_view(
    Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map);
[[nodiscard]] html::Value map_facts_view(PeerMap const& map); // as the macro summary
[[nodiscard]] html::Value map_values(PeerMap const& map);     // of its form, before it is typed in
[[nodiscard]] html::Value member_values(Member const& member);
[[nodiscard]] std::string name_of_person(
    Contexts const& room, Visit const& visit, Thing const& person);

// A box on the group's page: its map, or the way to make one. Nothing for whoever may read no map.
[[nodiscard]] std::optional<html::Value> peer_map_panel(
    Contexts const& room, Visit const& visit, Context const& context);

} // namespace kith::contexts
