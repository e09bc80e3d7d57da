// SPDX-License-Identifier: MIT
#pragma once

// The chronology and the relationships of a person for programs: the same acts and policies as the
// pages.
//
// Errors   as api.h.

#include "people/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::people {

Result<http::Response> api_chronology(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_relationships(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_add_relationship(
    People const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> chronology_operations();

} // namespace kith::people
