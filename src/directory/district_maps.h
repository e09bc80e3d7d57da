// SPDX-License-Identifier: MIT
#pragma once

// Who answers for a district, from a day: council, area, exploitation team and police division.
// "From 1 April this district belongs to that team" closes the row before and opens the next, so
// rows of a district neither overlap nor leave a day between them; days before stay as they were.
//
// Shapes   a row is a District; its Standing holds the days. `version` 0: the shipped row.
// Errors   `invalid` with the field; `conflict` for a row that begins that day or later, or one
//          saved meanwhile; by policy.
// Threads  as the connection.

#include "directory/kept_lines.h"

namespace kith::directory {

struct DistrictMap {
    DistrictMapId id = {};
    District district = {};
    std::int64_t version = 0;
};

// All rows of one district, the newest first; the shipped ones if none is kept.
[[nodiscard]] std::vector<DistrictMap> maps_of(
    ReferenceFacts const& facts, db::Connection& connection, std::string_view district);

// `wanted` holds from its first day on. `seen` is the newest row that its author saw.
[[nodiscard]] Done remap(access::Change& change, ReferenceFacts const& facts,
    District const& wanted, Date seen, std::string const& reason);
// Takes the newest row back, so that the one before it runs on. The only row stays.
[[nodiscard]] Done take_back_map(access::Change& change, ReferenceFacts const& facts,
    std::string_view district, Date from, std::string const& reason);

// What the database keeps goes into the facts that everybody asks.
void take_kept(ReferenceFacts const& facts, db::Connection& connection);
// Changes with every save: another server on the same database sees that it must take them again.
[[nodiscard]] std::string kept_mark(db::Connection& connection);

} // namespace kith::directory
