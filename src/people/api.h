// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of people: the same acts, the same policies and the same questions as the pages. A
// name or a number that somebody is looked for by is in what is sent, never in an address.
//
// Errors   as the store's; `not_allowed` with a sentence where a purpose must be stated first; 428
//          where a version must be named, 409 where it moved on or there may be a record already.

#include "people/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::people {

Result<http::Response> api_find_person(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_find_people(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_state_purpose(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_create_person(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_change_person(
    People const& room, Visit const& visit, http::Request const& request);

// Who works with them: the list, another team or somebody by name, an end (links/working_json.h).
Result<http::Response> api_working(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_take_on(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_stop_working(
    People const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> api_operations();

} // namespace kith::people
