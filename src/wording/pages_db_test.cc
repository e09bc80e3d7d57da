// SPDX-License-Identifier: MIT
#include "platform/html/templates_once_test.h"
#include "wording/pages.h"
#include "world/partnership.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::wording_helper;

namespace {
using Pairs = std::vector<std::pair<std::string, std::string>>;
constexpr char const* blames = "Nan describes this as a lifestyle choice.";

// A council with a team of five and one of two, and a manager of neither.
class WordingWorld {
public:
    explicit WordingWorld(db::Database& database)
        : world(database, {"data/policies/wording.toml"})
        , templates(html::templates_once())
        , pages(templates)
        , room{pages, read_list().value()}
    {
        pages.agency_names([](AgencyId) { return std::string("Eastmoor Council"); });
        join(house, room);
        council = world.agency("council");
        police = world.agency("police");
        auto const front_door = world.team(council, "Front door");
        for (int i = 0; i < 4; ++i)
            world.account("triage worker", council, front_door);
        worker = world.account("triage worker", council, front_door);
        auto const two = world.team(council, "Team of two");
        other = world.account("social worker", council, two);
        world.account("social worker", council, two);
        manager = world.account("team manager", council);
        police_manager = world.account("team manager", police);
    }

    Result<Response> answer(
        AccountId who, http::Method method, std::string const& pattern, Request request)
    {
        request.matched(pattern, "", {});
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(world.as(who)->visit(), request);
        FAIL("no such route: ", pattern);
        return not_found();
    }
    void save(AccountId who, Pairs const& pairs, std::string const& from = {})
    {
        http::FormData form;
        for (auto const& [name, value] : pairs)
            form.add(name, value);
        auto const request = Request::post("/x", form).with("Referer", "https://kith.test" + from);
        pages.saved(world.as(who)->visit(), request);
    }
    html::Value advice(AccountId who) { return advice_view(room, world.as(who)->visit()); }
    std::vector<Counted> counts(AccountId who)
    {
        write_tally(world.database, *room.tally);
        return list_counts(world.as(who)->visit(), Date::of(2026, 1, 1).value()).value();
    }

    tests::Partnership world;
    html::Templates const& templates;
    access::Pages pages;
    Helper room;
    House house;
    AgencyId council, police;
    AccountId worker, other, manager, police_manager;
};

std::int64_t advice_rows(WordingWorld& drawn)
{
    auto const lease = drawn.world.database.reader();
    return static_cast<std::int64_t>(
        lease->run({"all advice", "select account from wording_advice"}).size());
}
} // namespace

TEST_CASE("a text that is typed is answered with what to write instead, and nothing is kept")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        http::FormData form;
        form.add("text", std::string("Café 🙂: ") + blames);
        auto const answer = drawn.answer(
            drawn.worker, http::Method::post, "/wording", Request::post("/wording", form));
        auto const told = boost::json::parse(answer.value().body).as_object();
        auto const& phrases = told.at("phrases").as_array();
        REQUIRE(phrases.size() == 1);
        CHECK(phrases[0].at("text") == "lifestyle choice");
        CHECK(
            phrases[0].at("from") == 33); // "Café 🙂: " is 9 units, and 24 stand before the phrase
        CHECK(phrases[0].at("until") == 49);
        CHECK(told.at("ease") == "");
        CHECK(drawn.counts(drawn.manager).empty());
        CHECK(advice_rows(drawn) == 0);
    });
}

TEST_CASE("after a save without script it is said once, with the way back, and never the text")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        drawn.save(drawn.worker, {{"why", blames}}, "/cases/1/level?x=2");
        CHECK(drawn.advice(drawn.other).is_undefined());
        auto const said = drawn.advice(drawn.worker);
        CHECK(said.get("phrases").items().size() == 1);
        CHECK(said.get("from").text() == "/cases/1/level?x=2");
        CHECK(drawn.advice(drawn.worker).is_undefined());
    });
}

TEST_CASE(
    "the page after a save quotes the phrase as it was written, and an example once that is gone")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        auto const phrase = [&] { return drawn.advice(drawn.worker).get("phrases").items()[0]; };
        drawn.save(drawn.worker,
            {{"why", blames}, {"own", "It is my lifestyle choice"}, {"wording_silent", "own"}});
        auto const said = phrase();
        CHECK(said.get("quote").get("before").text() == "Nan describes this as a ");
        CHECK(said.get("quote").get("written").text() == "lifestyle choice");
        CHECK(said.get("quote").get("after").text() == ".");
        CHECK_FALSE(said.get("instead").text().empty());
        // Another server, or this one started anew.
        drawn.save(drawn.worker, {{"why", blames}});
        drawn.room.quotes->forget(drawn.world.clock.now() + advice_holds);
        auto const example = phrase();
        CHECK(example.get("quote").is_undefined());
        CHECK_FALSE(example.get("example").text().empty());
        // What is read is escaped as all else is.
        drawn.save(drawn.worker, {{"why", "<b>x</b> calls it a lifestyle choice"}});
        auto const pass
            = drawn.world.gate->enter(drawn.worker, drawn.council, {}, std::string(32, 's'))
                  .value();
        auto const page = drawn.pages.show(pass->visit(), "wording/trend.njk",
            html::Value::object(
                {{"agency", "Eastmoor Council"}, {"groups", html::Value::array()}}));
        CHECK(page.body.find(
                  "You wrote “&lt;b&gt;x&lt;/b&gt; calls it a <mark>lifestyle choice</mark>”")
            != std::string::npos);
    });
}

