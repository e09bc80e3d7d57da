// SPDX-License-Identifier: MIT
#pragma once

// A file of people: rows of an agency's own register, each a person as far as the file says. How a
// file is read, and its columns laid out, is the same for all lists (imports/file.h).
//
// Rules    a name is needed, and one number at least, no two rows with the same; check digits as
//          everywhere (identifiers.h); dates 2011-05-03, 03/05/2011, 20110503, 2011-05 or 2011.
// Errors   as imports::read_file: of a row, the field that is wrong, and what to do.

#include "people/import_columns.h"
#include "people/person.h"

namespace kith::people {

using imports::Owner;
using imports::Row;

// Numbers of the owner's own are kept as CODE/NUMBER, so that no two agencies' meet; what is added
// to a record says it is from them.
[[nodiscard]] Result<imports::File> read_import_file(
    std::string text, imports::Mapping const& asked, Owner const& owner, Date today);

// Must a row have a number? A register's rows, so that the next file finds the same people.
enum class Number { needed, optional };
// The person a row speaks of. Their names: the register's first, then the one they are known by.
// `first` is the place of import_columns' first field among those of the row.
[[nodiscard]] Result<Person> person_of(Row const& row, Owner const& owner, Date today,
    Number number = Number::needed, std::size_t first = 0);
// The day 2011-05-03, 03/05/2011, 20110503; the midnight that databases write behind one is
// dropped.
[[nodiscard]] Result<PartialDate> read_list_day(std::string_view typed, std::string_view field);

} // namespace kith::people
