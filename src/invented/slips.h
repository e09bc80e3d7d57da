// SPDX-License-Identifier: MIT
#pragma once

// How another agency comes to hold a second record of somebody: with a slip of the pen, a pet name,
// another spelling, names in each other's place, a wrong birth date, an old address, another
// surname, or half of it missing.
//
// Shapes   `write_down` is what an agency that knows them well holds; `with_slip` a second record,
//          and which slip it holds, so that a search can be held against it.

#include "invented/households.h"
#include "people/people.h"
#include <string_view>

namespace kith::invented {

enum class Slip { typo, nickname, spelling, swapped, birth, moved, surname, no_birth, number_only };
[[nodiscard]] std::string_view word_of(Slip slip); // "typo", "other spelling", …

// Who brings records over, and what they usually hold.
struct Keeper {
    std::string_view sign_in;
    std::string_view source;                // as it stands on each name
    std::size_t nhs, pupil, address, email; // of 100 records, how many hold one
};

[[nodiscard]] people::Person write_down(
    Somebody const& one, HomeAddress const& home, Keeper const& keeper, Date on, Draw& draw);

struct Written {
    people::Person person;
    Slip slip;
    std::string postcode; // "" if the record holds no address
};
[[nodiscard]] Written with_slip(Somebody const& one, HomeAddress const& home, Keeper const& keeper,
    CountyWords const& words, Draw& draw);

} // namespace kith::invented
