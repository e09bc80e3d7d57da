// SPDX-License-Identifier: MIT
#pragma once

// The pages of family and people around somebody: the list, its print, and a small form for each
// act on one of them.
//
// Errors   as around.h; a rejected form comes back filled in, with a sentence by each field; a late
//          save with what stands now beside what was typed.

#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

using http::Request;
using http::Response;

Result<Response> show_family(People const& room, Visit const& visit, Request const& request);
Result<Response> print_family(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_relationship(People const& room, Visit const& visit, Request const& request);
Result<Response> record_relationship(
    People const& room, Visit const& visit, Request const& request);
// The last part of the address says which act: end, withdraw, tie or part.
Result<Response> ask_around(People const& room, Visit const& visit, Request const& request);
Result<Response> do_around(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_part_end(People const& room, Visit const& visit, Request const& request);
Result<Response> do_part_end(People const& room, Visit const& visit, Request const& request);
Result<Response> ask_telling(People const& room, Visit const& visit, Request const& request);
Result<Response> record_telling(People const& room, Visit const& visit, Request const& request);

} // namespace kith::people
