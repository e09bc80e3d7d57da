// SPDX-License-Identifier: MIT
#pragma once

// How many children are linked, on pages and as JSON, for those who may not see who.
//
// Errors   `not_found` for whoever may neither open the record nor read its numbers.

#include "contexts/counts.h"
#include "contexts/pages.h"
#include "platform/access/operations.h"

namespace kith::contexts {

// A box on the context's page, where there is a table to be read.
[[nodiscard]] std::optional<html::Value> numbers_panel(
    Contexts const& room, Visit const& visit, Context const& context);

Result<Response> show_numbers(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> show_all_numbers(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> api_numbers(Contexts const& room, Visit const& visit, Request const& request);

[[nodiscard]] access::Operation numbers_operation();

} // namespace kith::contexts
