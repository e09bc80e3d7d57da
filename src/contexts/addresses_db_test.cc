// SPDX-License-Identifier: MIT
#include "contexts/canary_test.h"
#include "contexts/context_fact_store.h"
#include "contexts/guardians.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* record_page = "/contexts/{context}";
// A guardian who takes their consent back, a fact that ended and one that was taken back, each with
// a reason that tells where: three reasons in clear while the context is like any other.
void keep_reasons(PlacesWorld& drawn, Context& context)
{
    auto const change = [&](auto const& act) {
        REQUIRE(drawn.world.as(drawn.worker)->visit().change(act).ok());
        context = find(drawn.world.as(drawn.worker)->visit(), context.id).value();
    };
    Guardian inspector;
    inspector.adult = true;
    inspector.name = "Sam Lee";
    inspector.part = "Inspector";
    inspector.reach = "Who waits for the last bus";
    inspector.looks_out = "Children on their own";
    inspector.consented_on = Date::of(2026, 3, 1).value();
    inspector.consent_how = "Said so to the youth worker";
    change([&](Change& one) -> Done {
        auto const listed = TRY(add_guardian(drawn.room, one, context, inspector));
        return withdraw_guardian(one, context, listed, "Left Canary Lane");
    });
    ContextFact fact;
    fact.kind = "harm";
    fact.code = "CCE";
    fact.source = "A driver";
    ContextFact licence;
    licence.kind = "licence";
    licence.code = "PREMISES";
    change([&](Change& one) -> Done {
        auto const harm = TRY(add_fact(one, drawn.facts, context, fact));
        TRY(withdraw_fact(one, context, harm, "It was at 3 Canary Lane"));
        auto const licensed = TRY(add_fact(one, drawn.facts, context, licence));
        TRY(end_fact(one, context, licensed, PartialDate{2026, 3, 5}, "Moved to 3 Canary Lane"));
        return done();
    });
}

std::string shown_to(PlacesWorld& drawn, AccountId who, ContextId id)
{
    auto body = drawn.get(who, record_page, id).value().body;
    return body.substr(0, body.find("<aside")); // which names involvements by their ids
}
} // namespace

TEST_CASE("where a child lives is never written in clear, and opens for those who work with it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const home = drawn.record(drawn.worker, home_of_canary()).value();
        auto const house = drawn.record(drawn.worker, childrens_home()).value();
        CHECK(canaries(database, "Canary") == 0);
        CHECK(canaries(database, "FY1 1AD") == 0);
        for (auto const& made : {home, house}) {
            auto const own = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
            CHECK(own.address == canary_street);
            CHECK(own.postcode == "FY1 1AD");
            REQUIRE(own.point);
            CHECK(own.point->latitude == doctest::Approx(53.8175));
            CHECK_FALSE(own.address_withheld);
            CHECK(own.district == "E06000009"); // which is told to all who may know the record
        }
        auto const seen = find(drawn.world.as(drawn.school_lead)->visit(), house.id).value();
        CHECK(seen.address_withheld);
        CHECK(seen.address.empty());
        CHECK(seen.transport.empty());
        CHECK_FALSE(seen.point);
        CHECK(holds(shown_to(drawn, drawn.worker, house.id), canary_street));
        auto const page = shown_to(drawn, drawn.school_lead, house.id);
        CHECK(holds(page, "The address is protected"));
        CHECK_FALSE(holds(page, "Canary"));
        CHECK_FALSE(holds(page, "FY1"));
        auto const told
            = drawn.get(drawn.school_lead, "/api/v1/contexts/{context}", house.id)->body;
        auto const read = boost::json::parse(told).as_object();
        CHECK(read.at("address").is_null());
        CHECK(read.at("latitude").is_null());
        CHECK(read.at("address_withheld").as_bool());
        CHECK_FALSE(holds(told, "Canary"));
    });
}

