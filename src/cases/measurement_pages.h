// SPDX-License-Identifier: MIT
#pragma once

// The pages of measurements and their API, and all that they add to the house and the room.
//
// Errors   as the store's; a refused form comes back filled in, with a sentence by each field.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_measurements(House& house, Cases& room);
void add_measurement_api(House& house, Cases const& room);

Result<Response> show_measurements(Cases const& room, Visit const& visit, Request const& request);
Result<Response> show_measurement(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_measurement_back(
    Cases const& room, Visit const& visit, Request const& request);
// measurement_entry.cc
Result<Response> ask_measurement(Cases const& room, Visit const& visit, Request const& request);
Result<Response> enter_measurement(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
