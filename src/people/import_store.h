// SPDX-License-Identifier: MIT
#pragma once

// What people's imports keep beside their rows (imports/store.h): what they did to records, and who
// may be one person.
//
// Reading takes a Visit; writing takes the Change of an act that the caller has recorded.
//
// Cost     an indexed read or statement each.

#include "imports/imports.h"
#include "people/person.h"
#include "platform/access/visit.h"

namespace kith::people {

using access::Change;
using access::Visit;
using imports::Import;

[[nodiscard]] std::vector<imports::Pair> list_alike(Visit const& visit, Import const& import);

// What a record that this visit may know, or bring up to date, is called; nothing of what it says.
[[nodiscard]] std::optional<std::string> reference_of_own(Visit const& visit, PersonId id);

// Records that the agency answers for, by number or by name and birth date.
[[nodiscard]] std::vector<PersonId> own_of_number(
    db::Connection& connection, AgencyId agency, Identifier const& number);
[[nodiscard]] std::vector<PersonId> own_of_name(
    db::Connection& connection, AgencyId agency, std::string const& name, PartialDate const& birth);

void add_alike(Change& change, Import const& import, std::int64_t place, imports::Pair const& pair);

enum class ValueAct { added, ended };
void add_value(
    Change& change, Import const& import, PersonId person, Uuid const& value, ValueAct act);
[[nodiscard]] std::vector<Uuid> list_values(
    Change& change, Import const& import, PersonId person, ValueAct act);
// As they were before that version.
[[nodiscard]] std::optional<Person> person_before(
    Change& change, PersonId person, std::int64_t version);
// What of the record ended by the import: to be put back.
[[nodiscard]] std::vector<Name> names_by_id(Change& change, std::vector<Uuid> const& ids);
[[nodiscard]] std::vector<Identifier> numbers_by_id(Change& change, std::vector<Uuid> const& ids);
// All rows of the record are withdrawn, and nobody finds it any more.
void withdraw_record(
    Change& change, Import const& import, PersonId person, std::string const& reason);

} // namespace kith::people
