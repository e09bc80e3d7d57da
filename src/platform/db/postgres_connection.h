// SPDX-License-Identifier: MIT
#pragma once

// One connection to PostgreSQL, in UTC, by libpq.
//
// Values come back as they do from SQLite: ids and dates as text, instants as `Instant` writes
// them, whole numbers that the server calls numeric as whole numbers.
//
// Cost     a statement is prepared once for each connection; then one round trip.
// Threads  one at a time.
// Errors   Failure; its text names the statement, the server's code and a constraint, never a
//          value, so what the server says of data is left out.

#include "platform/db/db.h"
#include "platform/db/purpose.h"
#include <map>

struct pg_conn;
struct pg_result;

namespace kith::db {

class PostgresConnection : public Connection {
public:
    PostgresConnection(std::string address, Purpose purpose); // postgres://… or key=value pairs
    ~PostgresConnection() override;

    Rows run_bound(Sql const& sql, std::span<Value const> values) override;
    void script(std::string_view many_statements) override;
    [[nodiscard]] Kind kind() const override { return Kind::postgres; }

    void control(char const* statement); // begin, commit, rollback
    void unspoil();
    void expect_unspoiled() const;
    [[nodiscard]] bool was_overtaken() const { return overtaken_; } // 40001, 40P01: try again
    [[nodiscard]] bool sound() const; // connected, with nothing unread and no transaction open
    void connect_again();

private:
    struct Close {
        void operator()(pg_conn* connection) const;
    };
    struct Clear {
        void operator()(pg_result* result) const;
    };
    using Answer = std::unique_ptr<pg_result, Clear>;

    std::string const& prepared(Sql const& sql);
    Rows run_once(Sql const& sql, std::span<Value const> values);
    Rows rows_of(pg_result* answer) const;
    void expect_good(Answer const& answer, char const* name);
    [[noreturn]] void fail(Answer const& answer, char const* name);
    [[nodiscard]] bool is_lost() const;

    std::string address_;
    Purpose purpose_;
    std::unique_ptr<pg_conn, Close> handle_;
    std::map<std::string, std::string, std::less<>> statements_; // text, and the name it goes by
    std::optional<Failure> spoiled_;
    bool overtaken_ = false;
};

} // namespace kith::db
