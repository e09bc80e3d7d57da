// SPDX-License-Identifier: MIT
#pragma once

// Every name somebody goes by or went by, on all their records: for what must not name them (the
// record of a context conference). With the rights of the program; nothing of it is ever shown.
//
// Cost     one indexed read a record.

#include "base/ids.h"
#include "platform/db/db.h"
#include <string>
#include <vector>

namespace kith::people {

[[nodiscard]] std::vector<std::string> names_ever(db::Connection& connection, PersonId person);

} // namespace kith::people
