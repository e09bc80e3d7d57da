// SPDX-License-Identifier: MIT
#pragma once

// The JSON API about partners' knowledge: the same acts and the same policies as the pages.

#include "concerns/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <boost/json/fwd.hpp>
#include <vector>

namespace kith::concerns {

Result<http::Response> api_list_partner_requests(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_ask_partners(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_list_asked_of_us(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_find_our_part(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_answer_our_part(
    Concerns const& room, Visit const& visit, http::Request const& request);

// For the concern's own answer: [{id, urgency, due_at, answers, partners: [...]}], as far as the
// visitor may read them.
[[nodiscard]] boost::json::array partner_requests_json(
    Concerns const& room, Visit const& visit, Concern const& concern);

[[nodiscard]] std::vector<access::Operation> partner_operations();

} // namespace kith::concerns
