// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "links/links.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::links;

namespace {
// Two workers; the first may know every person and concern, the second all but what is hidden.
class LinkedWorld {
public:
    explicit LinkedWorld(db::Database& database) : world(database, {"data/policies/links.toml"})
    {
        auto const council = world.agency("council");
        auto const other = world.agency("other");
        team = world.team(council, "A team");
        first = world.account("social worker", council, team);
        second = world.account("social worker", other);
        administrator = world.account("system administrator", council);
        for (auto const* kind : {"person", "context", "concern"})
            room.seen.add(kind, [this](Visit const& visit, Uuid const& id) {
                return visit.visitor().account != second || !hidden.contains(id);
            });
    }

    Result<Link> join(AccountId who, Thing const& from, Thing const& to, Thing const& drawn_from)
    {
        Link link;
        link.from = from;
        link.to = to;
        link.role = "friend";
        link.source = "Her own words";
        link.drawn_from = drawn_from;
        return world.as(who)->visit().change(
            [&](Change& change) { return room.store.save(change, link); });
    }

    tests::Partnership world;
    Links room;
    TeamId team;
    AccountId first;
    AccountId second;
    AccountId administrator;
    std::set<Uuid> hidden;
    Thing const ash = thing(PersonId::fresh());
    Thing const robin = thing(PersonId::fresh());
    Thing const bus_station = thing(ContextId::fresh());
    Thing const concern = thing(ConcernId::fresh());
};
} // namespace

TEST_CASE("a link is seen by those who may see what it was drawn from, and by nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        auto const link = drawn.join(drawn.first, drawn.ash, drawn.robin, drawn.concern);
        REQUIRE(link.ok());
        auto const& store = drawn.room.store;
        auto const first = drawn.world.as(drawn.first);
        CHECK(store.list_of(first->visit(), drawn.ash).size() == 1);
        CHECK(store.list_of(first->visit(), drawn.robin).size() == 1);
        auto const second = drawn.world.as(drawn.second);
        CHECK(store.list_of(second->visit(), drawn.ash).size() == 1);
        drawn.hidden = {drawn.concern.id};
        CHECK(store.list_of(second->visit(), drawn.ash).empty());
        auto const hidden = store.find(second->visit(), link->id);
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error() == store.find(second->visit(), LinkId::fresh()).error());
        drawn.hidden = {drawn.robin.id}; // the other end: known to nobody who may not know them
        CHECK(store.list_of(second->visit(), drawn.ash).empty());
        first->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("nobody joins what they may not know, nor does whoever keeps the machines")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        drawn.hidden = {drawn.robin.id};
        auto const unknown = drawn.join(drawn.second, drawn.ash, drawn.robin, drawn.ash);
        REQUIRE_FALSE(unknown.ok());
        CHECK(unknown.error().code == Code::not_found);
        auto const machine
            = drawn.join(drawn.administrator, drawn.ash, drawn.bus_station, drawn.ash);
        CHECK_FALSE(machine.ok());
        auto const nobody
            = drawn.join(drawn.first, drawn.ash, {"parcel", Uuid::fresh()}, drawn.ash);
        REQUIRE_FALSE(nobody.ok()); // a kind that no room answers for
        CHECK(nobody.error().code == Code::not_found);
    });
}

TEST_CASE("the second of two changes made from one version is a conflict, and the first stands")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        auto link = drawn.join(drawn.first, drawn.ash, drawn.bus_station, drawn.concern).value();
        auto const first = drawn.world.as(drawn.first);
        auto const save = [&](Link const& version) {
            return first->visit().change([&](Change& change) {
                return drawn.room.store.save(change, version, "the role was another");
            });
        };
        link.role = "spends_time";
        CHECK(save(link).ok());
        link.role = "works_there";
        auto const late = save(link);
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        auto const stands = drawn.room.store.find(first->visit(), link.id);
        CHECK(stands->role == "spends_time");
        CHECK(stands->version == 2);
    });
}

TEST_CASE("a link that was taken back, ended or has expired is listed no more, and is not lost")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        auto const link = drawn.join(drawn.first, drawn.ash, drawn.robin, drawn.concern).value();
        auto const first = drawn.world.as(drawn.first);
        drawn.world.clock.move_to(Instant::read("2027-03-06T09:00:00Z").value());
        CHECK(
            drawn.room.store.list_of(drawn.world.as(drawn.first)->visit(), drawn.ash).size() == 1);
        drawn.world.clock.move_to(Instant::read("2027-03-07T09:00:00Z").value());
        CHECK(drawn.room.store.list_of(drawn.world.as(drawn.first)->visit(), drawn.ash).empty());
        auto const silent = first->visit().change(
            [&](Change& change) { return drawn.room.store.withdraw(change, link.id, ""); });
        CHECK(silent.error().field == "reason");
        CHECK(first->visit()
                  .change([&](Change& change) {
                      return drawn.room.store.withdraw(change, link.id, "They had never met");
                  })
                  .ok());
        CHECK(drawn.room.store.list_of(first->visit(), drawn.ash).empty());
        CHECK(drawn.room.store.find(first->visit(), link.id)->withdrawn);
    });
}

