// SPDX-License-Identifier: MIT
#pragma once

// Who on record is like the person somebody describes? Candidates to look at, with their reasons:
// never an answer to "who is this".
//
// Only people whom this visit may know are compared, counted or ranked; nothing that is hidden
// changes an order or a figure. What is handed out is noted as looked at.
//
// Errors   none: nothing described, nobody alike.

#include "people/store.h"

namespace kith::people {

struct People;

struct Alike {
    Person person;
    std::vector<std::string> reasons; // the weightiest first, each a sentence that can be disputed
    float bits = 0;                   // for one person, against two
    double probability = 0;           // in [0, 1]
};

// The most alike first, at most so many.
[[nodiscard]] std::vector<Alike> alike(
    People const& room, Visit const& visit, Match const& described, std::size_t most);

} // namespace kith::people
