// SPDX-License-Identifier: MIT
#pragma once

// The pages of assessments, and all that they add to the house: routes, a box on the case, the
// needs "a completed screening" and "a completed assessment", what keeps a case from closing.
//
// Errors   as the store's; a refused form comes back filled in, a late one with what stands now.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_assessments(House& house, Cases& room);

Result<Response> show_assessments(Cases const& room, Visit const& visit, Request const& request);
Result<Response> begin_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> show_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> print_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> text_of_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> show_assessment_history(
    Cases const& room, Visit const& visit, Request const& request);
Result<Response> compare_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_put_aside(Cases const& room, Visit const& visit, Request const& request);
Result<Response> put_assessment_aside(
    Cases const& room, Visit const& visit, Request const& request);
// assessment_edit.cc
Result<Response> ask_assessment(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_assessment(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
