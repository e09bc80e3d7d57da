// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of what was returned.
//
// Cost     indexed reads. Errors none.

#include "missing/return_rules.h"
#include "missing/returned.h"
#include "platform/access/visit.h"
#include <set>
#include <vector>

namespace kith::missing {

// Those that were made for the authority, the latest first; at most 50.
[[nodiscard]] std::vector<MadeReturn> list_returns(access::Visit const& visit, AgencyId agency);
// Whom a team of that agency answers for in an episode of that time; kept records, each once.
[[nodiscard]] std::set<PersonId> answered_for(
    db::Connection& connection, AgencyId agency, Instant from, Instant before);
// What the latest file of that year left open; nothing if there was none.
[[nodiscard]] std::vector<LeftOpen> left_open_in(
    db::Connection& connection, AgencyId agency, Date last_day);
void insert_return(db::Connection& connection, MadeReturn const& made);
void insert_left_open(db::Connection& connection, MissingReturnId of, LeftOpen const& open);

} // namespace kith::missing
