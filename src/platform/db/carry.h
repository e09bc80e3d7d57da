// SPDX-License-Identifier: MIT
#pragma once

// Every row of one database carried into another: from PostgreSQL into a file (a backup), or from a
// file into PostgreSQL (bringing one back, or moving house).
//
// Both have had the same migrations, so tables and columns have the same names. Rows may come in
// any order: references are looked at when all are there. What `into` held is replaced; each
// database keeps its own list of migrations, and tables named backup_* stay where they are.
//
// Cost     1,000 rows in memory at a time; 50 rows a statement.
// Threads  `from` is one transaction that sees one moment, `into` one transaction: the caller's.
// Errors   db::Failure. Nothing is left in `into` if it is undone.

#include "platform/db/db.h"

namespace kith::db {

std::size_t carry(Connection& from, Connection& into); // how many rows

// One moment of a PostgreSQL database, for as long as it lives; nobody waits for it.
class OneMoment {
public:
    explicit OneMoment(Connection& connection);
    OneMoment(OneMoment const&) = delete;
    OneMoment& operator=(OneMoment const&) = delete;
    ~OneMoment();

private:
    Connection& connection_;
};

} // namespace kith::db
