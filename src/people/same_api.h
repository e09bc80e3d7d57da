// SPDX-License-Identifier: MIT
#pragma once

// The JSON API about records of one person: the same acts and policies as the pages.
//
// Errors   as the store's; 409 if the proposal or a record moved on since the version sent.

#include "people/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::people {

Result<http::Response> api_list_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_propose_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_decide_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_part_person(
    People const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> same_operations();

} // namespace kith::people
