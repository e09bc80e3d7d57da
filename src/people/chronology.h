// SPDX-License-Identifier: MIT
#pragma once

// Everything known about one person that this visitor may see, newest first, on one page.
//
// 1. Events and links come from links, the rest from this room's own rows and from what other rooms
//    add (People::chronicles). What is hidden leaves no gap in the order and no number.
// 2. "As known on a day" is told from what stood recorded at the end of that day: what was said
//    later, or taken back later, does not change it. Whether this visitor may see it is decided as
//    of now.
// 3. Filters and gaps are those of every chronology (links/chronology.h).
//
// Cost     one indexed read a source, and one look-up for each different record that an entry was
//          drawn from.
// Errors   as links/chronology.h.

#include "people/entry.h"
#include "people/room.h"

namespace kith::people {

using links::Chronology;
using links::chronology_settings;
using links::ChronologyFilter;
using links::Gap;
using links::gaps_in;
using links::read_chronology_settings;
using links::read_filter;

// The caller has found the person, and asked for a purpose where one is needed.
[[nodiscard]] Chronology chronology_of(
    People const& room, Visit const& visit, Person const& person, ChronologyFilter const& filter);

} // namespace kith::people
