// SPDX-License-Identifier: MIT
#pragma once

// The staff pages of contexts.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field; a
// late save with what stands now beside what was typed.

#include "contexts/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::contexts {

using http::Request;
using http::Response;

Result<Response> show_contexts(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> show_context(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> say_purpose(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> start_working(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_other_working(
    Contexts const& room, Visit const& visit, Request const& request);
Result<Response> add_other_working(
    Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_working_end(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> stop_working(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_context(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> record_context(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_change(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> change_context(Contexts const& room, Visit const& visit, Request const& request);

} // namespace kith::contexts
