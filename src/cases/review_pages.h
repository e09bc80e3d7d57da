// SPDX-License-Identifier: MIT
#pragma once

// The pages of reviews: before and after of each goal, the two questions, displacement, the level
// and what comes next; and the look six months after a case closed. They add to the room a box on
// the case, the need "a review", and a line on Home when a closed case is looked at again.
//
// Errors   as the store's; a form comes back as it was typed.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_reviews(House& house, Cases& room);

Result<Response> show_reviews(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_review(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_review(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_follow_up(Cases const& room, Visit const& visit, Request const& request);
Result<Response> record_follow_up(Cases const& room, Visit const& visit, Request const& request);

} // namespace kith::cases
