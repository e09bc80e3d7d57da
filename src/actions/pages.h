// SPDX-License-Identifier: MIT
#pragma once

// The staff pages of actions: mine, one, asking for one, changing it.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field; a
//          late save with what stands now above what was typed.

#include "actions/actions.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::actions {

using http::Request;
using http::Response;

Result<Response> show_actions(Actions const& room, Visit const& visit, Request const& request);
Result<Response> show_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> copy_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> finish_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> extend_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> withdraw_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> reopen_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> ask_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> record_action(Actions const& room, Visit const& visit, Request const& request);
Result<Response> ask_action_change(Actions const& room, Visit const& visit, Request const& request);
Result<Response> change_action(Actions const& room, Visit const& visit, Request const& request);

// What is due on Home: open ones that are overdue, or due within a week.
[[nodiscard]] std::vector<Line> action_lines(Actions const& room, Visit const& visit);

} // namespace kith::actions
