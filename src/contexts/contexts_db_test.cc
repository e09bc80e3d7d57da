// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "contexts/contexts_world_test.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
// An outline around the postcode: 3.1 to 3.0 west, 53.8 to 53.9 north.
std::string square_of(std::string const& stem, std::string const& code, std::string const& name,
    std::string const& also)
{
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{")" + stem
        + R"(cd":")" + code + R"(",")" + stem + R"(nm":")" + name + "\"" + also
        + R"(},"geometry":{"type":"Polygon","coordinates":)"
          "[[[-3.1,53.8],[-3,53.8],[-3,53.9],[-3.1,53.9],[-3.1,53.8]]]}}]}";
}
} // namespace

TEST_CASE("a place is known to all who work with places, a home to those who work with it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const home = drawn.record(drawn.worker, flat()).value();
        CHECK(place.reference.kind() == 'X');
        CHECK(place.district == "E06000009"); // of its postcode
        REQUIRE(place.point);
        CHECK(place.point->latitude == doctest::Approx(53.8175));
        auto const lead = drawn.world.as(drawn.school_lead);
        CHECK(find(lead->visit(), place.reference).ok());
        auto const other = find(lead->visit(), home.id);
        REQUIRE_FALSE(other.ok());
        CHECK(other.error() == find(lead->visit(), ContextId::fresh()).error());
        CHECK(find(drawn.world.as(drawn.front_door)->visit(), home.id).ok());
        CHECK_FALSE(knows(drawn.world.as(drawn.administrator)->visit(), place.id));
        CHECK(list(drawn.world.as(drawn.worker)->visit(), "", "").size() == 2);
        CHECK(list(drawn.world.as(drawn.worker)->visit(), "HOME", "E06000009").size() == 1);
        CHECK(list(drawn.world.as(drawn.worker)->visit(), "", "E07000128").empty());
        CHECK(list(lead->visit(), "", "").size() == 1);
        CHECK(list(drawn.world.as(drawn.front_door)->visit(), "HOME", "").empty()); // not listed
        auto const worker = drawn.world.as(drawn.worker);
        CHECK(find(worker->visit(), home.id).ok());
        worker->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a context is known by its name, or within 150 metres and no further")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        drawn.record(drawn.worker, flat()).value();
        auto const door = drawn.world.as(drawn.front_door);
        auto const by_name = known(door->visit(), {"the PROMENADE  bus-stop"});
        REQUIRE(by_name.size() == 1);
        CHECK(by_name[0].context.id == place.id);
        CHECK(by_name[0].reason == "Same name");
        auto const by_postcode = known(door->visit(), {"", "FY1 1AD"});
        REQUIRE(by_postcode.size() == 1); // the flat is a home: living near is no link
        CHECK(by_postcode[0].reason == "0 metres away");
        // A degree of latitude is 111,195 metres on the sphere: 0.0013 is 145, 0.0014 is 156.
        auto const at = [&](double north) {
            return known(door->visit(), {"", "", geo::Point{53.8175 + north, -3.0357}});
        };
        REQUIRE(at(0.0013).size() == 1);
        CHECK(at(0.0013)[0].reason == "145 metres away");
        CHECK(at(0.0014).empty());
        CHECK(at(-0.0014).empty());
        CHECK(known(door->visit(), {"The Promenade bus stop", "FY1 1AD"}).size() == 1); // once
        CHECK(known(door->visit(), {}).empty());
        auto const by_home
            = known(drawn.world.as(drawn.elsewhere)->visit(), {"Flat above the shop"});
        CHECK(by_home.empty()); // not theirs to know
    });
}

TEST_CASE(
    "the second of two changes to a context from one version is a conflict page with both texts")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const save_as = [&](char const* opening) {
            http::FormData form;
            form.add("version", "1");
            form.add("kind", "PLACE");
            form.add("name", place.name);
            form.add("postcode", place.postcode);
            form.add("opening", opening);
            form.add("reason", "Seen on a visit");
            return drawn.post(drawn.worker, "/contexts/{context}/change", place.id, form).value();
        };
        CHECK(save_as("Busy after school").status == http::Status::see_other);
        auto const late = save_as("Busy at midnight");
        CHECK(late.status == http::Status::conflict);
        CHECK(late.body.find("Busy after school") != std::string::npos);
        CHECK(late.body.find("value=\"Busy at midnight\"") != std::string::npos);
        auto const stands = find(drawn.world.as(drawn.worker)->visit(), place.id).value();
        CHECK(stands.opening == "Busy after school");
        CHECK(stands.version == 2);
        auto const other = drawn.world.as(drawn.school_lead);
        auto const refused = other->visit().change(
            [&](Change& change) { return save(change, stands, "not theirs"); });
        CHECK(refused.error().code == Code::not_allowed);
    });
}

