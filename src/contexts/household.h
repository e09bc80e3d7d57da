// SPDX-License-Identifier: MIT
#pragma once

// Who lives in a home: links with the role "lives there", drawn from the home itself, so that they
// are seen by whoever may know both the home and the person.
//
// Errors   as the stores'; a rejected form comes back filled in. A reference of somebody whom the
//          visitor may not know answers as one that nobody has.

#include "contexts/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::contexts {

inline constexpr char const* lives_there = "lives_there"; // data/code_lists/link_role.csv

Result<http::Response> ask_household(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_household(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_household_end(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_household_end(
    Contexts const& room, Visit const& visit, http::Request const& request);

// The same for programs.
Result<http::Response> api_add_household(
    Contexts const& room, Visit const& visit, http::Request const& request);

} // namespace kith::contexts
