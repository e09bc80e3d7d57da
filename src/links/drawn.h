// SPDX-License-Identifier: MIT
#pragma once

// One link that a room drew from a record of its own (Store::draw), taken back alone. Whoever asks
// has decided and recorded that.
//
// Cost     three indexed statements.  Errors   none: false where it was taken back, or made again
// at
//          another record, before.

#include "platform/access/visit.h"
#include <string>

namespace kith::links {

bool take_one_drawn_back(access::Change& change, LinkId id, std::string const& reason);

} // namespace kith::links
