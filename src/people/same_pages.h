// SPDX-License-Identifier: MIT
#pragma once

// The staff pages about records of one person: the queue, two records side by side, the page that
// stands between deciding and joining, proposing, and taking apart. No name stands in an address or
// a title.
//
// Errors   as the store's; a rejected form comes back filled in, and a late one with what stands
// now.

#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

Result<http::Response> show_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> show_pair(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> decide_pair(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> join_pair(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> propose_same(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_part(
    People const& room, Visit const& visit, http::Request const& request);
Result<http::Response> part_person(
    People const& room, Visit const& visit, http::Request const& request);

} // namespace kith::people
