// SPDX-License-Identifier: MIT
#include "platform/db/shelves_test.h"

namespace kith::db {

using namespace shelves;

TEST_CASE("every kind of value comes back as it went in")
{
    on_both([](Database& database) {
        auto const shelf = Uuid::fresh();
        auto const jar = Uuid::fresh();
        auto const at = Instant::read("2026-03-29T00:40:00.123456Z").value();
        auto const day = Date::of(2026, 2, 28).value();
        auto const label
            = std::string("Zoë’s 果醬 🫙 — l'été \"1\" \\ \n") + std::string(300'000, 'x');
        auto const seal = Bytes{std::string("\0\x01\xff\\x\0", 6)};
        put_shelf(database, "one", shelf);
        constexpr Sql add{"add jar",
            "insert into jars (id, shelf, label, amount, weight, open, filled_at, best_before, "
            "notes, seal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
        database.write([&](Connection& connection) {
            auto const rows = connection.run(add, jar, shelf, label, std::int64_t(1) << 62, 0.1,
                true, at, day, R"({"lid": "red"})", seal);
            CHECK(rows.changed() == 1);
            return Outcome::keep;
        });

        constexpr Sql find{
            "find jar", "select *, notes ->> 'lid' as lid from jars where open = $2 and id = $1"};
        auto const rows = database.reader()->run(find, jar, true);
        REQUIRE(rows.size() == 1);
        auto const row = rows[0];
        CHECK(row.uuid("id") == jar);
        CHECK(row.at("id") == Value(jar.write()));
        CHECK((row.text("label") == label));
        CHECK(row.at("amount") == Value(std::int64_t(4'611'686'018'427'387'904)));
        CHECK(row.at("weight") == Value(0.1));
        CHECK(row.at("open") == Value(true));
        CHECK(row.at("filled_at") == Value("2026-03-29T00:40:00.123456Z"));
        CHECK(row.instant("filled_at") == at);
        CHECK(row.at("best_before") == Value("2026-02-28"));
        CHECK(row.date("best_before") == day);
        CHECK(row.text("notes") == R"({"lid": "red"})");
        CHECK(row.text("lid") == "red");
        CHECK(row.at("seal") == Value(seal));
        CHECK(rows.changed() == 0);
        CHECK_THROWS_AS((void)row.at("colour"), std::logic_error);
    });
}

TEST_CASE("nothing comes back as nothing, and an empty text or no bytes as themselves")
{
    on_both([](Database& database) {
        auto const shelf = Uuid::fresh();
        put_shelf(database, "one", shelf);
        constexpr Sql add{"add two",
            "insert into jars (id, shelf, label, amount, open, filled_at, "
            "seal) values ($1, $2, $3, $4, $5, $6, $7)"};
        database.write([&](Connection& connection) {
            connection.run(add, Uuid::fresh(), shelf, std::nullopt, std::nullopt,
                std::optional<bool>{}, std::optional<Instant>{}, std::nullopt);
            connection.run(add, Uuid::fresh(), shelf, "", 0, false, Instant(), Bytes{});
            return Outcome::keep;
        });
        constexpr Sql list{"list", "select * from jars order by label nulls first"};
        auto const rows = database.reader()->run(list);
        REQUIRE(rows.size() == 2);
        for (auto const* column : {"label", "amount", "open", "filled_at", "seal"}) {
            CHECK(rows[0].is_null(column));
            CHECK_FALSE(rows[1].is_null(column));
        }
        CHECK(rows[0].text("label").empty());
        CHECK_FALSE(rows[0].maybe_instant("filled_at").has_value());
        CHECK_FALSE(rows[0].maybe_date("best_before").has_value());
        CHECK_THROWS_AS((void)rows[0].integer("amount"), std::logic_error);
        CHECK(rows[1].at("label") == Value(""));
        CHECK(rows[1].at("open") == Value(false));
        CHECK(rows[1].maybe_instant("filled_at") == Instant());
        CHECK(rows[1].at("seal") == Value(Bytes{}));
    });
}

TEST_CASE("what is counted, added and asked is a whole number or a truth on both")
{
    on_both([](Database& database) {
        auto const shelf = Uuid::fresh();
        put_shelf(database, "one", shelf);
        database.write([&](Connection& connection) {
            connection.run(add_jar, Uuid::fresh(), shelf, "plum", 3);
            connection.run(add_jar, Uuid::fresh(), shelf, "plum", 4);
            return Outcome::keep;
        });
        constexpr Sql total_of{
            "total of", "select sum(amount) as total, count(*) as n from jars where label = $1"};
        auto const rows = database.reader()->run(total_of, "plum");
        CHECK(rows[0].at("total") == Value(std::int64_t(7)));
        CHECK(rows[0].at("n") == Value(std::int64_t(2)));
        constexpr Sql ask{"ask",
            "select exists (select 1 from jars where amount > $1) as more, "
            "avg(amount) as middle, cast($2 as {text}) as said from jars"};
        auto const asked = database.reader()->run(ask, 3, "yes");
        CHECK(asked[0].boolean("more"));
        CHECK(asked[0].real("middle") == doctest::Approx(3.5));
        CHECK(asked[0].text("said") == "yes");
    });
}

TEST_CASE("a text that is not Unicode, or holds a NUL, is refused and not repeated in the message")
{
    on_both([](Database& database) {
        for (auto const& text : {std::string("Kim\0", 4), std::string("Kim\xff"),
                 std::string("Kim\xed\xa0\x80"), std::string("Kim\xc3")}) {
            try {
                put_shelf(database, text);
                FAIL("it was taken");
            } catch (Failure const& failure) {
                CHECK(failure.trouble() == Trouble::wrong);
                CHECK(std::string(failure.what()).find("Kim") == std::string::npos);
            }
        }
        CHECK(count(database) == 0);
    });
}

TEST_CASE("what is undone, or threw, leaves nothing, and what was thrown reaches the caller")
{
    on_both([](Database& database) {
        database.write([&](Connection& connection) {
            connection.run(add_shelf, Uuid::fresh(), "undone");
            CHECK(connection.run(count_shelves)[0].integer("n") == 1);
            return Outcome::undo;
        });
        CHECK(count(database) == 0);
        auto const act = [&] {
            database.write([&](Connection& connection) -> Outcome {
                connection.run(add_shelf, Uuid::fresh(), "thrown");
                throw std::out_of_range("a jar fell");
            });
        };
        CHECK_THROWS_WITH_AS(act(), "a jar fell", std::out_of_range);
        CHECK(count(database) == 0);
        put_shelf(database, "kept");
        CHECK(count(database) == 1);
    });
}

TEST_CASE("each rule that a row breaks has its own trouble")
{
    on_both([](Database& database) {
        auto const shelf = Uuid::fresh();
        put_shelf(database, "one", shelf);
        auto const add = [&](Uuid to, std::int64_t amount) {
            database.write([&](Connection& connection) {
                connection.run(add_jar, Uuid::fresh(), to, "pear", amount);
                return Outcome::keep;
            });
        };
        CHECK(trouble_of([&] { put_shelf(database, "one"); }) == Trouble::unique);
        CHECK(trouble_of([&] { put_shelf(database, "two", shelf); }) == Trouble::unique);
        CHECK(trouble_of([&] { add(Uuid::fresh(), 1); }) == Trouble::reference);
        CHECK(trouble_of([&] { add(shelf, -1); }) == Trouble::check);
        CHECK(trouble_of([&] { add(Uuid{}, 1); }) == Trouble::check); // a shelf there must be
        constexpr Sql faulty{"faulty", "select colour from shelves"};
        CHECK(trouble_of([&] { database.reader()->run(faulty); }) == Trouble::wrong);
        add(shelf, 1);
    });
}

TEST_CASE("what PostgreSQL says of a value stays out of the message")
{
    on_both([](Database& database) {
        try {
            put_shelf(database, "Kim Surname");
            put_shelf(database, "Kim Surname");
            FAIL("it was taken");
        } catch (Failure const& failure) {
            CHECK(std::string(failure.what()).find("Kim") == std::string::npos);
            CHECK(std::string(failure.what()).find("add shelf") == 0);
        }
    });
}

TEST_CASE("after a statement failed its change cannot be kept, even if the body looked away")
{
    on_both([](Database& database) {
        put_shelf(database, "one");
        auto const act = [&] {
            database.write([&](Connection& connection) {
                connection.run(add_shelf, Uuid::fresh(), "two");
                CHECK(trouble_of([&] { connection.run(add_shelf, Uuid::fresh(), "one"); })
                    == Trouble::unique);
                CHECK(trouble_of([&] { connection.run(count_shelves); }) == Trouble::wrong);
                return Outcome::keep;
            });
        };
        CHECK(trouble_of(act) == Trouble::unique);
        CHECK(count(database) == 1);
        put_shelf(database, "two"); // and the next is none the worse
    });
}

TEST_CASE("a row that may stand already is passed over by `on conflict do nothing`")
{
    on_both([](Database& database) {
        constexpr Sql add{"add unless there",
            "insert into shelves (id, label) values ($1, $2) on conflict do nothing"};
        for (auto const expected : {1, 0})
            database.write([&](Connection& connection) {
                CHECK(connection.run(add, Uuid::fresh(), "one").changed() == expected);
                return Outcome::keep;
            });
        CHECK(count(database) == 1);
    });
}

TEST_CASE("a connection that reads cannot write")
{
    on_both([](Database& database) {
        CHECK_THROWS_AS(database.reader()->run(add_shelf, Uuid::fresh(), "one"), Failure);
        CHECK(count(database) == 0);
    });
}

TEST_CASE("a write from inside a write is our own fault, and says so")
{
    on_both([](Database& database) {
        auto const act = [&] {
            database.write([&](Connection&) {
                put_shelf(database, "inner");
                return Outcome::keep;
            });
        };
        CHECK_THROWS_AS(act(), std::logic_error);
        CHECK(count(database) == 0);
    });
}

} // namespace kith::db