TEST_CASE("what happened is told the latest first, to those who may see what it was drawn from")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        auto const first = drawn.world.as(drawn.first);
        auto const happened = [&](char const* day, char const* said) {
            Event event;
            event.kind = "incident";
            event.day = PartialDate::read(day).value();
            event.said = said;
            event.source = "A bus driver";
            event.drawn_from = drawn.concern;
            return first->visit().change([&](Change& change) {
                return drawn.room.store.save(
                    change, event, {{drawn.ash, "was_there"}, {drawn.bus_station, "happened_at"}});
            });
        };
        REQUIRE(happened("2026-02-10", "the second").ok());
        auto event = happened("2026-01", "the first").value();
        auto const told = drawn.room.store.list_events(first->visit(), drawn.ash);
        REQUIRE(told.size() == 2);
        CHECK(told[0].event.said == "the second");
        CHECK(told[1].event.when_in_words() == "January 2026");
        CHECK(told[1].role == "was_there");
        CHECK(drawn.room.store.list_events(first->visit(), drawn.bus_station).size() == 2);
        CHECK(drawn.room.store.list_of(first->visit(), drawn.ash).empty()); // events stand apart
        event.said = "the first, put right";
        auto const save = [&] {
            return first->visit().change([&](Change& change) {
                return drawn.room.store.save(change, event, {}, "put right");
            });
        };
        CHECK(save().ok());
        CHECK(save().error().code == Code::conflict);
        drawn.hidden = {drawn.concern.id};
        CHECK(
            drawn.room.store.list_events(drawn.world.as(drawn.second)->visit(), drawn.ash).empty());
    });
}

TEST_CASE("people at a context are handed out to be counted, whoever may see them")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        REQUIRE(drawn.join(drawn.first, drawn.ash, drawn.bus_station, drawn.concern).ok());
        REQUIRE(drawn.join(drawn.first, drawn.bus_station, drawn.ash, drawn.concern).ok());
        REQUIRE(drawn.join(drawn.first, drawn.robin, drawn.bus_station, drawn.concern).ok());
        drawn.hidden = {drawn.ash.id};
        auto const second = drawn.world.as(drawn.second);
        CHECK(links::people_at(drawn.room.seen, second->visit(), drawn.bus_station).size() == 3);
        CHECK(drawn.room.store.list_of(second->visit(), drawn.bus_station).size() == 1);
    });
}

TEST_CASE("a purpose stands for half an hour, for one subject and for whoever stated it")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        access::Facts facts;
        facts.thing = drawn.ash;
        auto const now = drawn.world.clock.now();
        drawn.world.database.write([&](db::Connection& connection) {
            connection.run({"state a purpose",
                               "insert into purposes (id, account, subject_kind, subject, purpose, "
                               "stated_at, until_at) values ($1, $2, $3, $4, $5, $6, $7)"},
                Uuid::fresh(), drawn.first, drawn.ash.kind, drawn.ash.id, "Weighing a concern", now,
                now + purpose_lasts);
            return db::Outcome::keep;
        });
        auto const first = drawn.world.as(drawn.first);
        CHECK(purpose_stands(first->visit(), facts));
        CHECK(first->visit().purpose() == "Weighing a concern"); // and so in each look
        CHECK_FALSE(purpose_stands(drawn.world.as(drawn.second)->visit(), facts));
        auto other = facts;
        other.thing = drawn.robin;
        CHECK_FALSE(purpose_stands(drawn.world.as(drawn.first)->visit(), other));
        drawn.world.clock.move_to(now + std::chrono::minutes(31));
        CHECK_FALSE(purpose_stands(drawn.world.as(drawn.first)->visit(), facts));
        facts.holding_teams = {drawn.team};
        CHECK(purpose_stands(drawn.world.as(drawn.first)->visit(), facts)); // works with them
    });
}

TEST_CASE("what a version replaced has every column of what it was (links and events)")
{
    tests::on_both_databases([](db::Database& database) {
        LinkedWorld drawn(database);
        CHECK(drawn.world.columns("links_was") == drawn.world.twin_columns("links"));
        CHECK(drawn.world.columns("events_was") == drawn.world.twin_columns("events"));
    });
}
