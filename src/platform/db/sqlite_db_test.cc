// SPDX-License-Identifier: MIT
#include "platform/db/shelves_test.h"
#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <sqlite3.h>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kith::db {

using namespace shelves;

namespace {
    std::string const right_key(32, '\x5a');
    std::string const wrong_key(32, '\x5b');

    void on_empty_sqlite(std::function<void(Where const&)> const& body)
    {
        tests::on_sqlite(body, tests::Start::empty);
    }

    std::string all_bytes_in(std::filesystem::path const& folder)
    {
        std::ostringstream all;
        for (auto const& entry : std::filesystem::directory_iterator(folder))
            all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        return std::move(all).str();
    }

    bool holds(std::string const& bytes, std::string_view canary)
    {
        return bytes.find(canary) != std::string::npos;
    }

    // Another process that holds the database open until it is killed.
    class OtherProcess {
    public:
        explicit OtherProcess(Where const& where)
        {
            std::array<int, 2> ends{};
            REQUIRE(::pipe(ends.data()) == 0);
            child_ = ::fork();
            if (child_ == 0) {
                auto const database = open(where);
                (void)!::write(ends[1], "!", 1);
                ::pause();
                ::_exit(0);
            }
            char ready = 0;
            REQUIRE(::read(ends[0], &ready, 1) == 1);
            ::close(ends[0]);
            ::close(ends[1]);
        }
        OtherProcess(OtherProcess const&) = delete;
        OtherProcess& operator=(OtherProcess const&) = delete;
        ~OtherProcess() { end(); }
        void end()
        {
            if (child_ <= 0)
                return;
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
            child_ = 0;
        }

    private:
        pid_t child_ = 0;
    };
} // namespace

TEST_CASE("an encrypted database opens with its key only")
{
    on_empty_sqlite([](Where const& where) {
        auto with = [&](std::string const& key) {
            auto copy = where;
            copy.key = key;
            return copy;
        };
        {
            auto const database = open(with(right_key));
            make_tables(*database);
            put_shelf(*database, "kept");
        }
        CHECK(trouble_of([&] { (void)open(with(wrong_key)); }) == Trouble::unreadable);
        CHECK(trouble_of([&] { (void)open(with("")); }) == Trouble::unreadable);
        CHECK(trouble_of([&] { (void)open(with("too short")); }) == Trouble::unreadable);
        CHECK(labels(*open(with(right_key))) == std::vector<std::string>{"kept"});
    });
}

TEST_CASE("a file made with the cipher before opens, takes writes, and its copy opens too")
{
    on_empty_sqlite([](Where const& place) {
        auto where = place;
        where.key = right_key;
        sqlite3* before = nullptr;
        REQUIRE(sqlite3_open(where.file.c_str(), &before) == SQLITE_OK);
        sqlite3mc_config(before, "cipher", sqlite3mc_cipher_index("chacha20"));
        auto const raw = "raw:" + where.key;
        REQUIRE(sqlite3_key(before, raw.data(), static_cast<int>(raw.size())) == SQLITE_OK);
        REQUIRE(
            sqlite3_exec(before, "create table older (a text) strict", nullptr, nullptr, nullptr)
            == SQLITE_OK);
        sqlite3_close(before);
        {
            auto const database = open(where);
            make_tables(*database);
            put_shelf(*database, "kept");
            database->copy_to(where.file.parent_path() / "copy.db");
        }
        CHECK(labels(*open(where)) == std::vector<std::string>{"kept"});
        where.file = where.file.parent_path() / "copy.db";
        CHECK(labels(*open(where)) == std::vector<std::string>{"kept"});
        where.key = wrong_key;
        CHECK(trouble_of([&] { (void)open(where); }) == Trouble::unreadable);
    });
}

TEST_CASE("a file that is no database, and a plain one given a key, are refused")
{
    on_empty_sqlite([](Where const& where) {
        {
            std::ofstream(where.file) << std::string(8192, 'n');
        }
        CHECK(trouble_of([&] { (void)open(where); }) == Trouble::unreadable);
        std::filesystem::remove(where.file);
        make_tables(*open(where));
        auto keyed = where;
        keyed.key = right_key;
        CHECK(trouble_of([&] { (void)open(keyed); }) == Trouble::unreadable);
        CHECK(count(*open(where)) == 0);
    });
}