TEST_CASE("nothing finds a protected address by where it is, and no map has it, whoever looks")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        drawn.record(drawn.worker, childrens_home()).value();
        auto open = childrens_home();
        open.sort = "TAKEAWAY";
        open.name = "Saffron Star";
        drawn.record(drawn.worker, open).value();
        for (auto const who : {drawn.worker, drawn.school_lead}) {
            auto const near = known(drawn.world.as(who)->visit(), {"", "FY1 1AD", {}});
            REQUIRE(near.size() == 1); // or this could find nothing anywhere
            CHECK(near[0].context.name == "Saffron Star");
            auto const list = drawn.get(who, "/contexts", ContextId{})->body;
            CHECK(holds(list, "Beech House")); // its name and district are for all to know
        }
    });
}

TEST_CASE("an address that cannot be read looks the same as none")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const with = drawn.record(drawn.worker, childrens_home()).value();
        auto bare = childrens_home();
        clear_address(bare);
        bare.district = with.district; // which is no secret
        auto const without = drawn.record(drawn.worker, bare).value();
        auto const page = [&](Context const& of) {
            auto body = shown_to(drawn, drawn.school_lead, of.id);
            for (auto const& [from, to] : {std::pair{of.id.write(), std::string("ID")},
                     {of.reference.write(), std::string("REFERENCE")}})
                for (auto at = body.find(from); at != std::string::npos; at = body.find(from))
                    body.replace(at, from.size(), to);
            return body;
        };
        auto const seen = page(with);
        CHECK(holds(seen, "There is no map: the address is protected."));
        CHECK(seen == page(without));
    });
}

TEST_CASE("protection seals what stood in clear and what was replaced; its end opens what stands")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto place = childrens_home();
        place.sort = "OTHER";
        place = drawn.record(drawn.worker, place).value();
        CHECK(canaries(database, "Canary") == 1); // or this could find nothing anywhere
        place.address = "2 Canary Street";
        place = change_as(drawn, drawn.worker, place, "Moved from 1 Canary Lane").value();
        CHECK(canaries(database, "Canary") == 2);
        keep_reasons(drawn, place);
        CHECK(canaries(database, "Canary") == 4); // two facts more; of a guardian nothing
        place.sort = "CHILDRENS_HOME";
        place = change_as(drawn, drawn.worker, place, "Children live at 2 Canary Street").value();
        CHECK(canaries(database, "Canary") == 0);
        CHECK(place.address == "2 Canary Street");
        place.owner = "A charity";
        place = change_as(drawn, drawn.worker, place, "The Canary charity bought it").value();
        CHECK(canaries(database, "Canary") == 0);
        place.tells_where = Tells::no;
        place = change_as(drawn, drawn.worker, place, "It is empty now").value();
        CHECK(canaries(database, "Canary") == 1); // what stands; what was stays sealed
        CHECK_FALSE(find(drawn.world.as(drawn.school_lead)->visit(), place.id)->address_withheld);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("who may not read where it is neither changes it nor ends its protection")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const made = drawn.record(drawn.worker, childrens_home()).value();
        auto const open = links::involvements_of(
            drawn.world.as(drawn.worker)->visit().reading(), thing(made.id));
        http::FormData end;
        end.add("involvement", open[0].id.write());
        end.add("reason", "Handed over");
        REQUIRE(drawn.post(drawn.worker, "/contexts/{context}/involve/end", made.id, end).ok());
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24));
        // They recorded it, so they correct it; they work with it no more.
        auto const form = drawn.get(drawn.worker, record_change, made.id)->body;
        CHECK_FALSE(holds(form, "Canary"));
        CHECK_FALSE(holds(form, "name=\"postcode\""));
        http::FormData sent;
        for (auto const& [name, value] :
            {std::pair{"version", "1"}, {"kind", "PLACE"}, {"name", "Beech House"},
                {"sort", "PARK"}, {"tells_where", "no"}, {"postcode", "FY1 1AD"},
                {"address", "3 Canary Close"}, {"reason", "It is a park"}})
            sent.add(name, value);
        REQUIRE(drawn.post(drawn.worker, record_change, made.id, sent)->status
            == http::Status::see_other);
        CHECK(canaries(database, "Canary") == 0);
        auto const stands = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
        CHECK(stands.sort == "PARK");
        CHECK(stands.address_withheld);
        CHECK(is_protected(stands));
        http::Headers version;
        version.set("If-Match", "\"v2\"");
        CHECK(drawn
                  .send(drawn.worker, "/api/v1/contexts/{context}/change", made.id,
                      R"({"tells_where":"no","reason":"It is a park"})", version)
                  .error()
                  .code
            == Code::not_allowed);
        // Whoever works with it later has the address as it was.
        links::Involvement again;
        again.agency = drawn.world.as(drawn.worker)->visit().visitor().agency;
        again.practitioner = drawn.worker;
        again.role = "Works with it";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return links::involve(change, facts_of(change, stands), again);
                    })
                    .ok());
        CHECK(find(drawn.world.as(drawn.worker)->visit(), made.id)->address == canary_street);
    });
}

