// SPDX-License-Identifier: MIT
#pragma once

// What the chronology of a person is made of in this room and in links: events, links, who works
// with them, who stands around them, and what was written on or taken off their record.
//
// Cost     one indexed read a source and record.

#include "people/entry.h"
#include "people/room.h"

namespace kith::people {

// In no order. As it was known at that moment.
[[nodiscard]] std::vector<Entry> own_entries(
    People const& room, Visit const& visit, Person const& person, Instant known_at);

} // namespace kith::people