TEST_CASE("a later save takes the place of the one before; what a script showed is not said again")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        drawn.save(drawn.worker, {{"why", blames}}, "/one");
        drawn.save(drawn.worker, {{"why", blames}}, "//elsewhere.test/");
        CHECK(advice_rows(drawn) == 1);
        CHECK(drawn.advice(drawn.worker).get("from").text().empty());
        drawn.save(drawn.worker, {{"why", blames}});
        drawn.save(drawn.worker, {{"why", blames}, {"wording_shown", "1"}});
        CHECK(advice_rows(drawn) == 0);
        drawn.save(drawn.worker, {{"why", blames}});
        drawn.world.clock.move_to(drawn.world.clock.now() + advice_holds);
        CHECK(drawn.advice(drawn.worker).is_undefined());
        CHECK(advice_rows(drawn) == 0);
    });
}

TEST_CASE("texts are counted by month and team, those of a small team with their agency")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        drawn.save(drawn.worker, {{"why", blames}, {"what", "A man waits at the gate"}});
        drawn.save(drawn.worker, {{"own", blames}, {"wording_silent", "own"}}); // no text of theirs
        drawn.save(drawn.other, {{"why", blames}});
        auto const counted = drawn.counts(drawn.manager);
        REQUIRE(counted.size() == 2);
        for (auto const& one : counted) {
            CHECK(one.month == Date::of(2026, 3, 1).value());
            CHECK(one.counts.texts == (one.team.none() ? 1 : 2));
            CHECK(one.counts.flagged == 1);
        }
        CHECK(drawn.counts(drawn.police_manager).empty());
        CHECK_FALSE(
            list_counts(drawn.world.as(drawn.worker)->visit(), Date::of(2026, 1, 1).value()).ok());
    });
}

TEST_CASE("the page tells months and shares, withholds what is small, and is a manager's alone")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        for (int i = 0; i < 4; ++i)
            drawn.save(drawn.worker, {{"what", "A man waits at the gate"}});
        auto const ask = [&](AccountId who) {
            return drawn.answer(
                who, http::Method::get, "/wording/trend", Request::get("/wording/trend"));
        };
        drawn.counts(drawn.manager);
        // Of a month that is not over nothing is told.
        drawn.world.clock.move_to(Instant::read("2026-03-31T21:00:00Z").value());
        CHECK(ask(drawn.manager).value().body.find("March 2026") == std::string::npos);
        drawn.world.clock.move_to(Instant::read("2026-04-01T09:00:00Z").value());
        CHECK(ask(drawn.manager).value().body.find("fewer than 5</td>") != std::string::npos);
        drawn.world.clock.move_to(Instant::read("2026-03-31T21:30:00Z").value());
        drawn.save(drawn.worker, {{"why", blames}});
        drawn.counts(drawn.manager);
        drawn.world.clock.move_to(Instant::read("2026-04-02T09:00:00Z").value());
        auto const page = ask(drawn.manager).value().body;
        CHECK(page.find("20 %") != std::string::npos); // 1 of 5
        CHECK(page.find("March 2026") != std::string::npos);
        CHECK(page.find("are fewer than 5 themselves") != std::string::npos); // 2 and the manager
        CHECK(page.find("Team of two") == std::string::npos);
        CHECK(ask(drawn.worker).error().code == Code::not_found);
        CHECK(ask(drawn.police_manager).value().body.find("Nothing to show") != std::string::npos);
    });
}

TEST_CASE("counts that cannot be written are kept for the next time, and a save writes none")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        drawn.save(drawn.worker, {{"what", "A man waits at the gate"}});
        {
            auto const lease = database.reader();
            CHECK(lease->run({"all counts", "select month from wording_counts"}).empty());
        }
        drawn.save(drawn.worker, {{"why", blames}, {"wording_shown", "1"}});
        auto const counted = drawn.counts(drawn.manager);
        REQUIRE(counted.size() == 1);
        CHECK(counted[0].counts.texts == 2);
        CHECK(counted[0].counts.flagged == 1);
        drawn.save(drawn.worker, {{"what", "A man waits at the gate"}});
        CHECK(drawn.counts(drawn.manager)[0].counts.texts == 3);
        CHECK(drawn.room.tally->take().empty());
    });
}

TEST_CASE("a page is shown, and a form is saved, though the helper fails")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        drawn.pages.advice([](access::Visit const&) -> html::Value {
            throw std::runtime_error("the advice cannot be read");
        });
        drawn.pages.after_saving([](access::Visit const&, Request const&) {
            throw std::runtime_error("the counts cannot be kept");
        });
        auto const pass
            = drawn.world.gate->enter(drawn.manager, drawn.council, {}, std::string(32, 's'))
                  .value();
        auto const page = drawn.pages.show(pass->visit(), "wording/trend.njk",
            html::Value::object(
                {{"agency", "Eastmoor Council"}, {"groups", html::Value::array()}}));
        CHECK(page.status == http::Status::ok);
        CHECK(page.body.find("How we write") != std::string::npos);
        drawn.save(drawn.worker, {{"why", blames}}); // throws nothing
        CHECK(drawn.counts(drawn.manager).empty());
    });
}

TEST_CASE("counts hold nobody, and advice holds no text")
{
    tests::on_both_databases([](db::Database& database) {
        WordingWorld drawn(database);
        CHECK(drawn.world.columns("wording_counts")
            == std::set<std::string>{"month", "agency", "team", "texts", "flagged", "phrases"});
        CHECK(drawn.world.columns("wording_advice")
            == std::set<std::string>{"account", "at", "from_page", "phrases", "age"});
    });
}