TEST_CASE("addresses that an earlier version left in clear are sealed at the start, once")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto place = childrens_home();
        place.sort = "OTHER";
        place = drawn.record(drawn.worker, place).value();
        place.address = "2 Canary Street";
        place = change_as(drawn, drawn.worker, place, "Moved from 1 Canary Lane").value();
        auto other = place;
        other.id = {};
        drawn.record(drawn.worker, other).value(); // a place like any other: stays as it is
        keep_reasons(drawn, place);
        constexpr db::Sql as_before{
            "as the version before kept it", "update contexts set kind = 'HOME' where id = $1"};
        database.write([&](db::Connection& connection) {
            connection.run(as_before, place.id);
            return db::Outcome::keep;
        });
        CHECK(canaries(database, "Canary") == 5);
        auto const door = find(drawn.world.as(drawn.front_door)->visit(), place.id).value();
        CHECK(door.address_withheld); // not even then
        CHECK(door.address.empty());
        auto const now = drawn.world.clock.now();
        CHECK(seal_addresses(database, *drawn.world.keys, now) == 1);
        CHECK(canaries(database, "Canary") == 1);
        CHECK(seal_addresses(database, *drawn.world.keys, now) == 0);
        // So it is where an earlier version sealed all but the reasons.
        constexpr db::Sql reason_before{"a reason as the version before kept it",
            "update context_facts set reason = 'It was at 3 Canary Lane' where context = $1"};
        constexpr db::Sql guardian_before{"why a guardian left, as the version before kept it",
            "update guardians_was set reason = 'Left Canary Lane' where context = $1"};
        for (auto const& [sql, rows] : {std::pair{guardian_before, 1U}, {reason_before, 2U}}) {
            database.write([&](db::Connection& connection) {
                connection.run(sql, place.id);
                return db::Outcome::keep;
            });
            CHECK(canaries(database, "Canary") == 1 + rows);
            CHECK(seal_addresses(database, *drawn.world.keys, now) == 1);
            CHECK(canaries(database, "Canary") == 1);
        }
        CHECK(seal_addresses(database, *drawn.world.keys, now) == 0);
        CHECK(find(drawn.world.as(drawn.worker)->visit(), place.id)->address == "2 Canary Street");
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a sealed address opens for its own context alone, and not once its key is gone")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const made = drawn.record(drawn.worker, home_of_canary()).value();
        auto const other = drawn.record(drawn.worker, home_of_canary()).value();
        constexpr db::Sql move{"as a thief of rows would",
            "update contexts set sealed = (select sealed from contexts where id = $2) where id = "
            "$1"};
        database.write([&](db::Connection& connection) {
            connection.run(move, made.id, other.id);
            return db::Outcome::keep;
        });
        auto const address_of = [&](ContextId id) {
            return find(drawn.world.as(drawn.worker)->visit(), id)->address;
        };
        CHECK(address_of(made.id).empty());
        CHECK(address_of(other.id) == canary_street);
        database.write([&](db::Connection& connection) {
            drawn.world.keys->destroy(connection, thing(other.id), drawn.world.clock.now());
            return db::Outcome::keep;
        });
        CHECK(address_of(other.id).empty());
    });
}
