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

// Adds those of a record that stand in clear, oldest first.
void read_rows(db::Connection& connection, PersonId record, Person& person);
// From what stands to what is wanted; what goes, goes for `reason`. Where the address is protected,
// whatever tells it is written and withdrawn sealed (addresses.h). What is new goes to `wanted.id`;
// what goes may be a row of a record joined to it.
void write_rows(
    access::Change& change, Person const& stands, Person const& wanted, std::string const& reason);
// What people write beside a protected address may hold it: then why a version was replaced, or a
// row went, stands in the ledger alone, and with what is sealed.
[[nodiscard]] std::string said_in_clear(
    Person const& stands, Person const& wanted, std::string const& reason);
[[nodiscard]] std::string folded_name(std::string_view name); // as the table keeps it

} // namespace kith::people
