// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of contexts: the same acts, the same policies and the same questions as the pages.
//
// Errors   as the store's; `not_allowed` with a sentence where a purpose must be stated first; 428
//          where a version must be named, 409 where it moved on or there may be a record already.

#include "contexts/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::contexts {

Result<http::Response> api_find_context(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_find_contexts(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_state_purpose(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_create_context(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_change_context(
    Contexts const& room, Visit const& visit, http::Request const& request);

// Who works with it: the list, another team or somebody by name, an end (links/working_json.h).
Result<http::Response> api_working(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_take_on(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_stop_working(
    Contexts const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> api_operations();

} // namespace kith::contexts
