// SPDX-License-Identifier: MIT
#pragma once

// The staff pages of cases: the list, and one case with what its parts add. What is done to a case
// has pages of its own (case_desk.h).
//
// Errors   as the store's; what this visit may not know answers as what is not there.

#include "cases/acts.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

Result<Response> show_cases(Cases const& room, Visit const& visit, Request const& request);
Result<Response> show_case(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
