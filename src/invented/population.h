// SPDX-License-Identifier: MIT
#pragma once

// The larger place: people, schools and places drawn by a seed from data/invented/town.toml, and
// recorded through the front doors of people and contexts by the colleagues of the front door.
//
// Shapes   the same seed draws the same people in the same order.
// Cost     20,000 people: some 20 seconds, 200 a Change.
// Errors   as acting.h.

#include "contexts/contexts.h"
#include "invented/draw.h"
#include "invented/invented.h"
#include "invented/tale.h"
#include "invented/town.h"
#include "people/people.h"

namespace kith::invented {

struct Population {
    std::vector<people::Person> people = {};
    std::vector<contexts::Context> contexts = {};

    [[nodiscard]] std::vector<Spot> spots() const;            // where worries of the year may lie
    [[nodiscard]] std::vector<Child> children(Date on) const; // from 11 to 17 that day
};

[[nodiscard]] Population draw_population(std::size_t people, Date born_before, Draw& draw);
// At the moment that the clock shows, a little later with each Change.
void record(Invented const& invented, Town const& town, Population const& population,
    std::function<void(std::size_t)> const& recorded);

} // namespace kith::invented
