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
// What the page of a case shows, and its print and plain text too: {section, case, stages, ways,
// levels, closure (the latest, of a closed case), panels, may_…}.
[[nodiscard]] Result<html::Value> case_page(Cases const& room, Visit const& visit, Case const& one);
Result<Response> show_case(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
