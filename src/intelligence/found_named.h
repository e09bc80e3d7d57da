// SPDX-License-Identifier: MIT
#pragma once

// Things that were named before, found while a number, a plate, an account or a place is typed.
//
// 1. Found is only what this visitor may know (links/named_things.h): by something that a standing
// link to
//    it was drawn from. What they may not know answers as what is not there: the same words, the
//    same number, and the same work. Rooms are asked about as many records each time
//    (`records_asked`), whether or not there are any.
// 2. Nothing is looked for before enough of it stands there (`enough_to_look`): one digit more or
//    less must not page through a county's phones.
// 3. That two namings compare as the same is no proof that they mean the same.
// 4. What is found is a look at it. It is asked by POST: no number stands in an address.
//
// Cost     one read of the namings that begin so, then `records_asked` questions to rooms.
// Errors   none: what is not enough, or no such kind, finds nothing.

#include "intelligence/room.h"

namespace kith::intelligence {

inline constexpr std::size_t records_asked = 96;
inline constexpr std::size_t most_found = 5;

// The kinds that are found while typing: phone, vehicle, online_account, bank_account, place.
[[nodiscard]] bool is_found_while_typing(std::string_view kind);
// As far as it is typed, in the form by which it is compared; "" while it is not enough.
[[nodiscard]] std::string enough_to_look(std::string_view kind, std::string_view typed);

struct FoundNamed {
    links::NamedThing thing = {};
    bool same = false;               // compares as the same; else it begins so
    std::vector<Thing> records = {}; // in which it was named, that the visitor may know
};
// The same first, then by what is compared.
[[nodiscard]] std::vector<FoundNamed> found_named(
    links::Seen const& seen, Visit const& visit, std::string_view kind, std::string_view typed);

} // namespace kith::intelligence
