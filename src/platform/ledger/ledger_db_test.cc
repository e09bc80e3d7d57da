// SPDX-License-Identifier: MIT
#include "platform/ledger/ledger.h"
#include "platform/ledger/ledgers_test.h"
#include "platform/ledger/report.h"
#include "platform/ledger/sequencer.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <sstream>

namespace kith::ledger {
namespace {

    constexpr db::Sql take_place{
        "take a place away", "update ledger set place = null, leaf = null where act = 'decide'"};
    auto const start_of_day = *Instant::read("2026-03-02T09:00:00Z");

    Entry decided(Thing const& concern, Thing const& child)
    {
        return {.actor = {AccountId::fresh(), AgencyId::fresh(), "", "deciding"},
            .act = "decide",
            .thing = concern,
            .subject = child,
            .rule = "the holding team decides its concerns",
            .text = "passed to the exploitation team"};
    }

    Entry looked(Thing const& one, Thing const& other)
    {
        return {.actor = {AccountId::fresh(), AgencyId::fresh(), "", "review"},
            .act = "look",
            .thing = one,
            .subject = one,
            .looked_at = {one, other, one}};
    }

    // Commits the entry; its number comes with the commit, or (PostgreSQL) with a write of its own.
    EntryId add(db::Database& database, Keys& keys, Entry const& entry, Instant at)
    {
        EntryId id;
        database.write([&](db::Connection& connection) {
            id = append(connection, keys, entry, at);
            return db::Outcome::keep;
        });
        return id;
    }

    void number_all(db::Database& database)
    {
        database.write([&](db::Connection& connection) {
            number_entries(connection);
            return db::Outcome::keep;
        });
    }

    struct Place {
        tests::Folder folder;
        std::unique_ptr<Keys> keys = Keys::open(folder.path() / "keys");
    };

} // namespace

TEST_CASE("a new ledger is proven, and its root is that of the empty tree")
{
    on_both_ledgers([](db::Database& database) {
        auto const verdict = verify(*database.reader(), {});
        CHECK(verdict.problems.empty());
        CHECK(verdict.entries == 0);
        CHECK(write_hex(verdict.root)
            == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    });
}

TEST_CASE("SQLite's writer numbers entries before the commit, so none is seen without a place")
{
    Place const place;
    auto const body = [&](db::Where const& where) {
        auto const database = db::open(where);
        make_ledger_tables(*database);
        number_at_commit(*database);
        Thing const concern{"concern", Uuid::fresh()};
        for (int entry = 0; entry < 3; ++entry)
            add(*database, *place.keys, decided(concern, concern), start_of_day);
        CHECK(head(*database->reader()).size == 3);
        auto const verdict = verify(*database->reader(), {});
        CHECK(verdict.problems == std::vector<std::string>{});
        CHECK(verdict.waiting == 0);
    };
    tests::on_sqlite(body, tests::Start::empty);
}

TEST_CASE("entries wait for a place, get it in the order of time and id, and are proven")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const concern{"concern", Uuid::fresh()};
        auto const later = add(database, *place.keys, decided(concern, concern),
            start_of_day + std::chrono::seconds(2));
        auto const earlier = add(database, *place.keys, decided(concern, concern), start_of_day);
        CHECK(verify(*database.reader(), {}).waiting == 2);
        number_all(database);
        auto const late = add(database, *place.keys, decided(concern, concern),
            start_of_day + std::chrono::seconds(1));
        number_all(database);

        auto const lines = lines_about(*database.reader(), concern, 10);
        REQUIRE(lines.size() == 3); // newest first
        CHECK(lines[0].id == later);
        CHECK(lines[0].place == 2);
        CHECK(lines[1].id == late); // committed late: its place is after those that had one
        CHECK(lines[1].place == 3);
        CHECK(lines[2].id == earlier);
        CHECK(lines[2].place == 1);
        auto const verdict = verify(*database.reader(), {});
        CHECK(verdict.problems == std::vector<std::string>{});
        CHECK(verdict.entries == 3);
        CHECK(verdict.waiting == 0);
        CHECK(verdict.root == head(*database.reader()).root);
    });
}

TEST_CASE("an entry of a write that was undone is not in the ledger")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const concern{"concern", Uuid::fresh()};
        database.write([&](db::Connection& connection) {
            append(connection, *place.keys, decided(concern, concern), start_of_day);
            return db::Outcome::undo;
        });
        number_all(database);
        CHECK(lines_about(*database.reader(), concern, 10).empty());
        CHECK(head(*database.reader()).size == 0);
    });
}

