// SPDX-License-Identifier: MIT
#include "contexts/contexts_world_test.h"
#include "contexts/history.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* history_page = "/contexts/{context}/history";
constexpr char const* history_api = "/api/v1/contexts/{context}/history";

bool reads(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

// A place of three names, in the world of March 2026.
Context renamed(PlacesWorld& drawn, Context context)
{
    auto made = drawn.record(drawn.worker, context).value();
    auto const save_as = [&](char const* name, char const* owner, char const* why) {
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24));
        made.name = name;
        made.owner = owner;
        made = drawn.world.as(drawn.worker)
                   ->visit()
                   .change([&](Change& change) { return save(change, made, why); })
                   .value();
    };
    save_as("The Arcade", "Old company", "A new sign");
    save_as("The Arcade", "New company", "It was sold");
    save_as("Neon Corner", "New company", "Renamed by its owner");
    return made;
}

Context arcade()
{
    Context context;
    context.kind = "PLACE";
    context.name = "Pennyfarthing Amusements";
    context.address = "12 Tideway";
    context.postcode = "FY1 1AD";
    return context;
}
} // namespace

TEST_CASE("a place is known as what it was called before, with its days, who changed it and why")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = renamed(drawn, arcade());
        auto const history = history_of(drawn.world.as(drawn.school_lead)->visit(), place);
        REQUIRE(history.names.size() == 3); // of four versions: one name stood through two
        CHECK(history.names[0].text == "Neon Corner");
        CHECK_FALSE(history.names[0].until);
        CHECK(history.names[1].text == "The Arcade");
        CHECK(history.names[1].why == "Renamed by its owner");
        CHECK(history.names[1].changed_by == drawn.worker);
        auto const stood = *history.names[1].until - history.names[1].from;
        CHECK(std::chrono::floor<std::chrono::hours>(stood).count() == 48);
        CHECK(history.names[2].text == "Pennyfarthing Amusements");
        REQUIRE(history.owners.size() == 2); // at first nobody was named
        CHECK(history.owners[1].text == "Old company");
        CHECK(history.owners[1].why == "It was sold");
        REQUIRE(history.boundaries.size() == 1);
        CHECK(history.boundaries[0].text == "12 Tideway; FY1 1AD");
        auto const page = drawn.get(drawn.school_lead, history_page, place.id)->body;
        CHECK(reads(page, "Renamed by its owner"));
        CHECK(reads(page, "Changed by A colleague"));
        auto const told
            = boost::json::parse(drawn.get(drawn.school_lead, history_api, place.id)->body)
                  .as_object();
        CHECK(told.at("names").as_array().size() == 3);
        CHECK(told.at("names").as_array()[1].at("why").as_string() == "Renamed by its owner");
        CHECK_FALSE(drawn.get(drawn.administrator, history_page, place.id).ok());
    });
}

TEST_CASE("a place is found by an earlier name, and a home only by those who may know it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = renamed(drawn, arcade());
        auto const found_by = [&](AccountId who, char const* name) {
            return known(drawn.world.as(who)->visit(), {name, "", {}});
        };
        auto const found = found_by(drawn.school_lead, "the arcade");
        REQUIRE(found.size() == 1);
        CHECK(found[0].context.id == place.id);
        CHECK(reads(found[0].reason, "Known as “The Arcade” until "));
        CHECK(found_by(drawn.school_lead, "Neon Corner")[0].reason == "Same name");
        CHECK(found_by(drawn.school_lead, "The Arcad").empty());
        auto home = arcade();
        home.kind = "HOME";
        home.name = "Home above the sweet shop";
        renamed(drawn, home);
        CHECK(found_by(drawn.worker, "Home above the sweet shop").size() == 1);
        CHECK(found_by(drawn.elsewhere, "Home above the sweet shop").empty());
    });
}

TEST_CASE("where a protected place was, and why it changed, is for those who may read its address")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto house = arcade();
        house.sort = "CHILDRENS_HOME";
        auto const place = renamed(drawn, house);
        auto const own = drawn.get(drawn.worker, history_page, place.id)->body;
        CHECK(reads(own, "12 Tideway"));
        CHECK(reads(own, "It was sold"));
        for (auto const* const pattern : {history_page, history_api}) {
            auto const other = drawn.get(drawn.school_lead, pattern, place.id)->body;
            CHECK(reads(other, "Pennyfarthing"));
            CHECK(reads(other, "Protected"));
            CHECK_FALSE(reads(other, "Tideway"));
            CHECK_FALSE(reads(other, "It was sold"));
        }
        auto const home = drawn.record(drawn.worker, flat()).value();
        CHECK(drawn.get(drawn.elsewhere, history_api, home.id).error()
            == drawn.get(drawn.elsewhere, history_api, ContextId::fresh()).error());
        CHECK(drawn.get(drawn.front_door, history_api, home.id).error().code
            == Code::not_allowed); // says why first
    });
}
