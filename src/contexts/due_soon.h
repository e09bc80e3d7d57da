// SPDX-License-Identifier: MIT
#pragma once

// What somebody who works with groups and places is told on Home before it comes: who leaves a peer
// map, a map that is to be looked at again, guardians who are to be asked again.
//
// Told so many days before as the clock "peer_map.notice" says (data/reference/clocks.toml). A line
// names the record by its reference alone, and counts only whom the visit may know.
//
// Cost     a few indexed reads for each context that the visitor works with.

#include "contexts/room.h"
#include <vector>

namespace kith::contexts {

[[nodiscard]] std::vector<actions::Line> due_lines(Contexts const& room, Visit const& visit);

} // namespace kith::contexts
