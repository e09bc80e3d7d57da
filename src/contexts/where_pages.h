// SPDX-License-Identifier: MIT
#pragma once

// Where a school or a place is on the ground: a point, pointed at on a map or typed; a line or an
// area, pasted or typed; a whole ward or district.
//
// Pointing needs no script: the map is an image button, and what was pointed at comes back in the
// form to be looked at and saved.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field. A
//          home and a group have no such page; a protected address none for who may not read it.

#include "contexts/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::contexts {

Result<http::Response> ask_where(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_where(
    Contexts const& room, Visit const& visit, http::Request const& request);
// The map by itself, to point at.
Result<http::Response> show_where_map(
    Contexts const& room, Visit const& visit, http::Request const& request);

} // namespace kith::contexts
