// SPDX-License-Identifier: MIT
#pragma once

// Bringing a file in at a browser: choosing it, looking at what would become of each row,
// accepting, refusing, undoing.
//
// What a colleague found among records that this visitor may not know is not shown, counted or
// hinted at.
//
// Errors   a file that cannot be read comes back with the form as it was filled in, and a list of
//          rows and columns; 409 where somebody was first.

#include "people/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

void join_imports(House& house, People& room); // routes, and the round that destroys old rows

} // namespace kith::people
