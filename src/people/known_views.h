// SPDX-License-Identifier: MIT
#pragma once

// Who may be known already, as pages and scripts show it: the same whoever is hidden.
//
// Shapes   looked_view: {said, slowed, rows: [{id, href, text, detail, reference, reasons}]}, as
// the
//          macro known_already of frames/macros.njk draws it; looked_json the same for
//          web/script/known.js.

#include "people/lookups.h"
#include "people/room.h"
#include "platform/http/response.h"

namespace kith::people {

// The weightiest reasons, so that one that speaks against is among them if there is any.
[[nodiscard]] std::vector<std::string> reasons_shown(std::vector<std::string> const& reasons);
[[nodiscard]] html::Value candidates_view(Visit const& visit, std::vector<Alike> const& found);
[[nodiscard]] html::Value looked_view(Visit const& visit, LookedUp const& looked);
[[nodiscard]] http::Response looked_json(Visit const& visit, LookedUp const& looked);

// What a page without script does for its button "Is this person already known?": looks up what is
// typed so far, and gives what the macro known_already shows. `why` stands in the looks.
[[nodiscard]] Result<html::Value> known_so_far(
    People const& room, Visit const& visit, Match const& described, std::string const& why);

} // namespace kith::people
