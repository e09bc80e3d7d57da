// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of concerns: the same acts and the same policies as the pages.

#include "concerns/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::concerns {

Result<http::Response> api_list_open(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_find(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_raise(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_decide(
    Concerns const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> api_operations();

} // namespace kith::concerns
