// SPDX-License-Identifier: MIT
#pragma once

// A body run on both databases, each with the ledger's own tables and no other.

#include "platform/db/db.h"
#include "world/databases.h"

namespace kith::ledger {

inline void make_ledger_tables(db::Database& database)
{
    auto migrations = db::shipped_migrations(database.kind());
    std::erase_if(migrations, [](auto const& each) { return each.name != "0001_ledger"; });
    db::migrate(database, migrations, Instant(0));
}

inline void on_both_ledgers(std::function<void(db::Database&)> const& body)
{
    tests::on_both_databases(
        [&](db::Database& database) {
            make_ledger_tables(database);
            body(database);
        },
        tests::Start::empty);
}

} // namespace kith::ledger