TEST_CASE("nothing of an encrypted database can be read from its files, its log or its copy")
{
    for (auto const& key : {std::string{}, right_key})
        on_empty_sqlite([&](Where const& place) {
            auto where = place;
            where.key = key;
            auto const folder = where.file.parent_path();
            auto const database = open(where);
            make_tables(*database);
            put_shelf(*database, "canary-in-a-coal-mine");
            database->copy_to(folder / "copy.db");
            auto const bytes = all_bytes_in(folder);
            CHECK(bytes.size() > 8'192);
            CHECK(holds(bytes, "canary-in-a-coal-mine") == key.empty()); // plain, it is there
            CHECK(holds(bytes, "label text not null unique") == key.empty());
        });
}

TEST_CASE("what is deleted is gone from the file, not only from the answers")
{
    on_empty_sqlite([](Where const& where) {
        {
            auto const database = open(where);
            make_tables(*database);
            put_shelf(*database, "canary-to-be-erased");
            database->write([](Connection& connection) {
                connection.run(Sql{"erase", "delete from shelves"});
                return Outcome::keep;
            });
        }
        CHECK_FALSE(holds(all_bytes_in(where.file.parent_path()), "canary-to-be-erased"));
    });
}

TEST_CASE("a second process that would write is refused until the first is gone, however it went")
{
    on_empty_sqlite([](Where const& where) {
        OtherProcess other(where);
        try {
            (void)open(where);
            FAIL("both may write");
        } catch (Failure const& failure) {
            CHECK(failure.trouble() == Trouble::busy);
            CHECK(std::string(failure.what()).find("Another Kith is using this folder") == 0);
        }
        other.end();
        make_tables(*open(where));
    });
}

TEST_CASE("a database opened only to be read stands beside the one that writes, and cannot write")
{
    on_empty_sqlite([](Where const& where) {
        auto reading = where;
        reading.read_only = true;
        CHECK(trouble_of([&] { (void)open(reading); }) == Trouble::unreadable); // nothing there yet
        auto const server = open(where);
        make_tables(*server);
        auto const command = open(reading);
        put_shelf(*server, "one");
        CHECK(count(*command) == 1);
        CHECK(trouble_of([&] { put_shelf(*command, "two"); }) == Trouble::wrong);
        CHECK(count(*server) == 1);
    });
}

TEST_CASE("a database opened only to be read can be read when no server runs")
{
    on_empty_sqlite([](Where const& where) {
        {
            auto const server = open(where);
            make_tables(*server);
            put_shelf(*server, "one");
        }
        auto reading = where;
        reading.read_only = true;
        CHECK(count(*open(reading)) == 1);
    });
}

TEST_CASE("a copy made while others write opens, is sound and holds all that was answered before")
{
    for (auto const& key : {std::string{}, right_key})
        on_empty_sqlite([&](Where const& place) {
            auto where = place;
            where.key = key;
            auto const database = open(where);
            make_tables(*database);
            std::atomic<int> answered = 0;
            std::atomic<bool> over = false;
            std::thread writing([&] {
                while (!over)
                    put_shelf(*database, std::to_string(++answered));
            });
            while (answered < 20)
                std::this_thread::yield();
            auto const before = answered.load() - 1;
            auto copied = where;
            copied.file = where.file.parent_path() / "copy.db";
            database->copy_to(copied.file);
            over = true;
            writing.join();

            auto const copy = open(copied);
            CHECK(count(*copy) >= before);
            CHECK(count(*copy) <= count(*database));
            CHECK(copy->damage() == "");
            CHECK(trouble_of([&] { database->copy_to(copied.file); }) == Trouble::wrong);

            auto rest = where;
            rest.file = where.file.parent_path() / "rest.db";
            database->copy_to(rest.file);
            CHECK((labels(*open(rest)) == labels(*database)));
        });
}

TEST_CASE("the last closure of a batch sees what the batch wrote, and fails it if it throws")
{
    on_empty_sqlite([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        std::vector<std::int64_t> seen;
        database->before_commit([&](Connection& connection) {
            seen.push_back(connection.run(count_shelves)[0].integer("n"));
            if (seen.size() == 2)
                throw std::runtime_error("the ledger is full");
        });
        put_shelf(*database, "one");
        CHECK_THROWS_WITH(put_shelf(*database, "two"), "the ledger is full");
        database->write([&](Connection& connection) {
            connection.run(add_shelf, Uuid::fresh(), "undone");
            return Outcome::undo; // nothing to commit: the last closure is not asked
        });
        put_shelf(*database, "three");
        CHECK(seen == std::vector<std::int64_t>{1, 2, 2});
        CHECK(labels(*database) == std::vector<std::string>{"one", "three"});
    });
}

TEST_CASE("when the disk is full the change is refused, and those that fit are still taken")
{
    on_empty_sqlite([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        database->write([](Connection& connection) {
            connection.run(Sql{"limit", "pragma max_page_count = 40"});
            return Outcome::keep;
        });
        CHECK(
            trouble_of([&] { put_shelf(*database, std::string(400'000, 'x')); }) == Trouble::full);
        put_shelf(*database, "small");
        CHECK(labels(*database) == std::vector<std::string>{"small"});
    });
}

TEST_CASE("the log is emptied when nobody writes")
{
    on_empty_sqlite([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        put_shelf(*database, "one");
        auto const log = where.file.string() + "-wal";
        CHECK(std::filesystem::file_size(log) > 0);
        for (int i = 0; i < 200 && std::filesystem::file_size(log) > 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        CHECK(std::filesystem::file_size(log) == 0);
        CHECK(count(*database) == 1);
    });
}

TEST_CASE("only its owner can read the database file and its log")
{
    on_empty_sqlite([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        for (auto const* ending : {"", "-wal", ".lock"}) {
            auto const mode = std::filesystem::status(where.file.string() + ending).permissions();
            CHECK((mode & std::filesystem::perms(0077)) == std::filesystem::perms::none);
        }
    });
}

} // namespace kith::db
