// SPDX-License-Identifier: MIT
#include "contexts/around.h"
#include "contexts/context_fact_store.h"
#include "contexts/contexts_world_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
Context spot(char const* name, double north, char const* sort = "SHOP", char const* kind = "PLACE")
{
    Context context;
    context.kind = kind;
    context.name = name;
    context.sort = sort;
    context.point = geo::Point{53.8 + north, -3.05};
    return context;
}

// "Name: reason; reason | Name: ..."
std::string listed(std::vector<Beside> const& all)
{
    std::string text;
    for (auto const& one : all) {
        text += (text.empty() ? "" : " | ") + one.context.name + ":";
        for (auto const& reason : one.reasons)
            text += " " + reason + ";";
    }
    return text;
}

void see_harm(PlacesWorld& drawn, Context const& context, char const* code)
{
    ContextFact fact;
    fact.kind = "harm";
    fact.code = code;
    fact.source = "A driver";
    REQUIRE(
        drawn.world.as(drawn.worker)
            ->visit()
            .change([&](Change& change) { return add_fact(change, drawn.facts, context, fact); })
            .ok());
}
} // namespace

TEST_CASE("what is near is told by distance, and homes, groups and protected addresses never are")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        // A thousandth of a degree of latitude is 111.2 metres.
        auto const here = drawn.record(drawn.worker, spot("Here", 0)).value();
        drawn.record(drawn.worker, spot("Corner", 0.0008)).value(); // 89 metres
        drawn.record(drawn.worker, spot("Station", 0.004)).value(); // 445 metres
        drawn.record(drawn.worker, spot("Pier", 0.017)).value();    // 1,890 metres
        drawn.record(drawn.worker, spot("Far away", 0.02)).value(); // 2,224 metres
        drawn.record(drawn.worker, spot("Home", 0.0001, "", "HOME")).value();
        drawn.record(drawn.worker, spot("Group", 0.0001, "", "PEER")).value();
        auto const house
            = drawn.record(drawn.worker, spot("Beech House", 0.0001, "CHILDRENS_HOME")).value();
        auto route = spot("Line 7", 0.1, "BUS_ROUTE");
        route.point.reset();
        route.outline = "53.9,-3.05\n53.8005,-3.05"; // its end is 56 metres from here
        drawn.record(drawn.worker, route).value();
        for (auto const who : {drawn.worker, drawn.school_lead}) {
            auto const visit = drawn.world.as(who);
            CHECK(listed(nearby(visit->visit(), here, 100))
                == "Line 7: 56 metres away; | Corner: 89 metres away;");
            CHECK(listed(nearby(visit->visit(), here, 500))
                == "Line 7: 56 metres away; | Corner: 89 metres away; | Station: 445 metres away;");
            CHECK(nearby(visit->visit(), here, 2000).size() == 4);
        }
        auto const own = find(drawn.world.as(drawn.worker)->visit(), house.id).value();
        CHECK(nearby(drawn.world.as(drawn.worker)->visit(), own, 2000).empty());
        CHECK(similar(drawn.room, drawn.world.as(drawn.worker)->visit(), own).empty());
        auto const page
            = drawn.get(drawn.school_lead, "/contexts/{context}", here.id, {}, "?within=100")->body;
        CHECK(page.find("89 metres away") != std::string::npos);
        CHECK(page.find("445 metres away") == std::string::npos);
        CHECK(page.find("Beech House") == std::string::npos);
        auto const told = drawn.get(
            drawn.school_lead, "/api/v1/contexts/{context}/around", here.id, {}, "?within=500");
        CHECK(boost::json::parse(told->body).as_object().at("near").as_array().size() == 3);
        CHECK(drawn
                  .get(drawn.school_lead, "/api/v1/contexts/{context}/around", here.id, {},
                      "?within=7")
                  .error()
                  .field
            == "within");
    });
}

TEST_CASE("many outlines and many places elsewhere take no neighbour's place")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const here = drawn.record(drawn.worker, spot("Here", 0)).value();
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        for (auto i = 0; i < 210; ++i) {
                            auto route = spot("Line 7", 0.1, "BUS_ROUTE");
                            route.point.reset();
                            route.postcode = "FY1 1AD"; // and so of another district than here
                            route.outline = "53.9,-3.05\n53.91,-3.05";
                            TRY(create(change, route));
                            TRY(create(change, spot("Further", 0.004))); // 445 metres
                        }
                        auto route = spot("Line 8", 0.1, "BUS_ROUTE");
                        route.point.reset();
                        route.outline = "53.9,-3.05\n53.8005,-3.05"; // 56 metres
                        TRY(create(change, route));
                        TRY(create(change, spot("Corner", 0.0008))); // 89 metres
                        return done();
                    })
                    .ok());
        CHECK(listed(nearby(drawn.world.as(drawn.worker)->visit(), here, 100))
            == "Line 8: 56 metres away; | Corner: 89 metres away;");
        auto const near = nearby(drawn.world.as(drawn.worker)->visit(), here, 500);
        REQUIRE(near.size() == 20);
        CHECK(near[1].context.name == "Corner");
        CHECK(near[2].context.name == "Further");
    });
}

TEST_CASE("what is like a place is told with each reason, most reasons first")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto star = spot("Saffron Star", 0, "TAKEAWAY");
        star.owner = "Tide Foods";
        star.hours = {{"daily", 1020, 180}};
        star = drawn.record(drawn.worker, star).value();
        auto moon = spot("Harvest Moon", 0.5, "TAKEAWAY");
        moon.owner = "TIDE foods";
        moon.hours = {{"sat", 1320, 120}};
        moon = drawn.record(drawn.worker, moon).value();
        drawn.record(drawn.worker, spot("Day Café", 0.6, "TAKEAWAY")).value();
        auto const pier = drawn.record(drawn.worker, spot("Pier", 0.7, "BEACH")).value();
        auto house = spot("Beech House", 0.8, "CHILDRENS_HOME");
        house.owner = "Tide Foods";
        house = drawn.record(drawn.worker, house).value();
        for (auto const& one : {star, moon, pier, house})
            see_harm(drawn, one, "CCE");
        see_harm(drawn, pier, "CSE"); // not seen at the star
        CHECK(listed(similar(drawn.room, drawn.world.as(drawn.school_lead)->visit(), star))
            == "Harvest Moon: Same sort: Takeaway or café; Same harm seen: Child criminal "
               "exploitation; Open at night, as this is; Same owner or manager: Tide Foods; | Day "
               "Café: Same sort: Takeaway or café; | Pier: Same harm seen: Child criminal "
               "exploitation;");
        Context chat;
        chat.kind = "ONLINE";
        chat.name = "moonlit27";
        chat.platform = "A building game";
        chat = drawn.record(drawn.worker, chat).value();
        auto other = chat;
        other.id = {};
        other.name = "sunny28";
        drawn.record(drawn.worker, other).value();
        CHECK(listed(similar(drawn.room, drawn.world.as(drawn.school_lead)->visit(), chat))
            == "sunny28: Same platform: A building game;");
    });
}
