// SPDX-License-Identifier: MIT
#include "platform/db/shelves_test.h"
#include <thread>

namespace kith::db {

using namespace shelves;

namespace {
    void on_empty_postgres(std::function<void(Where const&)> const& body)
    {
        tests::on_postgres(body, tests::Start::empty);
    }

    // As when the server is started anew: every other connection of this database ends.
    void end_connections(Where const& where)
    {
        auto const beside = open(where);
        constexpr Sql end{"end connections",
            "select count(pg_terminate_backend(pid, 1000)) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"};
        (void)beside->reader()->run(end);
    }
} // namespace

TEST_CASE("after PostgreSQL was started anew, reading and writing go on")
{
    on_empty_postgres([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        put_shelf(*database, "before");
        auto const held = database->reader();
        CHECK(held->run(count_shelves)[0].integer("n") == 1);
        end_connections(where);
        CHECK(held->run(count_shelves)[0].integer("n") == 1);
        put_shelf(*database, "after");
        CHECK(labels(*database) == std::vector<std::string>{"after", "before"});
    });
}

TEST_CASE("a change whose connection is lost half-way is not kept, and is not tried again unasked")
{
    on_empty_postgres([](Where const& where) {
        auto const database = open(where);
        make_tables(*database);
        auto runs = 0;
        auto const act = [&] {
            database->write([&](Connection& connection) {
                ++runs;
                connection.run(add_shelf, Uuid::fresh(), "half");
                end_connections(where);
                connection.run(add_shelf, Uuid::fresh(), "whole");
                return Outcome::keep;
            });
        };
        CHECK(trouble_of(act) == Trouble::lost);
        CHECK(runs == 1);
        CHECK(count(*database) == 0);
    });
}

TEST_CASE("a change that is always overtaken is tried five times, then refused as busy")
{
    on_empty_postgres([](Where const& where) {
        auto const database = open(where);
        auto const beside = open(where);
        make_tables(*database);
        database->write([&](Connection& connection) {
            auto const shelf = Uuid::fresh();
            connection.run(add_shelf, shelf, "one");
            connection.run(add_jar, Uuid::fresh(), shelf, "plum", 0);
            return Outcome::keep;
        });
        auto runs = 0;
        // Each time, somebody else changes the jar between the look and the change; from another
        // thread of control, since a write may not stand inside a write.
        auto const act = [&] {
            database->write([&](Connection& connection) {
                ++runs;
                auto const total = connection.run(sum_amounts)[0].integer("total");
                std::thread other([&] {
                    beside->write([&](Connection& theirs) {
                        theirs.run(set_amount, "plum", total + 10);
                        return Outcome::keep;
                    });
                });
                other.join();
                connection.run(set_amount, "plum", total + 1);
                return Outcome::keep;
            });
        };
        CHECK(trouble_of(act) == Trouble::busy);
        CHECK(runs == 5);
        CHECK(database->reader()->run(sum_amounts)[0].integer("total") == 50);
    });
}

TEST_CASE("where no PostgreSQL answers, opening says what to check")
{
    Where const nowhere{.postgres = "host=/nonexistent dbname=kith"};
    try {
        (void)open(nowhere);
        FAIL("something answered");
    } catch (Failure const& failure) {
        CHECK(failure.trouble() == Trouble::lost);
        CHECK(std::string(failure.what()).find("Check that it runs") != std::string::npos);
    }
}

} // namespace kith::db
