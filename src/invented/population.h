// SPDX-License-Identifier: MIT
#pragma once

// The larger places: households, schools and places drawn by a seed, and what each agency holds of
// the people in them. About three records of a hundred are second ones, of somebody whom another
// agency holds already: which, is known (Told::twice).
//
// Shapes   the same seed draws the same people in the same order; those of one keeper stand
//          together, the people of a household one after another.
// Cost     100,000 people: half a second. Recording them: recording.h.

#include "contexts/contexts.h"
#include "invented/slips.h"
#include "invented/tale.h"

namespace kith::invented {

// One agency's record of somebody.
struct Held {
    people::Person person;
    Keeper const* keeper = nullptr;
    std::size_t household = 0;
    Part part = Part::adult;
    bool worked_with = false;              // by a team of the keeper's, from the first day on
    bool at_school = false;                // and that is known
    std::optional<Slip> slip = {};         // of a second record
    std::optional<std::size_t> first = {}; // its place in Population::held
    std::string postcode = {};             // "" if the record holds no address
};

struct Population {
    std::vector<Held> held = {};
    std::vector<contexts::Context> contexts = {}; // schools first

    [[nodiscard]] std::vector<Spot> spots() const;            // where worries of the year may lie
    [[nodiscard]] std::vector<Child> children(Date on) const; // from 11 to 17 that day
};

[[nodiscard]] Population draw_population(std::size_t people, Date on, Draw& draw);

} // namespace kith::invented
