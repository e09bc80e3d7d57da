// SPDX-License-Identifier: MIT
#pragma once

// What concerns add to a person's chronology: each sign that somebody noticed, on its own day. That
// a concern was raised and decided stands there already, as events of links.
//
// Only signs of concerns that are about the person and that this visit may see. As it was known at
// a moment: of concerns received by then, in the words that stand now.
//
// Cost     one read of the person's links, and two reads a concern.

#include "concerns/room.h"
#include "people/people.h"

namespace kith::concerns {

// For people::People::chronicles; `room` outlives it.
[[nodiscard]] people::Chronicle signs_chronicle(Concerns const& room);

} // namespace kith::concerns
