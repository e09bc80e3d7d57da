// SPDX-License-Identifier: MIT
#pragma once

// Who lives with whom in the larger places: parents, children, brothers and sisters, grandparents,
// people on their own.
//
// The shares follow published figures, carried over by hand: households and their sizes from the
// census of 2021 for England (2.4 people; three in ten live alone), a fifth of people under 18 as
// in pan-Lancashire in 2024 (Department for Education: 332,119 children of some 1.5 million), six
// in a hundred children in need of help at some time in a year (the same, year to March 2025:
// 19,677 of them).
//
// Shapes   the same seed draws the same households. Ages hold on the day given.
// Cost     100,000 people: some 100 ms.

#include "base/time.h"
#include "invented/streets.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::invented {

enum class Part { adult, child, elder };

// Somebody as they are: what agencies hold of them is a record, and may be wrong.
struct Somebody {
    Part part = Part::adult;
    bool female = false;
    std::string given, middle, family;
    std::string family_before; // of birth, if they changed it
    PartialDate birth;
    std::string language;
    Community const* community = nullptr;
    std::optional<std::size_t> nhs; // as numbers.h numbers them
    std::size_t number = 0;         // of this person, from 0 on
};

struct Household {
    HomeAddress home;
    std::vector<Somebody> members;
    bool in_need = false; // one of its children is in need of help

    [[nodiscard]] std::size_t children() const; // who live there as somebody's child
};

// So many people, in whole households: a few more at most.
[[nodiscard]] std::vector<Household> draw_households(
    CountyWords const& words, std::size_t people, Date on, Draw& draw);

[[nodiscard]] int age_on(Somebody const& one, Date day);

} // namespace kith::invented
