// SPDX-License-Identifier: MIT
#pragma once

// The rows under a person: names, identifiers, and ways to reach them. The room's own.
//
// A row is added or withdrawn, never changed; a name that stands may be given its last day.
//
// Cost     three indexed reads; a write for each row that is new or goes.

#include "people/person.h"
#include "platform/access/visit.h"
#include <string>
#include <string_view>

namespace kith::people {

void read_rows(db::Connection& connection, Person& person); // those that stand, oldest first
// From what stands to what is wanted; what goes, goes for `reason`.
void write_rows(
    access::Change& change, Person const& stands, Person const& wanted, std::string const& reason);
[[nodiscard]] std::string folded_name(std::string_view name); // as the table keeps it

} // namespace kith::people
