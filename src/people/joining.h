// SPDX-License-Identifier: MIT
#pragma once

// Joining two records of one person, and taking them apart again. Always somebody's act, with a
// reason, never Kith's.
//
// 1. Joining moves nothing (joined.h). Which record is kept is chosen; both get a next version, so
//    that whoever had either open is told.
// 2. Whoever decides may decide on both: a front door, or those who work with both.
// 3. Two checked numbers of which somebody has one for life, and which differ, forbid it until one
//    of them is withdrawn; so does somebody's word that these are two people, until it is taken
//    back.
// 4. If the address of one is protected, that of the other is from then on, and stays so when they
//    are taken apart.
// 5. Taken apart, each has its own rows again, and those recorded since are where whoever decides
//    says. They are then known as two people, and not proposed again.
// 6. Each act stands in the ledger under both records.
//
// Errors   `not_found` unless both may be known; `not_allowed`; `invalid` with the field;
//          `conflict` if either record moved on since it was read.

#include "people/later_rows.h"
#include "people/room.h"

namespace kith::people {

struct Joining {
    PersonId kept = {};
    PersonId other = {};
    std::int64_t kept_version = 0; // as they were read
    std::int64_t other_version = 0;
    std::string why = {};
};
[[nodiscard]] Result<JoinId> join_records(Change& change, Joining const& wanted);
// What joining them would answer, before somebody is told what it means.
[[nodiscard]] Done check_joining(Visit const& visit, Joining const& wanted);

struct Parting {
    JoinId join = {};
    std::int64_t version = 0; // of the record that is kept, as it was read
    std::string why = {};
    std::vector<Uuid> to_other = {}; // rows recorded since that belong to the other
};
// Gives back the record that is again its own.
[[nodiscard]] Result<PersonId> part_records(
    People const& room, Change& change, Parting const& wanted);

[[nodiscard]] Done check_why(std::string const& why); // said, and not too long
[[nodiscard]] std::int64_t version_of(db::Connection& connection, PersonId record);
[[nodiscard]] std::string reference_of(db::Connection& connection, PersonId record);

} // namespace kith::people
