// SPDX-License-Identifier: MIT
#pragma once

// The JSON API of actions, under /api/v1/actions: as the pages, decided by the same rules.
//
// Shapes   days as 2026-03-13; moments in UTC. What the visit may not know is null.
// Errors   as the pages', as problem+json. What changes one wants If-Match with the ETag it was
//          read with.

#include "actions/pages.h"

namespace kith::actions {

Result<Response> api_list_actions(Actions const& room, Visit const& visit, Request const& request);
Result<Response> api_find_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> api_ask_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> api_finish_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> api_extend_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> api_change_action(Actions const& room, Visit const& visit, Request const& request);
[[nodiscard]] std::vector<access::Operation> action_operations();

} // namespace kith::actions
