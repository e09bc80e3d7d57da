// SPDX-License-Identifier: MIT
#pragma once

// Everything that was ever so of a case: each version with what changed, who changed it and why;
// levels, time limits with what made them longer, and closures. Nothing is ever taken out.
//
// Errors   as the store's.

#include "cases/pages.h"

namespace kith::cases {

Result<Response> show_case_history(Cases const& room, Visit const& visit, Request const& request);

// [{title, when, who, text}], the latest first.
[[nodiscard]] html::Value versions_view(Cases const& room, Visit const& visit, Case const& one);
// [{duty, started, due, state, longer: [text]}], those that run first.
[[nodiscard]] html::Value clocks_view(Cases const& room, Visit const& visit, Case const& of);
// "Runs", "Met on …", "Met late, on …", "Stopped when the case closed, on …"; by the closures of
// the case.
[[nodiscard]] std::string clock_state(CaseClock const& clock, std::vector<Closure> const& closures);
// [{on, by, rows: [{key, text}], reopened}], the latest first.
[[nodiscard]] html::Value closures_view(Cases const& room, Visit const& visit, Case const& one);

} // namespace kith::cases
