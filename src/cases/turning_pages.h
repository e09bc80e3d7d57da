// SPDX-License-Identifier: MIT
#pragma once

// Becoming an adult: the daily round that tells it, its page, and its box on the case.
//
// Errors   as the store's; a form comes back as it was typed. A context's case has no such page.

#include "cases/room.h"
#include "cases/turning.h"
#include "platform/access/gate.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_turning(House& house, Cases& room);
void add_turning_api(House& house, Cases const& room);

// Rules 1 to 3, as of now; again on the same day it does nothing. Each case in a change of its own.
void tell_who_becomes_an_adult(Cases const& room, access::Gate const& gate);

Result<Response> show_turning(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_consent(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_support(Cases const& room, Visit const& visit, Request const& request);
Result<Response> end_support_past_18(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
