// SPDX-License-Identifier: MIT
#pragma once

// Adding to what is known of a context, giving it a last day, taking it back.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field.

#include "contexts/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::contexts {

Result<http::Response> ask_context_fact(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_context_fact(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> ask_context_fact_end(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> record_context_fact_end(
    Contexts const& room, Visit const& visit, http::Request const& request);

} // namespace kith::contexts
