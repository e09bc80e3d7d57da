// SPDX-License-Identifier: MIT
// Found while typing, on both databases: only what the visitor may know, and as much work for what
// is hidden as for what is not there.
#include "intelligence/found_named.h"
#include "links/links.h"
#include "world/partnership.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

namespace kith::intelligence {
namespace {
    struct TypingWorld {
        explicit TypingWorld(db::Database& database) : world(database, {"data/policies/links.toml"})
        {
            worker = world.account("social worker", world.agency("council"));
            // A room whose records are known to whoever is named here, and that counts questions.
            linked.seen.add(
                "record",
                [this](Visit const&, Uuid const& id) {
                    ++asked;
                    return known.contains(id);
                },
                [](Visit const&, Uuid const&) { return links::Shown{"A record"}; });
        }
        // Named in a record of its own, which the worker may know or not.
        Uuid named(char const* kind, char const* written, bool may_know)
        {
            auto const record = Uuid::fresh();
            if (may_know)
                known.insert(record);
            auto const done_it
                = world.gate->enter_as_process("demo")->visit().change([&](Change& change) -> Done {
                      links::Link link;
                      link.from = {"record", record};
                      link.to = thing(links::named_as(change, kind, written).id);
                      link.role = "uses";
                      link.source = "A colleague";
                      link.drawn_from = link.from;
                      TRY(linked.store.draw(change, link));
                      return done();
                  });
            REQUIRE(done_it.ok());
            return record;
        }
        std::string found(char const* kind, char const* typed)
        {
            asked = 0;
            auto const pass = world.as(worker);
            std::string all;
            for (auto const& one : found_named(linked.seen, pass->visit(), kind, typed))
                all += (all.empty() ? "" : " | ") + one.thing.as_written
                    + (one.same ? "" : " so far") + " x" + std::to_string(one.records.size());
            return all;
        }

        tests::Partnership world;
        links::Links linked;
        AccountId worker;
        std::set<Uuid> known;
        std::size_t asked = 0;
    };
} // namespace

TEST_CASE("what was named is found before it is typed to its end, however it is written")
{
    tests::on_both_databases([](db::Database& database) {
        TypingWorld world(database);
        world.named("phone", "01632 960001", true);
        world.named("phone", "+44 1632 960001", true); // the same, in another record
        world.named("phone", "01632 960017", true);
        world.named("vehicle", "AB12 CDE", true);
        world.named("online_account", "@biscuit_tin", true);
        world.named("place", "ZY1 1EB", true);
        CHECK(world.found("phone", "01632 9600")
            == "01632 960001 so far x2 | 01632 960017 so far x1");
        CHECK(world.found("phone", "+44 (0)1632 960001") == "01632 960001 x2");
        CHECK(world.found("phone", "0044 1632 960001") == "01632 960001 x2");
        CHECK(world.found("vehicle", "ab12c") == "AB12 CDE so far x1");
        CHECK(world.found("vehicle", "AB12 CDE") == "AB12 CDE x1");
        CHECK(world.found("online_account", "@bis") == "@biscuit_tin so far x1");
        CHECK(world.found("place", "zy11eb") == "ZY1 1EB x1");
        // A phone is no plate, and a name is not found while it is typed.
        CHECK(world.found("vehicle", "01632 960001").empty());
        CHECK(world.found("nickname", "Biscuit").empty());
    });
}

TEST_CASE("nothing is looked for before enough of it stands there")
{
    tests::on_both_databases([](db::Database& database) {
        TypingWorld world(database);
        world.named("phone", "01632 960001", true);
        world.named("vehicle", "AB12 CDE", true);
        for (auto const* typed : {"", "0", "01632", "01632 960", "960001", "% _ '"})
            CHECK(world.found("phone", typed).empty());
        CHECK(world.asked == 0);
        CHECK(world.found("vehicle", "AB12").empty());
        CHECK(enough_to_look("phone", "01632 9600") == "+4416329600");
        CHECK(enough_to_look("vehicle", "ab12c") == "AB12C");
    });
}

TEST_CASE("what is hidden is found no more than what is not there, and costs the same questions")
{
    tests::on_both_databases([](db::Database& database) {
        TypingWorld world(database);
        for (int n = 0; n < 20; ++n)
            world.named("phone", "01632 960001", false);
        world.named("phone", "01632 960018", false);
        world.named("vehicle", "AB12 CDE", true);
        CHECK(world.found("phone", "01632 960001").empty());
        CHECK(world.asked == records_asked);
        CHECK(world.found("phone", "01632 9600").empty());
        CHECK(world.asked == records_asked);
        world.found("phone", "01632 970001"); // there is no such: the room is asked nothing
        CHECK(world.found("vehicle", "AB12 CDE") == "AB12 CDE x1");
        CHECK(world.asked == records_asked);
        // Known by one record of many: found by that, and no number tells of the others.
        auto const record = world.named("phone", "01632 960001", true);
        CHECK(world.found("phone", "01632 960001") == "01632 960001 x1");
        CHECK(world.asked == records_asked);
        world.known.erase(record);
        CHECK(world.found("phone", "01632 960001").empty());
    });
}

TEST_CASE("a long list of what begins so never hides what is the same")
{
    tests::on_both_databases([](db::Database& database) {
        TypingWorld world(database);
        for (int n = 10; n < 18; ++n)
            world.named("online_account", ("@crumb" + std::to_string(n)).c_str(), true);
        world.named("online_account", "@crumb", true);
        auto const found = world.found("online_account", "@crumb");
        CHECK(found.starts_with("@crumb x1 | @crumb10 so far x1"));
        CHECK(std::ranges::count(found, '|') == most_found - 1);
    });
}

TEST_CASE("what is found is a look at it")
{
    tests::on_both_databases([](db::Database& database) {
        TypingWorld world(database);
        world.named("vehicle", "AB12 CDE", true);
        auto const pass = world.world.as(world.worker);
        auto const found = found_named(world.linked.seen, pass->visit(), "vehicle", "AB12 CDE");
        REQUIRE(found.size() == 1);
        pass->settle();
        auto const lease = database.reader();
        auto const lines = ledger::lines_about(*lease, thing(found[0].thing.id), 10);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].act == "look");
        CHECK(lines[0].account == world.worker);
    });
}
} // namespace kith::intelligence
