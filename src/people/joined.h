// SPDX-License-Identifier: MIT
#pragma once

// Records that somebody found to be of one person.
//
// Each record keeps its own rows: joining moves nothing, so that it can be undone. Whoever reads
// what is known of a person reads the rows of all their records.
//
// Cost     an indexed read.

#include "base/ids.h"
#include "platform/db/db.h"
#include <vector>

namespace kith::people {

// The record that is kept, then those joined to it; just itself where nothing was joined.
[[nodiscard]] std::vector<PersonId> records_of(db::Connection& connection, PersonId kept);

} // namespace kith::people