TEST_CASE("a look is found from each record it handed out, with its purpose for who has the keys")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const child{"person", Uuid::fresh()};
        Thing const friend_of_child{"person", Uuid::fresh()};
        auto const look = add(database, *place.keys, looked(child, friend_of_child), start_of_day);
        number_all(database);
        for (auto const& person : {child, friend_of_child}) {
            auto const lines = lines_about(*database.reader(), *place.keys, person, 10);
            REQUIRE(lines.size() == 1);
            CHECK(lines[0].id == look);
            CHECK(lines[0].act == "look");
            CHECK(lines[0].purpose == "review");
            CHECK(lines[0].at == start_of_day);
        }
        CHECK(lines_about(*database.reader(), child, 10)[0].purpose.empty()); // it is sealed
        auto const verdict = verify(*database.reader(), {});
        CHECK(verdict.problems == std::vector<std::string>{});
        CHECK(verdict.looks == 2); // the record named twice was looked at once
    });
}

TEST_CASE("a lawful erasure takes the words and leaves the proof, for its subject alone")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const concern{"concern", Uuid::fresh()};
        Thing const child{"person", Uuid::fresh()};
        Thing const other{"person", Uuid::fresh()};
        add(database, *place.keys, decided(concern, child), start_of_day);
        add(database, *place.keys, decided(concern, other), start_of_day + std::chrono::seconds(1));
        number_all(database);
        auto const before = sign(head(*database.reader()), start_of_day, *place.keys);
        database.write([&](db::Connection& connection) {
            CHECK(erase(connection, *place.keys, {.process = "retention", .purpose = "due"},
                      {child, "retention: 75 years"}, start_of_day + std::chrono::seconds(2))
                == 1);
            return db::Outcome::keep;
        });
        number_all(database);

        auto const verdict = verify(*database.reader(), {before});
        CHECK(verdict.problems == std::vector<std::string>{});
        CHECK(verdict.entries == 3);
        CHECK(verdict.erased == 1);
        auto const lines = lines_about(*database.reader(), *place.keys, concern, 10);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].text == "passed to the exploitation team");
        CHECK(lines[1].erased);
        CHECK(lines[1].text.empty());
        CHECK(lines[1].rule == "the holding team decides its concerns");
        CHECK(lines_about(*database.reader(), child, 10)[0].rule == "retention: 75 years");
    });
}

TEST_CASE("an entry left waiting while later ones got their place is a problem after a minute")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const concern{"concern", Uuid::fresh()};
        auto entry = decided(concern, concern);
        add(database, *place.keys, entry, start_of_day);
        entry.act = "create";
        add(database, *place.keys, entry, start_of_day + std::chrono::seconds(61));
        number_all(database);
        database.write([&](db::Connection& connection) {
            connection.run(take_place);
            return db::Outcome::keep;
        });
        auto const verdict = verify(*database.reader(), {});
        auto const named = std::any_of(verdict.problems.begin(), verdict.problems.end(),
            [](auto const& said) { return said.ends_with("place for more than a minute"); });
        CHECK(named);
    });
}

TEST_CASE("the sequencer numbers what waits and leaves a checkpoint that the ledger bears out")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        tests::Folder const folder;
        Clock const clock(start_of_day);
        number_at_commit(database);
        Sequencer sequencer({.database = database,
            .keys = *place.keys,
            .clock = clock,
            .checkpoints = folder.path() / "checkpoints"});
        CHECK_FALSE(sequencer.settle().has_value()); // of an empty ledger there is none
        Thing const concern{"concern", Uuid::fresh()};
        sequencer.start();
        add(database, *place.keys, decided(concern, concern), start_of_day);
        sequencer.stop();

        CHECK(head(*database.reader()).size == 1);
        auto const file = newest_checkpoint(folder.path() / "checkpoints");
        REQUIRE(file.has_value());
        auto const checkpoint = read_checkpoint(*file);
        REQUIRE(checkpoint.ok());
        CHECK(checkpoint->head.size == 1);
        CHECK(verify(*database.reader(), {*checkpoint}).problems == std::vector<std::string>{});
        CHECK_FALSE(sequencer.settle().has_value()); // the ledger did not move
    });
}

TEST_CASE("the report says proven and 0, or names each problem and says 1")
{
    Place const place;
    on_both_ledgers([&](db::Database& database) {
        Thing const concern{"concern", Uuid::fresh()};
        add(database, *place.keys, decided(concern, concern), start_of_day);
        number_all(database);
        std::ostringstream good;
        CHECK(report_proof(*database.reader(), place.folder.path() / "none", {}, good) == 0);
        CHECK(good.str().find("1 entries, 0 looks") == 0);
        CHECK(good.str().find("The history is proven.") != std::string::npos);

        auto const of_two = sign({2, sha256("two")}, start_of_day, *place.keys);
        std::ostringstream bad;
        CHECK(report_proof(
                  *database.reader(), place.folder.path() / "none", {of_two}, bad, Spoken::in_json)
            == 1);
        CHECK(bad.str().find("\"problems\":[\"The checkpoint of 2026-03-02T09:00:00.000000Z tells "
                             "of 2 entries, and there are only 1: the end was cut off\"]")
            != std::string::npos);
    });
}

} // namespace kith::ledger