TEST_CASE("how many stand at a place is told, who only to those who may know, and a few to nobody")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        std::vector<Thing> people;
        for (auto i = 0; i < 6; ++i) {
            links::Link link;
            link.from = thing(PersonId::fresh());
            link.to = thing(place.id);
            link.role = "spends_time";
            link.source = "A bus driver";
            link.drawn_from = thing(place.id);
            REQUIRE(
                drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return drawn.linked.store.save(change, link); })
                    .ok());
            people.push_back(link.from);
        }
        auto const page = [&](AccountId who) {
            return drawn.get(who, "/contexts/{context}", place.id).value().body;
        };
        CHECK(page(drawn.school_lead).find("6 children are linked") != std::string::npos);
        CHECK(page(drawn.school_lead).find("Spends time there") == std::string::npos);
        CHECK(page(drawn.worker).find("Spends time there") != std::string::npos);
        CHECK(page(drawn.worker).find("Fewer than 5 children are linked") != std::string::npos);
        drawn.hidden = {people[0].id, people[1].id}; // two more than none: not told apart
        CHECK(page(drawn.worker).find("Fewer than 5 children are linked") != std::string::npos);
    });
}

TEST_CASE("places are on a map where outlines are loaded, and a home's door never is")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const pier
            = drawn
                  .record(drawn.worker,
                      {.kind = "PLACE", .name = "Pier", .point = geo::Point{53.85, -3.06}})
                  .value();
        auto const page = [&](AccountId who, ContextId id) {
            return drawn.get(who, "/contexts/{context}", id)->body;
        };
        auto const list_page
            = [&](AccountId who) { return drawn.get(who, "/contexts", ContextId{})->body; };
        auto const says = [](std::string const& text, std::string_view part) {
            return text.find(part) != std::string::npos;
        };
        CHECK(says(list_page(drawn.worker), "no outlines of the districts are loaded"));
        CHECK(says(page(drawn.worker, pier.id), "whose outline is loaded"));
        drawn.load(square_of("lad23", "E06000009", "Blackpool", ""));
        drawn.load(square_of("wd23", "E05001644", "Talbot", R"(,"lad23cd":"E06000009")"));

        auto const of_place = page(drawn.worker, place.id);
        CHECK(says(of_place, "<circle class=\"kith-map__point\""));
        CHECK(says(of_place, "in Talbot, Blackpool"));
        CHECK(says(of_place, "Open Government Licence"));
        CHECK(says(page(drawn.worker, pier.id), "in Talbot, Blackpool")); // by its point alone
        auto const of_home = page(drawn.worker, home.id);
        CHECK(says(of_home, "kith-map__area--chosen"));
        CHECK_FALSE(says(of_home, "<circle class=\"kith-map__point\""));

        // Two places, numbered by name; the home's dot is missing even for those who know it.
        for (auto const who : {drawn.worker, drawn.school_lead}) {
            auto const all = list_page(who);
            std::size_t dots = 0;
            for (auto at = all.find("kith-map__point\""); at != std::string::npos;
                 at = all.find("kith-map__point\"", at + 1))
                ++dots;
            CHECK(dots == 2);
            CHECK(says(all, "<title>Pier</title>"));
            CHECK_FALSE(says(all, "<title>Flat above the shop"));
            CHECK(says(all, "Pier</a>, Blackpool"));
        }
        CHECK_FALSE(says(list_page(drawn.school_lead), "Flat above the shop"));
    });
}

