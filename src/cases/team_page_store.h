// SPDX-License-Identifier: MIT
#pragma once

// What the page of whoever leads a team reads: the team's open cases, each decided, and their
// clocks and last notes of supervision in one read each.
//
// Cost     three indexed reads for a team, and those of each case's own facts, at most `most`
// times. Errors   none: what this visit may not know is left out, and counted nowhere.

#include "cases/store.h"
#include "cases/supervision.h"
#include <map>
#include <vector>

namespace kith::cases {

struct OpenCase {
    Case one;
    access::Facts facts;
};
// Those this visit may supervise: what falls due first before, then the latest opened.
[[nodiscard]] std::vector<OpenCase> open_cases_of(
    Visit const& visit, TeamId team, std::size_t most);
// Of all open cases of the team, those that run and fall due by that moment, the earliest first.
[[nodiscard]] std::vector<CaseClock> clocks_of_team(Visit const& visit, TeamId team, Instant by);
// The latest note of each of these cases that this visit may read.
[[nodiscard]] std::map<CaseId, Supervision> last_supervisions(
    Visit const& visit, TeamId team, std::vector<OpenCase> const& cases);

} // namespace kith::cases
