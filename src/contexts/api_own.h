// SPDX-License-Identifier: MIT
#pragma once

// What each kind of context has of its own, as programs send and get it; and dated statements about
// it: added, given a last day, taken back.
//
// Errors   `invalid` with the field it stands at, also for a field that this kind has not;
//          `not_allowed` for an address that is withheld; 428 and 409 by version as the record's.

#include "contexts/context_fact.h"
#include "contexts/room.h"
#include "platform/access/json_fields.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <boost/json/fwd.hpp>

namespace kith::contexts {

// Adds "sort", "phases", "hours", "outline", … to what is written of a context.
void put_own(Context const& context, boost::json::object& written);
[[nodiscard]] boost::json::object fact_json(ContextFact const& fact, Date today);

// What was sent of them, over what stands.
[[nodiscard]] Done read_sent_own(directory::ReferenceFacts const& facts, Date today,
    access::JsonFields const& sent, Context& context);
// Their part of the schemas.
extern char const* const own_properties_got;  // of an answer
extern char const* const own_properties_sent; // of what is sent

Result<http::Response> api_add_context_fact(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_end_context_fact(
    Contexts const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] std::vector<access::Operation> api_fact_operations();

// What the page asks before it opens.
[[nodiscard]] Done must_open(Visit const& visit, access::Facts const& facts);

} // namespace kith::contexts
