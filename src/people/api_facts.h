// SPDX-License-Identifier: MIT
#pragma once

// What is known of a person, as programs add to it, end it and take it back. It is read with the
// person (api.h).
//
// Errors   as the store's; 428 where a version must be named, 409 where it moved on.

#include "people/person_fact.h"
#include "people/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <string>
#include <vector>

namespace kith::people {

Result<http::Response> api_add_fact(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_end_fact(
    People const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::string write_fact(Fact const& fact, Date today); // a JSON object
[[nodiscard]] std::string fact_schema();
[[nodiscard]] std::vector<access::Operation> fact_operations();

} // namespace kith::people
