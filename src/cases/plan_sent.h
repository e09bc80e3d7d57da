// SPDX-License-Identifier: MIT
#pragma once

// What a program sends of plans and reviews: days, counts, findings, and the version it read.
//
// Errors   `invalid` with the field.

#include "cases/review_acts.h"
#include "platform/access/json_fields.h"
#include "platform/http/request.h"

namespace kith::cases {

using access::JsonFields;

constexpr char const* counted_schema
    = R"({"type":["object","null"],"required":["count","of"],"additionalProperties":false,"properties":{"count":{"type":"integer"},"of":{"type":"integer"},"on":{"type":["string","null"],"format":"date","description":"Today, if left out"}}})";

[[nodiscard]] Result<std::optional<Date>> sent_plan_day(JsonFields const& sent, char const* field);
[[nodiscard]] Result<std::optional<Counted>> sent_counted(
    JsonFields const& sent, char const* field, Date today);
[[nodiscard]] Result<std::vector<Finding>> sent_findings(JsonFields const& sent, Date today);
// Texts and the other context: what is left out stays.
[[nodiscard]] Done take_sent_texts(JsonFields const& sent, Review& review);
// "If-Match" of what is saved over.
[[nodiscard]] Result<std::int64_t> must_match(http::Request const& request);

} // namespace kith::cases
