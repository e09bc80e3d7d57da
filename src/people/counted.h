// SPDX-License-Identifier: MIT
#pragma once

// What a number of people may be split by: no name, no number, no address.
//
// For counting alone, whoever may see them; what is made of it is told by base/small_numbers.h.
//
// Cost     one indexed read for each record of the person.

#include "people/person.h"
#include "platform/db/db.h"

namespace kith::people {

struct CountedAs {
    std::optional<PartialDate> birth = {}; // as their records say: the one that is kept first
    std::string sex = {};                  // data/code_lists/sex.csv; empty if not known
    bool died = false;
};

[[nodiscard]] CountedAs counted_as(db::Connection& connection, PersonId kept);

} // namespace kith::people
