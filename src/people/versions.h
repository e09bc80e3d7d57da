// SPDX-License-Identifier: MIT
#pragma once

// Versions of a person's record that tell of more than what was typed about it: it was joined to
// another or parted from it, or its address is protected because that of another record of the same
// person is. The room's own.
//
// Cost     two writes.
// Errors   none: the caller has decided, and recorded it in the ledger.

#include "people/person.h"
#include "platform/access/visit.h"
#include <string>

namespace kith::people {

// What stands at that version goes to persons_was; nothing does if it moved on.
void keep_version(access::Change& change, PersonId record, std::int64_t version,
    std::string const& reason_in_clear);
// The same once more, as the next version.
void next_version(access::Change& change, PersonId record, std::string const& reason_in_clear);
// The next version with an address that is protected, or is no longer: what tells it is sealed, or
// stands in clear again. Nothing changes if that holds already.
void protect_record(access::Change& change, PersonId record, bool protected_address);
// When its first version was made.
[[nodiscard]] Instant first_recorded(db::Connection& connection, PersonId record);

} // namespace kith::people
