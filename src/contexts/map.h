// SPDX-License-Identifier: MIT
#pragma once

// Where contexts are, drawn, and the same in words.
//
// 1. A home is never drawn as a dot: on its own page the ward it lies in is darker, so that neither
//    the page nor its print leads anybody to the door. A protected address (context.h) is shown so
//    to whoever may read it, and there is no map at all for anybody else.
// 2. The map of many shows schools and places, never a home or a group of peers, whoever looks.
// 3. Without outlines there is no map, and the page says so.
//
// Shapes   {svg, text, attribution, rows, not_drawn}: `text` says what the map shows, `rows` (of
// many)
//          [{text, href, where}] in the order of the numbers on the map, `not_drawn` why there is
//          no map. Nothing at all for what is nowhere, such as an online space.

#include "contexts/room.h"

namespace kith::contexts {

[[nodiscard]] html::Value map_of(Contexts const& room, Visit const& visit, Context const& context);
[[nodiscard]] html::Value map_of(
    Contexts const& room, Visit const& visit, std::vector<Context> const& listed);

} // namespace kith::contexts
