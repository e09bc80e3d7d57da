// SPDX-License-Identifier: MIT
#include "platform/db/postgres_database.h"
#include "platform/db/sqlite_database.h"

namespace kith::db {

std::unique_ptr<Database> open(Where const& where)
{
    return where.postgres.empty() ? open_sqlite(where) : open_postgres(where);
}

void Database::write_later(std::function<Outcome(Connection&)> body, Then const& then)
{
    std::exception_ptr trouble;
    try {
        write(body);
    } catch (...) {
        trouble = std::current_exception();
    }
    then(trouble);
}

} // namespace kith::db
