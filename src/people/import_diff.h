// SPDX-License-Identifier: MIT
#pragma once

// What a row of an agency's file changes about a record that the agency brought in before.
//
// 1. A field that the file leaves empty changes nothing; neither does a birth date it knows less
//    exactly, nor a sex it does not know.
// 2. A name that does not stand is added. One by which the person was known, as this agency said
//    before, ends the day before; a birth name stands.
// 3. A number that does not stand is added; another of the same kind that this agency gave before
//    is withdrawn.
// 4. A way to reach them is added, never withdrawn. One that would tell where somebody lives whose
//    address is protected is left out: what lies sealed cannot be compared.
//
// Shapes   what stands and what the file says in, the record as it shall stand out. No change: the
//          same record, and no lines. Cost: none to speak of. Errors: none.

#include "people/import_file.h"

namespace kith::people {

struct ImportDiff {
    Person wanted;
    std::vector<imports::Line> lines = {};
};
[[nodiscard]] ImportDiff diff_of(
    Person const& stands, Person const& said, Owner const& owner, Date today);

} // namespace kith::people
