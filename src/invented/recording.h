// SPDX-License-Identifier: MIT
#pragma once

// The larger place recorded through the front doors of people, contexts and links: each agency's
// records by one who works there, a thousand a Change, as an import of a day would be. Whose
// children are in need of help is worked with by a team, and how they belong together is recorded.
//
// Cost     100,000 people: some 40 seconds, nearly all of it the database and the ledger.
// Errors   as acting.h.

#include "invented/invented.h"
#include "invented/population.h"
#include "invented/town.h"

namespace kith::invented {

// At the moment that the clock shows, a little later with each Change. Gives the references of
// Population::held, in its order.
[[nodiscard]] std::vector<Reference> record(Invented const& invented, Town const& town,
    Population const& population, std::function<void(std::size_t)> const& recorded);

// The second records, with what they were drawn from.
[[nodiscard]] std::vector<HeldTwice> held_twice(
    Population const& population, std::vector<Reference> const& references);

} // namespace kith::invented
