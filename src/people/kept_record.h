// SPDX-License-Identifier: MIT
#pragma once

// A record as rows, for those parts of the room that have decided who may: they record the act
// themselves. All others find, create and save (store.h).
//
// Cost     reading: five indexed reads; writing: one statement, and one for each row below.
// Errors   `conflict` if it was saved since it was read; database failures are thrown.

#include "people/person.h"
#include "platform/access/visit.h"
#include <optional>

namespace kith::people {

// None for a record that was withdrawn. What lies sealed is withheld.
[[nodiscard]] std::optional<Person> kept_record(db::Connection& connection, PersonId id);
// Whose record it is, without who works with them.
[[nodiscard]] access::Facts bare_facts(Person const& person);
// Its rows are new; `created_by` and `owner_agency` are the caller's to say.
[[nodiscard]] Reference add_record(access::Change& change, Person const& person);
// The next version, with the rows that come and go.
[[nodiscard]] Done keep_version(
    access::Change& change, Person const& stands, Person const& wanted, std::string const& reason);

} // namespace kith::people
