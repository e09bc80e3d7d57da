// SPDX-License-Identifier: MIT
#pragma once

// One SQL text for two databases: SQLite in the folder of `--data`, or PostgreSQL.
//
// A statement is a named constant of a room's store, with `$1 .. $n` bound, never put together by
// hand. Readers borrow a connection each; writers hand a closure to `write`, which runs it inside a
// transaction: on SQLite one thread does all writing (and every checkpoint) in batches of a group
// commit, each closure undone by itself if it fails; on PostgreSQL the closure runs on the caller's
// thread at `serializable`, again up to five times if another writer was first. So a closure may
// run twice and must have no effect outside the database.
//
// Once a statement of a closure has failed, nothing more can be written in that closure, on either
// database: the closure is undone and the failure is thrown in the caller, even if the body caught
// it. To go on where a row may stand already, say `on conflict do nothing` and look at `changed()`.
//
// Shapes   values are null, boolean, integer, real, text or bytes, the same on both databases.
// Cost     a prepared statement is kept by each connection; a commit waits for the disk.
// Threads  a Database is shared; a Connection belongs to one thread at a time.
// Errors   what breaks is thrown as `db::Failure`; nothing here depends on what a visitor typed.

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kith::db {

struct Bytes {
    std::string held;
    friend auto operator<=>(Bytes const&, Bytes const&) = default;
};

using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes>;

inline Value to_value(std::nullopt_t) { return {}; }
inline Value to_value(bool value) { return value; }
inline Value to_value(int value) { return std::int64_t(value); }
inline Value to_value(std::int64_t value) { return value; }
inline Value to_value(std::uint64_t value) { return static_cast<std::int64_t>(value); }
inline Value to_value(double value) { return value; }
inline Value to_value(std::string value) { return value; }
inline Value to_value(std::string_view value) { return std::string(value); }
inline Value to_value(char const* value) { return std::string(value); }
inline Value to_value(Bytes value) { return value; }
inline Value to_value(Instant at) { return at.write(); }
inline Value to_value(Date day) { return day.write(); }
inline Value to_value(Value value) { return value; }
inline Value to_value(Uuid const& id) { return id.none() ? Value{} : Value{id.write()}; }
template <class Kind>
Value to_value(Id<Kind> const& id)
{
    return to_value(id.uuid());
}
template <class T>
Value to_value(std::optional<T> const& value)
{
    return value ? to_value(*value) : Value{};
}

// A statement and the name it has in logs and in the lint of SQL.
struct Sql {
    char const* name;
    char const* text;
};

enum class Trouble {
    unique,     // a value that may stand once stands already
    reference,  // a row that another needs is not there
    check,      // a column's own rule was broken
    busy,       // another writer was first, five times over
    lost,       // the connection is gone: a read may be tried again, a write is answered 503
    full,       // the disk
    unreadable, // no key, the wrong key, not a database, or one that a newer Kith has changed
    wrong,      // our own statement is at fault
};

class Failure : public std::runtime_error {
public:
    Failure(Trouble trouble, std::string const& what) : std::runtime_error(what), trouble_(trouble)
    {
    }
    [[nodiscard]] Trouble trouble() const { return trouble_; }

private:
    Trouble trouble_;
};

class Rows;

// One row of an answer. Columns are found by name; a name the statement does not select is our
// error (throws).
class Row {
public:
    Row(Rows const& rows, std::size_t index) : rows_(&rows), index_(index) { }
    [[nodiscard]] Value const& at(std::string_view column) const;
    [[nodiscard]] bool is_null(std::string_view column) const;
    [[nodiscard]] std::string text(std::string_view column) const; // "" for null
    [[nodiscard]] std::int64_t integer(std::string_view column) const;
    [[nodiscard]] double real(std::string_view column) const;
    [[nodiscard]] bool boolean(std::string_view column) const;
    [[nodiscard]] std::string bytes(std::string_view column) const;
    [[nodiscard]] Instant instant(std::string_view column) const;
    [[nodiscard]] std::optional<Instant> maybe_instant(std::string_view column) const;
    [[nodiscard]] Date date(std::string_view column) const;
    [[nodiscard]] std::optional<Date> maybe_date(std::string_view column) const;
    template <class AnyId>
    [[nodiscard]] AnyId id(std::string_view column) const // no id for null
    {
        return AnyId(uuid(column));
    }
    [[nodiscard]] Uuid uuid(std::string_view column) const;

private:
    Rows const* rows_;
    std::size_t index_;
    mutable std::size_t next_ = 0; // columns are mostly asked for in their order
};

class Rows {
public:
    Rows() = default;
    Rows(std::vector<std::string> columns, std::vector<std::vector<Value>> cells,
        std::int64_t changed)
        : columns_(std::move(columns)), cells_(std::move(cells)), changed_(changed)
    {
    }
    [[nodiscard]] std::size_t size() const { return cells_.size(); }
    [[nodiscard]] bool empty() const { return cells_.empty(); }
    [[nodiscard]] Row operator[](std::size_t index) const { return {*this, index}; }
    [[nodiscard]] std::int64_t changed() const
    {
        return changed_;
    } // rows an insert, update or delete touched
    // `next` is where to look first, and moves on.
    [[nodiscard]] Value const& cell(
        std::size_t row, std::string_view column, std::size_t& next) const;

    class Iterator {
    public:
        Iterator(Rows const& rows, std::size_t index) : rows_(&rows), index_(index) { }
        Row operator*() const { return {*rows_, index_}; }
        Iterator& operator++()
        {
            ++index_;
            return *this;
        }
        bool operator!=(Iterator const& other) const { return index_ != other.index_; }

    private:
        Rows const* rows_;
        std::size_t index_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
    std::vector<std::string> columns_;
    std::vector<std::vector<Value>> cells_;
    std::int64_t changed_ = 0;
};

enum class Kind { sqlite, postgres };

class Connection {
public:
    Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    virtual ~Connection() = default;

    template <class... Values>
    Rows run(Sql const& sql, Values const&... values)
    {
        std::vector<Value> bound;
        bound.reserve(sizeof...(values));
        (bound.push_back(to_value(values)), ...);
        return run_bound(sql, bound);
    }
    virtual Rows run_bound(Sql const& sql, std::span<Value const> values) = 0;
    virtual void script(std::string_view many_statements) = 0; // migrations only
    [[nodiscard]] virtual Kind kind() const = 0;

    // From here until `let_go`, all that is read is of one moment: on SQLite, where each statement
    // for itself would find its pages anew after every commit of somebody else's. On PostgreSQL
    // each statement reads the newest, as without it. A reader given back lets go by itself.
    virtual void hold() { }
    virtual void let_go() { }
};

// Where a Database is, and what opens it.
// The name of the database that a connection string means, without user, host or password.
[[nodiscard]] std::string postgres_name(std::string const& connection);

struct Where {
    std::filesystem::path file = {}; // SQLite; used if `postgres` is empty
    std::string postgres = {};       // postgres://… or a libpq connection string
    std::string key = {};            // 32 bytes: the cipher of the file, and of copies; or none
    std::size_t readers = 8;         // read connections; on PostgreSQL as many again that write
    bool read_only = false; // beside a server that runs: takes no lock, and `write` is refused
};

// A read connection, given back when it goes out of scope.
class Lease {
public:
    Lease(Connection& connection, std::function<void(Connection&)> give_back)
        : connection_(&connection), give_back_(std::move(give_back))
    {
    }
    Lease(Lease&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr))
        , give_back_(std::move(other.give_back_))
    {
    }
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    Lease& operator=(Lease&&) = delete;
    ~Lease()
    {
        if (connection_)
            give_back_(*connection_);
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_; }

private:
    Connection* connection_;
    std::function<void(Connection&)> give_back_;
};

enum class Outcome { keep, undo };

class Database {
public:
    Database() = default;
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;
    virtual ~Database() = default;

    [[nodiscard]] virtual Lease reader()
        = 0; // waits for a free one; each sees a whole, recent state
    // Runs `body` in a transaction and returns when it is on the disk, or undone (`undo`, or it
    // threw: thrown again here). Never call `write` from inside a body.
    virtual void write(std::function<Outcome(Connection&)> const& body) = 0;
    // The same, without waiting for it where the database can (SQLite): `then` is told on the
    // writer's thread, with nothing, or with what was thrown. It must be quick, and must not throw
    // or write.
    using Then = std::function<void(std::exception_ptr)>;
    virtual void write_later(std::function<Outcome(Connection&)> body, Then const& then);
    // Run inside each SQLite batch just before its commit (the ledger numbers its entries there).
    // PostgreSQL has no batches: there the ledger's own sequencer does it. Set once, before the
    // first write.
    virtual void before_commit(std::function<void(Connection&)> last) = 0;
    // A consistent copy made while the database is in use: an SQLite file, encrypted with the key
    // of `Where`, also of PostgreSQL.
    virtual void copy_to(std::filesystem::path const& file) = 0;
    // What is wrong with the file, every page of it read; empty if nothing is. On PostgreSQL always
    // empty: its own tools look after its files.
    [[nodiscard]] virtual std::string damage() = 0;
    [[nodiscard]] virtual Kind kind() const = 0;
};

// Opens it (making the SQLite file if it is not there). Throws Failure `unreadable` for a wrong
// key.
[[nodiscard]] std::unique_ptr<Database> open(Where const& where);

// Runs the migrations that this database has not had, in order, each in its own transaction, under
// a lock. `0007_x.sql`, or the pair `0007_x.sqlite.sql` / `0007_x.postgres.sql`; nine words such as
// {id} {instant} stand for types. Refuses a database whose migrations have changed since or are
// newer than ours. How to write one: migrations/README.md.
struct Migration {
    std::string name; // "0001_directory"
    std::string text;
};
[[nodiscard]] std::vector<Migration> shipped_migrations(Kind kind);
void migrate(Database& database, std::vector<Migration> const& migrations, Instant now);

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
std::size_t carry(Connection& from, Connection& into); // how many rows

} // namespace kith::db
