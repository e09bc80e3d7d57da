// SPDX-License-Identifier: MIT
#include "contexts/contexts_world_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
constexpr char const* one_context = "/api/v1/contexts/{context}";
constexpr char const* to_find = "/api/v1/contexts/find";
constexpr char const* to_record = "/api/v1/contexts";
constexpr char const* to_change = "/api/v1/contexts/{context}/change";
constexpr char const* to_say_why = "/api/v1/contexts/{context}/purpose";

boost::json::object json_of(Result<Response> const& answer)
{
    return boost::json::parse(answer.value().body).as_object();
}

std::size_t found_by(PlacesWorld& drawn, AccountId who, std::string const& sought)
{
    return json_of(drawn.send(who, to_find, {}, sought)).at("contexts").as_array().size();
}

http::Headers header(char const* name, std::string const& value)
{
    http::Headers headers;
    headers.set(name, value);
    return headers;
}
} // namespace

TEST_CASE("a program reads places as its owner may, and homes once it says why")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const home = drawn.record(drawn.worker, flat()).value();
        auto const seen = json_of(drawn.get(drawn.elsewhere, one_context, place.id));
        CHECK(seen.at("name").as_string() == "The Promenade bus stop");
        CHECK(seen.at("latitude").as_double() == 53.8175);
        CHECK(drawn.get(drawn.worker, one_context, home.id)->headers.find("ETag") == "\"v1\"");

        auto const refused = drawn.get(drawn.front_door, one_context, home.id);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::not_allowed);
        CHECK(drawn.send(drawn.front_door, to_say_why, home.id, R"({"purpose":"A concern"})").ok());
        CHECK(drawn.get(drawn.front_door, one_context, home.id).ok());
        for (auto const who : {drawn.elsewhere, drawn.school_lead, drawn.administrator}) {
            auto const hidden = drawn.get(who, one_context, home.id);
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error() == drawn.get(who, one_context, ContextId::fresh()).error());
        }
    });
}

TEST_CASE(
    "a program finds a place by name or nearness, and a home by neither unless it may know it")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const home = drawn.record(drawn.worker, flat()).value();
        CHECK(found_by(drawn, drawn.elsewhere,
                  R"({"purpose":"A concern","name":"the promenade bus-stop"})")
            == 1);
        CHECK(found_by(drawn, drawn.worker, R"({"purpose":"A concern","postcode":"FY1 1AD"})")
            == 1); // the place: living near is no link
        CHECK(found_by(drawn, drawn.elsewhere,
                  R"({"purpose":"A concern","latitude":53.8175,"longitude":-3.0357})")
            == 1);
        CHECK(found_by(drawn, drawn.elsewhere,
                  R"({"purpose":"A concern","latitude":53.9,"longitude":-3.0357})")
            == 0);
        auto const by_reference
            = R"({"purpose":"A concern","reference":")" + home.reference.write() + "\"}";
        CHECK(found_by(drawn, drawn.front_door, by_reference) == 1);
        CHECK(drawn.get(drawn.front_door, one_context, home.id).ok()); // the reason stands
        CHECK(found_by(drawn, drawn.elsewhere, by_reference) == 0);
        CHECK(
            found_by(drawn, drawn.elsewhere, R"({"purpose":"A concern","reference":"X-000-0000"})")
            == 0);
        auto const field_of = [&](char const* sought) {
            return drawn.send(drawn.worker, to_find, {}, sought).error().field;
        };
        CHECK(field_of(R"({"name":"Flat"})") == "purpose");
        CHECK(field_of(R"({"purpose":"A concern"})") == "name");
        CHECK(field_of(R"({"purpose":"A concern","latitude":53.8})") == "latitude");
        CHECK(place.version == 1);
    });
}

TEST_CASE("a program records a place once, and changes the version it read")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        std::string const sent
            = R"({"kind":"PLACE","name":"The Promenade bus stop","postcode":"FY1 1AD"})";
        auto const key = header("Idempotency-Key", "a-key-of-this-test-0002");
        auto const first = json_of(drawn.send(drawn.worker, to_record, {}, sent, key));
        CHECK(first.at("district").as_string() == "E06000009");
        CHECK(
            json_of(drawn.send(drawn.worker, to_record, {}, sent, key)).at("id") == first.at("id"));
        auto const known = drawn.send(drawn.worker, to_record, {}, sent);
        REQUIRE(known.ok());
        CHECK(known->status == http::Status::conflict);
        CHECK(json_of(known).at("known").as_array().size() == 1);
        CHECK(drawn.send(drawn.worker, to_record, {}, R"({"kind":"PUB","name":"x"})").error().field
            == "kind");
        CHECK_FALSE(drawn.send(drawn.administrator, to_record, {}, sent).ok());

        auto const id = ContextId::read(std::string(first.at("id").as_string())).value();
        auto const change = [&](AccountId who, std::string const& text, char const* version) {
            return drawn.send(
                who, to_change, id, text, version ? header("If-Match", version) : http::Headers());
        };
        std::string const closes = R"({"closed":true,"reason":"The council said so"})";
        CHECK(change(drawn.worker, closes, nullptr)->status == http::Status::precondition_required);
        CHECK(change(drawn.worker, R"({"closed":true})", "\"v1\"").error().field == "reason");
        auto const done = json_of(change(drawn.worker, closes, "\"v1\""));
        CHECK(done.at("closed").as_bool());
        CHECK(done.at("name") == first.at("name"));
        CHECK(change(drawn.worker, closes, "\"v1\"").error().code == Code::conflict);
        CHECK(change(drawn.elsewhere, closes, "\"v2\"").error().code == Code::not_allowed);
        CHECK(change(drawn.administrator, closes, "\"v2\"").error().code == Code::not_found);
    });
}
