// SPDX-License-Identifier: MIT
#include "world/databases.h"
#include <atomic>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <unistd.h>

namespace kith::tests {

namespace {
    Instant day_one() { return Instant::read("2026-01-05T09:00:00Z").value(); }

    std::string fresh_name() // of a database; told apart from those of other test programs
    {
        static std::atomic<int> count = 0;
        return "kith_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    }

    void make_ready(db::Where const& where)
    {
        auto const database = db::open(where);
        db::migrate(*database, db::shipped_migrations(database->kind()), day_one());
    }

    std::filesystem::path const& sqlite_template()
    {
        static Folder const folder;
        static auto const file = [] {
            auto made = folder.path() / "template.db";
            make_ready({.file = made});
            return made;
        }();
        return file;
    }

    std::string server_address()
    {
        auto const* folder = std::getenv("KITH_TEST_POSTGRES");
        if (!folder)
            throw std::runtime_error(
                "KITH_TEST_POSTGRES is not set: run `scripts/postgres start FOLDER`, and set it to "
                "FOLDER");
        std::ifstream file(std::filesystem::path(folder) / "connection");
        std::string address;
        if (!std::getline(file, address))
            throw std::runtime_error("no PostgreSQL was started in the folder of "
                                     "KITH_TEST_POSTGRES: run `scripts/postgres start` with it");
        return address;
    }

    // `create database` stands outside of transactions; the name is ours, never anybody's text.
    void tell_server(std::string const& command)
    {
        auto const server = db::open({.postgres = server_address(), .readers = 1});
        auto const connection = server->reader();
        connection->script("set default_transaction_read_only to off");
        connection->script(command);
    }

    class PostgresCopy {
    public:
        explicit PostgresCopy(std::string const& from) : name_(fresh_name())
        {
            // Copied as files: written to the log page by page it takes ten times as long.
            tell_server("create database " + name_ + " template " + from + " strategy file_copy");
        }
        PostgresCopy(PostgresCopy const&) = delete;
        PostgresCopy& operator=(PostgresCopy const&) = delete;
        ~PostgresCopy()
        {
            try {
                tell_server("drop database if exists " + name_ + " with (force)");
            } catch (std::exception const&) { // NOLINT(bugprone-empty-catch): the server is gone,
            }                                 // and its databases with it
        }
        [[nodiscard]] std::string const& name() const { return name_; }
        [[nodiscard]] db::Where where() const // the last of two names counts
        {
            return {.postgres = server_address() + " dbname=" + name_};
        }

    private:
        std::string name_;
    };

    std::string const& postgres_template()
    {
        static PostgresCopy const copy("template0");
        static auto const ready = [] {
            make_ready(copy.where());
            return true;
        }();
        (void)ready;
        return copy.name();
    }

    void run_with(db::Where const& where, std::function<void(db::Database&)> const& body)
    {
        auto const database = db::open(where);
        body(*database);
    }
} // namespace

Folder::Folder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kith-test.XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
        throw std::runtime_error("no folder could be made for the test");
    path_ = pattern;
}

Folder::~Folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void on_sqlite(std::function<void(db::Where const&)> const& body, Start start)
{
    Folder const folder;
    db::Where const where{.file = folder.path() / "kith.db"};
    if (start == Start::migrated)
        std::filesystem::copy_file(sqlite_template(), where.file);
    body(where);
}

void on_postgres(std::function<void(db::Where const&)> const& body, Start start)
{
    PostgresCopy const copy(start == Start::migrated ? postgres_template() : "template0");
    body(copy.where());
}

void at_both_places(std::function<void(db::Where const&)> const& body, Start start)
{
    SUBCASE("SQLite") { on_sqlite(body, start); }
    SUBCASE("PostgreSQL") { on_postgres(body, start); }
}

void on_both_databases(std::function<void(db::Database&)> const& body, Start start)
{
    at_both_places([&](db::Where const& where) { run_with(where, body); }, start);
}

} // namespace kith::tests
