// SPDX-License-Identifier: MIT
#pragma once

// What numbers of people are split by, as their records say today: no name, no number, no street.
//
// For counting alone, whoever may see them; what is made of it is told by base/small_tables.h. Of
// several statements the one nearest to the person counts (person_fact.h, rule 3). An address that
// is protected is not read: where they live counts as not recorded.
//
// Cost     three indexed reads for each record of the person.
// Errors   none. Decides nothing and notes no look: the caller has.

#include "people/counted.h"
#include "people/person_fact.h"
#include "platform/db/db.h"
#include <set>

namespace kith::people {

struct SplitBy : CountedAs {
    std::string ethnicity = {};              // a code; REFU also for "did not wish to say"
    std::set<std::string> disabilities = {}; // codes; REFU alone for the same
    std::set<std::string> statuses = {};     // codes of the legal statuses that stand
    std::string postcode = {};               // of where they live, unless it is protected
};

[[nodiscard]] SplitBy split_by(db::Connection& connection, PersonId kept, Date on);

} // namespace kith::people
