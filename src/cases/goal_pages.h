// SPDX-License-Identifier: MIT
#pragma once

// The forms of a plan's goals, actions and partners.
//
// Errors   as the store's; a form comes back as it was typed.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_goals(House& house, Cases& room);

Result<Response> ask_goal(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_goal(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_plan_action(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_plan_action(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_partner(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_partner(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_partner_end(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_partner_end(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
