// SPDX-License-Identifier: MIT
#pragma once

// The rest of the year: worries composed from the sentences of data/invented/background.toml, by
// chance of a seed.

#include "invented/draw.h"
#include "invented/tale.h"

namespace kith::invented {

// `count` concerns, each with its decision; spread over the year, none in its last week. They are
// about `children`, or those of data/invented/names.toml if none are given, at spots of the place.
[[nodiscard]] Story compose_background(
    Place const& place, std::size_t count, Draw& draw, std::vector<Child> children = {});

} // namespace kith::invented
