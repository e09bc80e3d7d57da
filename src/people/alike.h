// SPDX-License-Identifier: MIT
#pragma once

// Who on record is like the person somebody describes? Candidates to look at, with their reasons:
// never an answer to "who is this".
//
// The same number, or the same name and birth date, is asked of the rows, so that what was written
// a moment ago is found; all else of the snapshot (snapshot.h). Only people whom this visit may
// know are compared, counted or ranked: a front door, all; others, whom they or their teams work
// with and whom they recorded. So a referrer is offered nobody of another agency's, and nothing
// hidden changes an order, a figure or a cut-off. Each one is decided by its own row before it is
// handed out, and noted as looked at.
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
// The same after the first `past` of them, and whether there are more. Only these are looked at.
struct AlikePage {
    std::vector<Alike> found = {};
    bool more = false;
};
[[nodiscard]] AlikePage alike_from(People const& room, Visit const& visit, Match const& described,
    std::size_t past, std::size_t most);

// Those who are so much alike that there may be a record already: a second one is made only if
// somebody says that it is another person.
inline constexpr double likely_from = 0.9;
[[nodiscard]] std::vector<Alike> likely(
    People const& room, Visit const& visit, Match const& described);

} // namespace kith::people
