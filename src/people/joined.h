// SPDX-License-Identifier: MIT
#pragma once

// Records that somebody found to be of one person.
//
// Each record keeps its own rows: joining moves nothing, so that it can be undone. Whoever reads
// what is known of a person reads the rows of all their records; what is new is written to the one
// that is kept. Who joins records, and undoes it: joining.h.
//
// Shapes   a tree: a record stands joined to one other at most, so there is no loop.
// Cost     an indexed read for each record of the person: one, for nearly everybody.
// Errors   none. Decides nothing and notes no look: the caller has.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include "platform/access/policy.h"
#include "platform/db/db.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

// The record that is kept, then those joined to it; just itself where nothing was joined.
[[nodiscard]] std::vector<PersonId> records_of(db::Connection& connection, PersonId kept);
// The record that is kept of the person whose record this is; itself, if it is that one.
[[nodiscard]] PersonId kept_of(db::Connection& connection, PersonId any);

struct RecordJoin {
    JoinId id;
    PersonId kept;
    PersonId other;
    Reference reference; // of the other
    std::string why;     // empty where an address is protected: the ledger has it
    Instant at;
    AccountId by;
    std::optional<Instant> undone_at = {};
    AccountId undone_by = {};
    std::string undone_why = {};
};
// Those that stand, by which the records of this person are one; the earliest first.
[[nodiscard]] std::vector<RecordJoin> joins_of(db::Connection& connection, PersonId kept);
[[nodiscard]] std::optional<RecordJoin> find_join(db::Connection& connection, JoinId id);
// The one that stands by which this record is joined to another.
[[nodiscard]] std::optional<RecordJoin> join_that_holds(db::Connection& connection, PersonId other);

// Who works with either record works with the person, whoever recorded either recorded them, and a
// wall or a seal on either stands on both.
void unite(access::Facts& facts, access::Facts const& with, AccountId visitor);

} // namespace kith::people
