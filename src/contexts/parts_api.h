// SPDX-License-Identifier: MIT
#pragma once

// Guardians and peer maps as JSON: the same acts, rules and refusals as the pages.
//
// Errors   as the store's; 428 where a version must be named, 409 where it moved on.

#include "contexts/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::contexts {

using ApiAnswer = Result<http::Response>;

ApiAnswer api_guardians(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_add_guardian(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_change_guardian(
    Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_end_guardian(Contexts const& room, Visit const& visit, http::Request const& request);

ApiAnswer api_peer_map(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_save_peer_map(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_finish_peer_map(
    Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_end_peer_map(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_add_member(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_change_member(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_take_member_off(
    Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_add_tie(Contexts const& room, Visit const& visit, http::Request const& request);
ApiAnswer api_drop_tie(Contexts const& room, Visit const& visit, http::Request const& request);

[[nodiscard]] std::vector<access::Operation> part_operations();

} // namespace kith::contexts
