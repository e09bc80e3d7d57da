// SPDX-License-Identifier: MIT
#pragma once

// What others recorded about a person since the visitor last looked (links/since.h): what happened,
// whom and what they are linked to, who works with them, what was written on their record.
//
// The caller has found the person. What is withheld from this visitor is told by no word and no
// number.

#include "people/room.h"

namespace kith::people {

[[nodiscard]] std::vector<links::News> news_of(
    People const& room, Visit const& visit, Person const& person, Instant since);

} // namespace kith::people
