// SPDX-License-Identifier: MIT
#include "platform/db/postgres_database.h"
#include "base/random.h"
#include "platform/db/carry.h"
#include "platform/db/pool.h"
#include "platform/db/postgres_connection.h"
#include "platform/db/sqlite_database.h"
#include <chrono>
#include <set>
#include <thread>

namespace kith::db {

namespace {
    constexpr int most_tries = 5;

    void wait_a_little(int tries) // up to 4, 8, 16, 32 ms: those who met do not meet again
    {
        auto const limit = 1'000U << static_cast<unsigned>(tries + 1);
        std::this_thread::sleep_for(std::chrono::microseconds(random_below(limit)));
    }

    // Lent for one write; given back sound, or closed.
    class Writing {
    public:
        explicit Writing(Pool<PostgresConnection>& pool) : pool_(pool), connection_(pool.take()) { }
        Writing(Writing const&) = delete;
        Writing& operator=(Writing const&) = delete;
        ~Writing() { pool_.give_back(connection_, connection_.sound()); }
        PostgresConnection& connection() { return connection_; }

    private:
        Pool<PostgresConnection>& pool_;
        PostgresConnection& connection_;
    };

    thread_local bool inside_a_write = false;
    struct InsideAWrite {
        InsideAWrite()
        {
            must(!inside_a_write, "write was called from inside a write");
            inside_a_write = true;
        }
        InsideAWrite(InsideAWrite const&) = delete;
        InsideAWrite& operator=(InsideAWrite const&) = delete;
        ~InsideAWrite() { inside_a_write = false; }
    };

    void roll_back(PostgresConnection& connection)
    {
        try {
            connection.control("rollback");
        } catch (Failure const&) { // NOLINT(bugprone-empty-catch): the connection is gone, and the
        }                          // server undoes what it had begun
    }

    // The server may have been started anew since: nothing was asked of it yet, so ask again.
    void begin(PostgresConnection& connection)
    {
        constexpr char const* how = "begin isolation level serializable";
        try {
            connection.control(how);
            return;
        } catch (Failure const& failure) {
            if (failure.trouble() != Trouble::lost)
                throw;
        }
        connection.connect_again();
        connection.control(how);
    }

    // True if the body's will was done; false if another writer was first.
    bool try_once(PostgresConnection& connection, std::function<Outcome(Connection&)> const& body)
    {
        connection.unspoil();
        begin(connection);
        try {
            auto const outcome = body(connection);
            connection.expect_unspoiled();
            connection.control(outcome == Outcome::keep ? "commit" : "rollback");
            return true;
        } catch (...) {
            roll_back(connection);
            if (!connection.was_overtaken())
                throw;
            return false;
        }
    }

    class PostgresDatabase : public Database {
    public:
        explicit PostgresDatabase(Where const& where)
            : address_(where.postgres)
            , key_(where.key)
            , read_only_(where.read_only)
            , readers_(where.readers, [this] { return connect(Purpose::reading); })
            , writers_(where.readers, [this] { return connect(Purpose::writing); })
        {
            (void)reader();
        }

        Lease reader() override
        {
            auto& connection = readers_.take();
            return {connection, [this](Connection& back) {
                        auto& ours = static_cast<PostgresConnection&>(back);
                        ours.unspoil();
                        readers_.give_back(ours, ours.sound());
                    }};
        }
        void write(std::function<Outcome(Connection&)> const& body) override;
        [[nodiscard]] std::string damage() override { return {}; }
        void before_commit(std::function<void(Connection&)>) override { } // see db.h
        void copy_to(std::filesystem::path const& file) override;
        [[nodiscard]] Kind kind() const override { return Kind::postgres; }

    private:
        std::unique_ptr<PostgresConnection> connect(Purpose purpose) const
        {
            return std::make_unique<PostgresConnection>(address_, purpose);
        }

        std::string address_;
        std::string key_; // of copies
        bool read_only_;
        Pool<PostgresConnection> readers_;
        Pool<PostgresConnection> writers_;
    };

    // Those that this database has had: a newer program's are not for its copy.
    std::vector<Migration> migrations_of(Connection& connection)
    {
        constexpr Sql list{"list migrations", "select name from migrations"};
        auto migrations = shipped_migrations(Kind::sqlite);
        std::set<std::string> had;
        for (auto const row : connection.run(list))
            had.insert(row.text("name"));
        std::erase_if(migrations, [&](Migration const& each) { return !had.contains(each.name); });
        if (migrations.size() != had.size())
            throw Failure(Trouble::unreadable,
                "A newer Kith has changed this database: copy it with that one.");
        return migrations;
    }

    // A file with the same tables and rows, as they stand at one moment.
    void PostgresDatabase::copy_to(std::filesystem::path const& file)
    {
        if (std::filesystem::exists(file))
            throw Failure(
                Trouble::wrong, "There is a file of that name already. Choose another name.");
        auto const part = std::filesystem::path(file.string() + ".part");
        for (auto const* ending : {"", "-wal", "-shm", ".lock"})
            std::filesystem::remove(part.string() + ending);
        {
            auto const lease = reader();
            OneMoment const moment(*lease);
            auto const copy = open_sqlite({part, {}, key_, 1, false});
            migrate(*copy, migrations_of(*lease), Instant{});
            copy->write([&](Connection& into) {
                carry(*lease, into);
                return Outcome::keep;
            });
        }
        std::filesystem::remove(part.string() + ".lock");
        std::filesystem::rename(part, file);
    }

    void PostgresDatabase::write(std::function<Outcome(Connection&)> const& body)
    {
        if (read_only_)
            throw Failure(Trouble::wrong, "This database was opened only to be read.");
        InsideAWrite const inside;
        Writing writing(writers_);
        for (int tries = 1; tries <= most_tries; ++tries) {
            if (try_once(writing.connection(), body))
                return;
            wait_a_little(tries);
        }
        throw Failure(Trouble::busy, "Others were changing the same things. Try again.");
    }
} // namespace

std::unique_ptr<Database> open_postgres(Where const& where)
{
    return std::make_unique<PostgresDatabase>(where);
}

} // namespace kith::db
