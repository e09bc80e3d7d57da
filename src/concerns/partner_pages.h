// SPDX-License-Identifier: MIT
#pragma once

// The pages about partners' knowledge. Asking, asking again and closing belong to the page of a
// concern; answering stands under /requests, where a partner sees its own part and nothing else.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field.

#include "concerns/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::concerns {

Result<http::Response> show_asking(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> send_asking(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> chase_request(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_to_close_request(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> close_request(
    Concerns const& room, Visit const& visit, http::Request const& request);

Result<http::Response> show_asked_of_us(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> show_answered_by_us(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> show_our_part(
    Concerns const& room, Visit const& visit, http::Request const& request);
Result<http::Response> answer_our_part(
    Concerns const& room, Visit const& visit, http::Request const& request);

void add_partner_predicates(access::Predicates& predicates);
void add_partner_routes(access::Routes::OfRoom<Concerns>& routes); // pages and API

} // namespace kith::concerns
