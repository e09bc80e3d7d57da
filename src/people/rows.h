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

// Those that stand in clear, oldest first, of all records that are this person.
void read_rows(db::Connection& connection, Person& person);
// Adds those of a record that stand in clear, oldest first.
void read_rows(db::Connection& connection, PersonId record, Person& person);
// From what stands to what is wanted; what goes, goes for `reason`. Where the address is protected,
// whatever tells it is written and withdrawn sealed (addresses.h). What is new goes to `wanted.id`;
// what goes may be a row of a record joined to it.
void write_rows(
    access::Change& change, Person const& stands, Person const& wanted, std::string const& reason);
// A name, number or way to reach somebody that was withdrawn, the latest first. Where the address
// is protected, none that tells it; and none that went to another record as the two were parted.
struct TakenBack {
    std::string part; // "names", "identifiers", "contacts"
    std::string kind;
    std::string value;
    Instant withdrawn_at;
    AccountId withdrawn_by;
    std::string reason;
};
[[nodiscard]] std::vector<TakenBack> taken_back(db::Connection& connection, PersonId kept);
// What people write beside a protected address may hold it: then why a version was replaced, or a
// row went, stands in the ledger alone, and with what is sealed.
[[nodiscard]] std::string said_in_clear(
    Person const& stands, Person const& wanted, std::string const& reason);
// As the table keeps it: in Latin letters, without what does not tell two spellings apart.
[[nodiscard]] std::string folded_name(std::string_view name);
// At the start of a program that writes: names that an earlier version compared in another way.
// Gives back how many. Nothing is written where there are none.
std::size_t fold_names(db::Database& database);

} // namespace kith::people
