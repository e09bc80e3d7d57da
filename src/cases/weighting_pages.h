// SPDX-License-Identifier: MIT
#pragma once

// The pages of weightings, and what they add to the room: a box on the case, on a context the count
// of those for whom it weighs, and the need "a weighting".
//
// Errors   as the store's; a form comes back as it was typed.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_weighting(House& house, Cases& room);

Result<Response> show_weighting(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_weighting(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_weighting(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
