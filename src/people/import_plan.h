// SPDX-License-Identifier: MIT
#pragma once

// Who a row is about, among the records that its agency answers for.
//
// Cost     an indexed read for each number, and the record of each that is found.
// Errors   none.

#include "people/import_file.h"
#include "people/import_store.h"

namespace kith::people {

struct ImportFound {
    std::optional<Person> surely = {}; // rule 1 of imports.h
    std::vector<imports::Candidate> candidates = {};
};
[[nodiscard]] ImportFound find_own(
    Visit const& visit, AgencyId agency, Person const& said, Owner const& owner);

} // namespace kith::people