TEST_CASE("every page of contexts draws, and a home asks a front door why")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        drawn.room.panels.push_back([](Visit const&, Context const&) -> std::optional<html::Value> {
            return html::Value::object({{"title", "From another room"}});
        });
        http::FormData form;
        form.add("kind", "PLACE");
        form.add("name", "The Promenade bus stop");
        form.add("latitude", "53.8175");
        form.add("longitude", "here");
        CHECK(drawn.post(drawn.worker, "/contexts/new", {}, form)->status
            == http::Status::unprocessable);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const page = drawn.get(drawn.worker, "/contexts/{context}", place.id)->body;
        for (auto const* const text :
            {"The Promenade bus stop", "no outlines of its district are loaded",
                "From another room", "A team", "Blackpool"})
            CHECK_MESSAGE(page.find(text) != std::string::npos, text);
        http::FormData again;
        again.add("kind", "PLACE");
        again.add("name", "Bus stop, Promenade");
        again.add("postcode", "FY1 1AD");
        auto const known_already = drawn.post(drawn.worker, "/contexts/new", {}, again);
        CHECK(known_already->status == http::Status::unprocessable);
        CHECK(known_already->body.find("0 metres away") != std::string::npos);
        CHECK(known_already->body.find("value=\"Bus stop, Promenade\"") != std::string::npos);
        again.add("another", "yes");
        CHECK(drawn.post(drawn.worker, "/contexts/new", {}, again)->status
            == http::Status::see_other);
        for (auto const* const pattern : {"/contexts", "/contexts/new"}) {
            CHECK(drawn.get(drawn.worker, pattern, {}).ok());
            CHECK_FALSE(drawn.get(drawn.administrator, pattern, {}).ok());
        }
        CHECK(drawn.get(drawn.worker, "/contexts/{context}/change", place.id).ok());
        auto const asked = drawn.get(drawn.front_door, "/contexts/{context}", home.id);
        CHECK(asked->body.find("Flat above") == std::string::npos);
        http::FormData why;
        why.add("purpose", "Weighing a concern");
        CHECK(drawn.post(drawn.front_door, "/contexts/{context}/purpose", home.id, why).ok());
        CHECK(drawn.get(drawn.front_door, "/contexts/{context}", home.id)->body.find("Flat above")
            != std::string::npos);
        CHECK(drawn.post(drawn.front_door, "/contexts/{context}/involve", home.id, {}).ok());
        CHECK(list(drawn.world.as(drawn.front_door)->visit(), "HOME", "").size() == 1);
    });
}

TEST_CASE("who works with a context says why it ends, and from the day after opens it no more")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const home = drawn.record(drawn.worker, flat()).value();
        REQUIRE(drawn.post(drawn.front_door, "/contexts/{context}/involve", home.id, {}).ok());
        auto const all = [&] {
            return links::involvements_of(
                drawn.world.as(drawn.worker)->visit().reading(), thing(home.id));
        };
        REQUIRE(all().size() == 2);
        auto const today = london::day_of(drawn.world.clock.now());
        auto const front = drawn.world.as(drawn.front_door)->visit().visitor().teams.front();
        auto const both = all();
        auto const doors = std::ranges::find(both, front, &links::Involvement::team)->id;
        auto const end = [&](AccountId who, char const* reason, char const* day) {
            http::FormData form;
            form.add("involvement", doors.write());
            form.add("reason", reason);
            form.add("until-day", day);
            form.add("until-month", "3");
            form.add("until-year", "2026");
            return drawn.post(who, "/contexts/{context}/involve/end", home.id, form);
        };
        auto const silent = end(drawn.front_door, "  ", "6");
        REQUIRE(silent.ok());
        CHECK(silent->status == http::Status::unprocessable);
        CHECK(silent->body.find("Say why it ends") != std::string::npos);
        CHECK(silent->body.find("value=\"2026\"") != std::string::npos); // nothing typed is lost
        auto const* const why = "Handed over to the team";
        CHECK(end(drawn.front_door, why, "1")->status
            == http::Status::unprocessable); // before the first day
        CHECK_FALSE(end(drawn.elsewhere, why, "6").ok());
        CHECK_FALSE(end(drawn.administrator, why, "6").ok());
        CHECK(end(drawn.front_door, why, "6")->status == http::Status::see_other);
        CHECK(links::involvements_of(
                  drawn.world.as(drawn.worker)->visit().reading(), thing(home.id), today + 1)
                  .size()
            == 1);
        auto const page = drawn.get(drawn.worker, "/contexts/{context}", home.id)->body;
        CHECK(page.find("Handed over to the team") != std::string::npos);
        CHECK_FALSE(end(drawn.worker, why, "6").ok()); // ended already
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24));
        CHECK(drawn.get(drawn.front_door, "/contexts/{context}", home.id)->body.find("Flat above")
            == std::string::npos); // asks why again
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("what a version replaced has every column of what it was (contexts)")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        CHECK(drawn.world.columns("contexts_was") == drawn.world.twin_columns("contexts"));
    });
}
