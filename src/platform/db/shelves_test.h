// SPDX-License-Identifier: MIT
#pragma once

// The small world of this part's tests: shelves, and jars that stand on them.

#include "platform/db/db.h"
#include "world/databases.h"
#include <doctest/doctest.h>

namespace kith::db::shelves {

inline constexpr char const* tables = R"(
    create table shelves (id {id} primary key, label {text} not null unique) {strict};
    create table jars (
        id {id} primary key,
        shelf {id} not null references shelves (id),
        label {text},
        amount {int} check (amount >= 0),
        weight {real},
        open {bool},
        filled_at {instant},
        best_before {date},
        notes {json},
        seal {bytes}
    ) {strict};
    create index jars_by_shelf on jars (shelf);)";

inline constexpr Sql add_shelf{"add shelf", "insert into shelves (id, label) values ($1, $2)"};
inline constexpr Sql list_shelves{"list shelves", "select id, label from shelves order by label"};
inline constexpr Sql count_shelves{"count shelves", "select count(*) as n from shelves"};
inline constexpr Sql add_jar{
    "add jar", "insert into jars (id, shelf, label, amount) values ($1, $2, $3, $4)"};
inline constexpr Sql set_amount{"set amount", "update jars set amount = $2 where label = $1"};
inline constexpr Sql sum_amounts{"sum amounts", "select sum(amount) as total from jars"};

inline void make_tables(Database& database)
{
    migrate(database, {{"0001_shelves", tables}}, Instant());
}

inline void on_both(std::function<void(Database&)> const& body)
{
    tests::on_both_databases(
        [&](Database& database) {
            make_tables(database);
            body(database);
        },
        tests::Start::empty);
}

inline void put_shelf(Database& database, std::string const& label, Uuid id = Uuid::fresh())
{
    database.write([&](Connection& connection) {
        connection.run(add_shelf, id, label);
        return Outcome::keep;
    });
}

inline std::int64_t count(Database& database)
{
    return database.reader()->run(count_shelves)[0].integer("n");
}

inline std::vector<std::string> labels(Database& database)
{
    std::vector<std::string> found;
    for (auto const row : database.reader()->run(list_shelves))
        found.push_back(row.text("label"));
    return found;
}

inline Trouble trouble_of(std::function<void()> const& act)
{
    try {
        act();
    } catch (Failure const& failure) {
        return failure.trouble();
    }
    FAIL("nothing was refused");
    return Trouble::wrong;
}

} // namespace kith::db::shelves
