// SPDX-License-Identifier: MIT
#include "platform/db/shelves_test.h"
#include <thread>

namespace kith::db {

using namespace shelves;

namespace {
    Migration const first{"0001_shelves", tables};
    Migration const second{"0002_lids",
        "create table lids (id {id} primary key, red {bool} not null default false) {strict};"
        "insert into shelves (id, label) values ('7f3e1a52-0000-4000-8000-000000000001', 'lids')"};
    constexpr Sql list_migrations{"list migrations", "select * from migrations order by name"};

    Instant noon() { return Instant::read("2026-01-05T12:00:00Z").value(); }

    std::string sentence_of(std::function<void()> const& act)
    {
        try {
            act();
        } catch (Failure const& failure) {
            return failure.what();
        }
        return "";
    }

    void on_both_empty(std::function<void(Database&)> const& body)
    {
        tests::on_both_databases(body, tests::Start::empty);
    }
} // namespace

TEST_CASE("a migration runs once, however often the server starts")
{
    on_both_empty([](Database& database) {
        migrate(database, {first}, noon());
        migrate(database, {first, second}, noon());
        migrate(database, {first, second}, noon());
        auto const rows = database.reader()->run(list_migrations);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].text("name") == "0001_shelves");
        CHECK(rows[1].text("name") == "0002_lids");
        CHECK(rows[0].text("hash").size() == 64);
        CHECK(rows[1].instant("at") == noon());
        CHECK(labels(database) == std::vector<std::string>{"lids"});
    });
}

TEST_CASE("a database whose migration has changed since is refused, and left as it was")
{
    on_both_empty([](Database& database) {
        migrate(database, {first}, noon());
        auto changed = first;
        changed.text += " -- a word more";
        auto const why = sentence_of([&] { migrate(database, {changed, second}, noon()); });
        CHECK(why.find("The migration 0001_shelves has changed") == 0);
        CHECK(database.reader()->run(list_migrations).size() == 1);
    });
}

TEST_CASE("a database that a newer Kith has moved on is refused")
{
    on_both_empty([](Database& database) {
        migrate(database, {first, second}, noon());
        auto const why = sentence_of([&] { migrate(database, {first}, noon()); });
        CHECK(why.find("0002_lids, which this Kith does not know") != std::string::npos);
        CHECK(trouble_of([&] { migrate(database, {}, noon()); }) == Trouble::unreadable);
    });
}

TEST_CASE("a migration that fails half-way leaves nothing behind, and those before it stay")
{
    on_both_empty([](Database& database) {
        Migration const broken{"0002_broken",
            "create table half (id {id} primary key) {strict}; insert into nowhere values (1)"};
        CHECK(trouble_of([&] { migrate(database, {first, broken}, noon()); }) == Trouble::wrong);
        CHECK(database.reader()->run(list_migrations).size() == 1);
        constexpr Sql look{"look", "select count(*) as n from half"};
        CHECK_THROWS_AS(database.reader()->run(look), Failure);
        migrate(database, {first, second}, noon()); // put right, it goes on
        CHECK(database.reader()->run(list_migrations).size() == 2);
    });
}

TEST_CASE("a word in braces that stands for no type is refused before anything runs")
{
    on_both_empty([](Database& database) {
        Migration const odd{"0001_odd", "create table odd (id {uuid} primary key) {strict}"};
        auto const why = sentence_of([&] { migrate(database, {odd}, noon()); });
        CHECK(why.find("0001_odd holds {uuid}") != std::string::npos);
    });
}

TEST_CASE("on SQLite a table that would take any value in any column is refused")
{
    tests::on_sqlite(
        [](Where const& where) {
            auto const database = open(where);
            Migration const loose{"0001_loose", "create table loose (id {id} primary key)"};
            auto const why = sentence_of([&] { migrate(*database, {loose}, noon()); });
            CHECK(why.find("makes the table loose without {strict}") != std::string::npos);
            CHECK(database->reader()->run(list_migrations).empty());
        },
        tests::Start::empty);
}

TEST_CASE("two servers that start at once on one PostgreSQL run each migration once")
{
    tests::on_postgres(
        [](Where const& where) {
            auto const one = open(where);
            auto const other = open(where);
            std::exception_ptr trouble;
            std::thread beside([&] {
                try {
                    migrate(*other, {first, second}, noon());
                } catch (...) {
                    trouble = std::current_exception();
                }
            });
            migrate(*one, {first, second}, noon());
            beside.join();
            CHECK(trouble == nullptr);
            CHECK(one->reader()->run(list_migrations).size() == 2);
            CHECK(count(*one) == 1);
        },
        tests::Start::empty);
}

TEST_CASE("what ships runs on an empty database, in the order of its names")
{
    on_both_empty([](Database& database) {
        auto const ships = shipped_migrations(database.kind());
        for (std::size_t i = 1; i < ships.size(); ++i)
            CHECK(ships[i - 1].name < ships[i].name);
        migrate(database, ships, noon());
        CHECK(database.reader()->run(list_migrations).size() == ships.size());
    });
}

} // namespace kith::db
