// SPDX-License-Identifier: MIT
#pragma once

// Every name somebody goes by or went by, on all their records: for what must not name them (the
// record of a context conference). With the rights of the program; nothing of it is ever shown.
//
// Cost     one indexed read a record.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

[[nodiscard]] std::vector<std::string> names_ever(db::Connection& connection, PersonId person);

// When somebody who lives was born, as far as it is known on any of their records: for a round of
// the program that turns with the day. Decides nothing.
[[nodiscard]] std::optional<PartialDate> birth_of(db::Connection& connection, PersonId person);

} // namespace kith::people
