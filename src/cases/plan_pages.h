// SPDX-License-Identifier: MIT
#pragma once

// The pages of a plan, and what it adds to the room: its box on a case, the plans of contexts on a
// person's page, how many a context's plan helps, the need "a plan with a change goal", and that
// open actions keep a case from closing.
//
// Errors   as the store's; a form comes back as it was typed, and with what stands where somebody
//          was first.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_plan(House& house, Cases& room);

Result<Response> show_plan(Cases const& room, Visit const& visit, Request const& request);
Result<Response> show_plain_plan(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_plan_words(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_plan_words(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_agreement(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_agreement(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
