// SPDX-License-Identifier: MIT
#pragma once

// Bringing a list in at a browser, the same for every kind: choosing it, looking at what would
// become of each row, saying what rows are that may be known, accepting, refusing, undoing.
//
// What a colleague found among records that this visitor may not know is not shown, counted or
// hinted at.
//
// Errors   a file that cannot be read comes back with the form as it was filled in, and a list of
//          rows and columns; 409 where somebody was first.

#include "imports/kind.h"
#include "platform/access/house.h"

namespace kith::imports {

// Its routes, all under words().path.
void join_kind(House& house, Kind const& kind);
// The round that destroys what nobody accepted; once, whatever kinds there are.
void join(House& house);

} // namespace kith::imports
