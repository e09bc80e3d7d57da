// SPDX-License-Identifier: MIT
#pragma once

// Who stands at a place or in a group today, whoever may see them: for counting alone.
//
// What is made of it may be told as numbers (base/small_numbers.h), never as rows: nothing here
// asks whether the visit may know anybody.
//
// Shapes   one for each link, the earliest recorded first; a person of several records is the one
//          that is kept.
// Cost     one indexed read, and one for each person.

#include "links/seen.h"
#include <vector>

namespace kith::links {

struct PersonAt {
    Uuid person;
    LinkId link;
    std::string role; // data/code_lists/link_role.csv
    Date since;       // the day the link was first recorded
    Thing drawn_from;
    std::optional<Date> expires = {};
};

[[nodiscard]] std::vector<PersonAt> people_at(
    Seen const& seen, Visit const& visit, Thing const& thing);

} // namespace kith::links
