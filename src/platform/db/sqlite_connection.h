// SPDX-License-Identifier: MIT
#pragma once

// One connection to the SQLite file.
//
// The writer's makes the file, waits for the disk at each commit and checkpoints; a reader's can
// neither write nor checkpoint. Settings follow https://sqlite.org/security.html and
// https://sqlite.org/wal.html.
//
// Cost     statements are prepared once and kept.
// Threads  one at a time.
// Errors   Failure; its text names the statement, never a value.

#include "platform/db/db.h"
#include "platform/db/purpose.h"
#include <map>

struct sqlite3;
struct sqlite3_stmt;

namespace kith::db {

class SqliteConnection : public Connection {
public:
    SqliteConnection(std::filesystem::path const& file, std::string const& key, Purpose purpose);
    ~SqliteConnection() override;

    Rows run_bound(Sql const& sql, std::span<Value const> values) override;
    void script(std::string_view many_statements) override;
    [[nodiscard]] Kind kind() const override { return Kind::sqlite; }

    void hold() override;
    void let_go() override;

    // What the writer needs. A statement that fails spoils the closure it stands in, as it does on
    // PostgreSQL: what follows is refused, and `expect_unspoiled` throws the failure again.
    void control(char const* statement); // begin, savepoint, commit: outside of that rule
    void unspoil() { spoiled_.reset(); }
    void expect_unspoiled() const;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] int pages_in_log() const { return pages_in_log_; }
    bool checkpoint(bool whole, int patience_in_ms); // true if the log is empty now

    void copy_to(std::filesystem::path const& file, std::string const& key);

private:
    struct Statement {
        sqlite3_stmt* prepared = nullptr;
        std::vector<std::string> columns = {};
        std::vector<bool> truths = {};       // is it a column of booleans?
        std::vector<std::size_t> slots = {}; // which value goes to the parameter of this index
    };

    // False if neither the key nor the cipher fits.
    [[nodiscard]] bool open(
        std::filesystem::path const& file, std::string const& key, Purpose purpose);
    void set_up(Purpose purpose);
    void close();
    Statement& prepared(Sql const& sql);
    void learn_columns(Statement& statement);
    void bind(Sql const& sql, Statement const& statement, std::span<Value const> values);
    Rows step_through(Sql const& sql, Statement& statement);
    std::vector<Value> read_row(Statement const& statement);
    [[noreturn]] void fail(char const* name, int code);

    sqlite3* handle_ = nullptr;
    char const* cipher_ = "aegis";
    std::map<std::string, Statement, std::less<>> statements_;
    std::optional<Failure> spoiled_;
    int pages_in_log_ = 0;
};

} // namespace kith::db
