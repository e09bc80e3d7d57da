// SPDX-License-Identifier: MIT
#include "contexts/contexts.h"
#include "contexts/pages.h"
#include "platform/html/shipped_templates.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
// A council's team and its front door, a school, and somebody who keeps the machines. Its one
// postcode lies at 53.8175 north, 3.0357 west.
class PlacesWorld {
public:
    explicit PlacesWorld(db::Database& database)
        : world(database, {"data/policies/contexts.toml", "data/policies/links.toml"})
        , templates(html::shipped_templates())
        , facts(directory::ReferenceFacts::read().value())
        , pages(templates)
        , room{linked, facts, pages,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        join(house, room);
        auto const council = world.agency("council");
        worker = world.account("exploitation practitioner", council, world.team(council, "A team"));
        elsewhere = world.account("social worker", council, world.team(council, "Another team"));
        front_door = world.account("triage worker", council, world.team(council, "Front door"));
        school_lead = world.account("school lead", world.agency("school"));
        administrator = world.account("system administrator", council);
        linked.seen.add("person", [this](Visit const& visit, Uuid const& id) {
            return visit.visitor().account == worker && !hidden.contains(id);
        });
        database.write([&](db::Connection& connection) {
            connection.run(
                {"add postcode",
                    "insert into postcodes (postcode, latitude, longitude, district, ward, "
                    "quality, source, loaded_at) values ($1, $2, $3, $4, '', 10, 'test', $5)"},
                "FY1 1AD", 53.8175, -3.0357, "E06000009", world.clock.now());
            return db::Outcome::keep;
        });
    }

    Result<Context> record(AccountId who, Context const& context)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return create(change, context); });
    }
    Result<Response> get(AccountId who, std::string const& pattern, ContextId id)
    {
        return run(who, http::Method::get, pattern, id, {});
    }
    Result<Response> post(
        AccountId who, std::string const& pattern, ContextId id, http::FormData const& form)
    {
        return run(who, http::Method::post, pattern, id, form);
    }

    void load(std::string const& outlines)
    {
        CHECK(directory::load_bytes(world.database, "outlines", outlines, world.clock.now()).fate
            == directory::Fate::loaded);
    }

    tests::Partnership world;
    html::Templates templates;
    directory::ReferenceFacts facts;
    access::Pages pages;
    links::Links linked;
    House house;
    Contexts room;
    AccountId worker;
    AccountId elsewhere;
    AccountId front_door;
    AccountId school_lead;
    AccountId administrator;
    std::set<Uuid> hidden;

private:
    // As the router does it.
    Result<Response> run(AccountId who, http::Method method, std::string const& pattern,
        ContextId id, http::FormData const& form)
    {
        auto path = pattern;
        if (auto const at = path.find("{context}"); at != std::string::npos)
            path.replace(at, 9, id.write());
        auto request = method == http::Method::get ? Request::get(path) : Request::post(path, form);
        request.matched(pattern, "", {{"context", id.write()}});
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.as(who)->visit(), request);
        return not_found();
    }
};

// An outline around the postcode: 3.1 to 3.0 west, 53.8 to 53.9 north.
std::string square_of(std::string const& stem, std::string const& code, std::string const& name,
    std::string const& also)
{
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{")" + stem
        + R"(cd":")" + code + R"(",")" + stem + R"(nm":")" + name + "\"" + also
        + R"(},"geometry":{"type":"Polygon","coordinates":)"
          "[[[-3.1,53.8],[-3,53.8],[-3,53.9],[-3.1,53.9],[-3.1,53.8]]]}}]}";
}

Context bus_stop()
{
    Context context;
    context.kind = "PLACE";
    context.name = "The Promenade bus stop";
    context.postcode = "fy1 1ad";
    context.guardians = {{{}, "Sam Lee", "Inspector", "", Date::of(2026, 3, 1).value()}};
    return context;
}

Context flat()
{
    Context context;
    context.kind = "HOME";
    context.name = "Flat above the shop";
    context.postcode = "FY1 1AD";
    return context;
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
        CHECK(place.guardians.size() == 1);
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
            form.add("wrong", place.guardians.front().id.write());
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
        CHECK(stands.guardians.empty()); // took back their consent
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
        CHECK(page(drawn.school_lead).find("6 people are linked") != std::string::npos);
        CHECK(page(drawn.school_lead).find("Spends time there") == std::string::npos);
        CHECK(page(drawn.worker).find("Spends time there") != std::string::npos);
        CHECK(page(drawn.worker).find("Fewer than 5 people are linked") != std::string::npos);
        drawn.hidden = {people[0].id, people[1].id}; // two more than none: not told apart
        CHECK(page(drawn.worker).find("Fewer than 5 people are linked") != std::string::npos);
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
            {"The Promenade bus stop", "no outlines of its district are loaded", "Sam Lee",
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

TEST_CASE("what a version replaced has every column of what it was (contexts)")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        CHECK(drawn.world.columns("contexts_was") == drawn.world.twin_columns("contexts"));
    });
}
