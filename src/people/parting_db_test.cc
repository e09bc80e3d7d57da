// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "people/alike.h"
#include "people/around.h"
#include "people/chronology.h"
#include "people/fact_store.h"
#include "people/joining.h"
#include "people/later_rows.h"
#include "people/people_world_test.h"
#include "people/same.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace kith;
using namespace kith::people;

namespace {
// Robin's record, and one that somebody elsewhere made of the same child.
struct PartingWorld : FamilyWorld {
    Person kept;
    Person other;
    JoinId join;

    explicit PartingWorld(db::Database& database)
        : FamilyWorld(database), kept(record(worker, robin()).value())
    {
        Person theirs;
        theirs.names = {{{}, "birth", "Robyn Smith"}};
        theirs.birth = PartialDate::read("2011-05-03").value();
        other = record(school_lead, theirs).value();
        join = world.as(front_door)
                   ->visit()
                   .change([&](Change& change) {
                       return join_records(change,
                           {kept.id, other.id, kept.version, other.version,
                               "One birth certificate"});
                   })
                   .value();
    }
    Person seen(AccountId who, PersonId id) { return find(world.as(who)->visit(), id).value(); }
    void say_more()
    {
        REQUIRE(world.as(worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        Fact school;
                        school.kind = "education";
                        school.code = "ON_ROLL";
                        school.words = "Ropewalk High School";
                        school.stated_by = "document";
                        TRY(add_fact(change, facts, find(change, kept.id).value(), school));
                        Relationship nan;
                        nan.person = kept.id;
                        nan.kind = "grandparent";
                        nan.name = "Nan Ivy";
                        nan.reach = "01632 960077";
                        nan.source = "Robyn";
                        Part trusted;
                        trusted.kind = "trusted_adult";
                        trusted.words = "She listens";
                        trusted.stated_by = "Robyn";
                        TRY(add_relationship(linked, change, nan, {trusted}));
                        return done();
                    })
                    .ok());
    }
};
} // namespace

TEST_CASE("records of one person are one candidate, whatever name of theirs was typed")
{
    tests::on_both_databases([](db::Database& database) {
        PartingWorld drawn(database);
        drawn.room.snapshot->follow(*database.reader(), drawn.world.clock.now());
        auto const door = drawn.world.as(drawn.front_door);
        Match typed;
        typed.names = {"Robyn Smithe"};
        for (std::size_t const most : {1, 10}) {
            auto const page = alike_from(drawn.room, door->visit(), typed, 0, most);
            REQUIRE(page.found.size() == 1);
            CHECK(page.found.front().person.id == drawn.kept.id);
            CHECK_FALSE(page.more);
        }
    });
}

TEST_CASE("two records spelt differently are proposed; two of one birthday and surname are not")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const make = [&](char const* name) {
            Person person;
            person.names = {{{}, "birth", name}};
            person.birth = PartialDate::read("2012-02-03").value();
            return drawn.record(drawn.worker, person).value();
        };
        auto const one = make("Zinnia Marlow");
        auto const again = make("Zinia Marlow");
        make("Ottoline Marlow"); // her twin
        drawn.room.snapshot->follow(*database.reader(), drawn.world.clock.now());
        CHECK(look_for_same(drawn.room, *drawn.world.gate) == 1);
        auto const pass = drawn.world.as(drawn.front_door);
        auto const open = list_same(pass->visit(), Listed::waiting, 50);
        REQUIRE(open.size() == 1);
        CHECK(std::set{open[0].one, open[0].other} == std::set{one.id, again.id});
    });
}

TEST_CASE("that records were joined stands in the chronology once, by the name of what it is")
{
    tests::on_both_databases([](db::Database& database) {
        PartingWorld drawn(database);
        auto const door = drawn.world.as(drawn.front_door);
        auto const made = chronology_of(
            drawn.room, door->visit(), drawn.seen(drawn.front_door, drawn.kept.id), {});
        auto const times = [&](std::string const& title) {
            return std::ranges::count(made.entries, title, &Entry::title);
        };
        CHECK(times("The record was joined with " + drawn.other.reference.write()) == 1);
        CHECK(times("The record was changed") == 0);
    });
}

TEST_CASE("once records are taken apart, neither chronology tells that they were one")
{
    tests::on_both_databases([](db::Database& database) {
        PartingWorld drawn(database);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        auto const version = drawn.seen(drawn.front_door, drawn.kept.id).version;
        REQUIRE(drawn.world.as(drawn.front_door)
                    ->visit()
                    .change([&](Change& change) {
                        return part_records(
                            drawn.room, change, {drawn.join, version, "They are cousins", {}});
                    })
                    .ok());
        auto const tells = [&](AccountId who, PersonId id) {
            auto const pass = drawn.world.as(who);
            auto const made = chronology_of(drawn.room, pass->visit(), drawn.seen(who, id), {});
            CHECK(std::ranges::count(made.entries, "The record was made", &Entry::title) == 1);
            return std::ranges::any_of(made.entries, [](Entry const& one) {
                return one.title == "The record was changed"
                    || one.title.find("joined") != std::string::npos
                    || one.text.find("One birth certificate") != std::string::npos
                    || one.text.find("cousins") != std::string::npos;
            });
        };
        CHECK_FALSE(tells(drawn.worker, drawn.kept.id));
        CHECK_FALSE(tells(drawn.school_lead, drawn.other.id));
    });
}

TEST_CASE("what was said and who stands around somebody since goes with the record it belongs to")
{
    tests::on_both_databases([](db::Database& database) {
        PartingWorld drawn(database);
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        drawn.say_more();
        std::vector<Uuid> all;
        {
            auto const pass = drawn.world.as(drawn.worker);
            auto const stands = find_join(pass->visit().reading(), drawn.join).value();
            std::vector<std::string> told;
            for (auto const& row : later_rows(drawn.room, pass->visit(), stands)) {
                told.push_back(row.kind + ": " + row.text);
                all.push_back(row.id);
            }
            REQUIRE(told.size() == 2);
            CHECK(told[0].starts_with("fact: Where they learn or work: "));
            CHECK(told[1] == "relationship: Grandparent: Nan Ivy");
        }
        auto const version = drawn.seen(drawn.front_door, drawn.kept.id).version;
        REQUIRE(drawn.world.as(drawn.front_door)
                    ->visit()
                    .change([&](Change& change) {
                        return part_records(
                            drawn.room, change, {drawn.join, version, "They are cousins", all});
                    })
                    .ok());
        auto const stands = [](Fact const& one) { return !one.withdrawn_at; };
        auto const worker = drawn.world.as(drawn.worker);
        auto const mine = drawn.seen(drawn.worker, drawn.kept.id);
        CHECK(std::ranges::count_if(list_facts(worker->visit(), mine), stands) == 0);
        CHECK(list_around(worker->visit(), mine).empty());
        auto const lead = drawn.world.as(drawn.school_lead);
        auto const theirs = drawn.seen(drawn.school_lead, drawn.other.id);
        CHECK(theirs.id == drawn.other.id);
        auto const said = list_facts(lead->visit(), theirs);
        REQUIRE(std::ranges::count_if(said, stands) == 1);
        CHECK(said.front().words == "Ropewalk High School");
        auto const around = list_around(lead->visit(), theirs);
        REQUIRE(around.size() == 1);
        CHECK(around[0].relationship.name == "Nan Ivy");
        CHECK(around[0].relationship.reach == "01632 960077");
        REQUIRE(around[0].parts.size() == 1);
        CHECK(around[0].parts[0].words == "She listens");
        CHECK(drawn.world.verdict().problems.empty());
    });
}
