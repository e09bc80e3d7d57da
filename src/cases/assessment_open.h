// SPDX-License-Identifier: MIT
#pragma once

// The assessment that an address names, for its pages and its API.

#include "cases/assessment_views.h"
#include "platform/http/request.h"

namespace kith::cases {

// Of {case} and {assessment}; `not_found` also if it is of another case.
[[nodiscard]] Result<SeenAssessment> opened_assessment(
    Cases const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] SeenAssessment seen_as(
    Cases const& room, Visit const& visit, Case const& of, Assessment const& one);

} // namespace kith::cases
