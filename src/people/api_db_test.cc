// SPDX-License-Identifier: MIT
#include "people/people_world_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* one_person = "/api/v1/people/{person}";
constexpr char const* to_find = "/api/v1/people/find";
constexpr char const* to_record = "/api/v1/people";
constexpr char const* to_change = "/api/v1/people/{person}/change";
constexpr char const* to_say_why = "/api/v1/people/{person}/purpose";

boost::json::object json_of(Result<Response> const& answer)
{
    return boost::json::parse(answer.value().body).as_object();
}

std::size_t found_by(FamilyWorld& drawn, AccountId who, std::string const& sought)
{
    return json_of(drawn.send(who, to_find, {}, sought)).at("people").as_array().size();
}

http::Headers header(char const* name, std::string const& value)
{
    http::Headers headers;
    headers.set(name, value);
    return headers;
}
} // namespace

TEST_CASE("a program reads a person as its owner would, and says why where they would")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = robin();
        person.protected_address = true;
        person.contacts.push_back({{}, "address", "1 Canary Lane", Known::yes});
        auto const made = drawn.record(drawn.worker, person).value();
        auto const get = [&](AccountId who) { return drawn.get(who, one_person, made.id); };
        auto const seen = json_of(get(drawn.worker));
        CHECK(seen.at("reference").as_string() == made.reference.write());
        CHECK(seen.at("birth").as_string() == "2011-05-03");
        CHECK(seen.at("names").as_array().size() == 2);
        CHECK(seen.at("contacts").as_array().size() == 2);
        CHECK_FALSE(seen.at("addresses_withheld").as_bool());
        CHECK(get(drawn.worker)->headers.find("ETag") == "\"v1\"");

        auto const refused = get(drawn.front_door);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::not_allowed);
        CHECK(refused.error().field == "purpose");
        CHECK(drawn.send(drawn.front_door, to_say_why, made.id, R"({"purpose":" "})").error().field
            == "purpose");
        CHECK(drawn.send(drawn.front_door, to_say_why, made.id, R"({"purpose":"A concern"})").ok());
        auto const opened = json_of(get(drawn.front_door));
        CHECK(opened.at("contacts").as_array().size() == 1);
        CHECK(opened.at("addresses_withheld").as_bool());
        CHECK(get(drawn.front_door)->body.find("Canary") == std::string::npos);

        for (auto const who : {drawn.elsewhere, drawn.school_lead, drawn.administrator}) {
            auto const hidden = get(who);
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error() == drawn.get(who, one_person, PersonId::fresh()).error());
            CHECK_FALSE(drawn.send(who, to_say_why, made.id, R"({"purpose":"A concern"})").ok());
        }
    });
}

TEST_CASE("a program finds whom its owner may know, by exact match, and says why")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        std::string const by_number
            = R"({"purpose":"A concern","identifier":{"scheme":"nhs_number","value":"999 000 0018"}})";
        std::string const by_name
            = R"({"purpose":"A concern","names":["robin oneill smith"],"birth":"2011-05-03"})";
        std::string const other_day
            = R"({"purpose":"A concern","names":["robin oneill smith"],"birth":"2011-05-04"})";
        auto const by_reference
            = R"({"purpose":"A concern","reference":")" + made.reference.write() + "\"}";
        for (auto const& sought : {by_number, by_name, by_reference}) {
            CHECK(found_by(drawn, drawn.front_door, sought) == 1);
            CHECK(found_by(drawn, drawn.school_lead, sought) == 0); // as if there were nobody
        }
        CHECK(found_by(drawn, drawn.front_door, other_day) == 0);
        CHECK(
            found_by(drawn, drawn.front_door, R"({"purpose":"A concern","reference":"P-000-0000"})")
            == 0);
        auto const field_of = [&](char const* sought) {
            return drawn.send(drawn.front_door, to_find, {}, sought).error().field;
        };
        CHECK(field_of(R"({"reference":"P-000-0000"})") == "purpose");
        CHECK(field_of(R"({"purpose":"A concern"})") == "names");
        CHECK(field_of(R"({"purpose":"A concern","names":["R"]})") == "names"); // a name alone
        CHECK(field_of(R"({"purpose":"A concern","name":"Robin"})") == "name"); // misspelt
        CHECK(field_of(R"({"purpose":"A concern","reference":"Robin"})") == "reference");
    });
}

TEST_CASE("a program records somebody once, and is told of those who may be known already")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        std::string const sent
            = R"({"names":[{"kind":"birth","name":"Robin O’Neill-Smith"}],"birth":"2011-05-03"})";
        auto const key = header("Idempotency-Key", "a-key-of-this-test-0001");
        auto const first = json_of(drawn.send(drawn.worker, to_record, {}, sent, key));
        auto const again = json_of(drawn.send(drawn.worker, to_record, {}, sent, key));
        CHECK(again.at("id") == first.at("id"));
        CHECK(list_own(drawn.world.as(drawn.worker)->visit()).size() == 1);
        CHECK(links::involvements_of(drawn.world.as(drawn.worker)->visit().reading(),
                  thing(PersonId::read(std::string(first.at("id").as_string())).value()))
                  .size()
            == 1); // the team works with them

        auto const known = drawn.send(drawn.worker, to_record, {}, sent);
        REQUIRE(known.ok());
        CHECK(known->status == http::Status::conflict);
        CHECK(json_of(known).at("known").as_array().at(0).at("id") == first.at("id"));
        CHECK(drawn.send(drawn.school_lead, to_record, {}, sent)->status == http::Status::created);
        auto another = sent;
        another.replace(0, 1, R"({"another_person":true,)");
        CHECK(drawn.send(drawn.worker, to_record, {}, another)->status == http::Status::created);
        CHECK_FALSE(drawn.send(drawn.administrator, to_record, {}, another).ok());

        auto const field_of = [&](char const* text) {
            return drawn.send(drawn.worker, to_record, {}, text).error().field;
        };
        CHECK(field_of("{}") == "name");
        CHECK(field_of(R"({"names":[{"kind":"nickname","name":"Rob"}]})") == "names");
        CHECK(field_of(R"({"names":[{"kind":"birth","name":"Rob"}],"sex":"Q"})") == "sex");
        CHECK(field_of(R"({"names":[{"kind":"birth","name":"Rob"}],"birth":"May"})") == "birth");
        CHECK(
            field_of(
                R"({"names":[{"kind":"birth","name":"Rob"}],"contacts":[{"kind":"pigeon","value":"1"}]})")
            == "contacts");
        CHECK(
            field_of(
                R"({"names":[{"kind":"birth","name":"Rob"}],"identifiers":[{"scheme":"nhs_number","value":"9990000019"}]})")
            == "identifier");
    });
}

TEST_CASE("a program changes the version it read, or nothing")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const change = [&](AccountId who, std::string const& text, char const* version) {
            return drawn.send(who, to_change, made.id, text,
                version ? header("If-Match", version) : http::Headers());
        };
        std::string const urdu = R"({"language":"Urdu","reason":"The school told us"})";
        CHECK(change(drawn.worker, urdu, nullptr)->status == http::Status::precondition_required);
        CHECK(change(drawn.worker, R"({"language":"Urdu"})", "\"v1\"").error().field == "reason");
        auto const number = made.identifiers.front().id.write();
        auto const done = change(drawn.worker,
            R"({"language":"Urdu","reason":"Told","wrong":[")" + number
                + R"("],"names":[{"kind":"alias","name":"Robbie"}]})",
            "\"v1\"");
        auto const changed = json_of(done);
        CHECK(changed.at("language").as_string() == "Urdu");
        CHECK(changed.at("birth").as_string() == "2011-05-03"); // what was left out stays
        CHECK(changed.at("names").as_array().size() == 3);
        CHECK(changed.at("identifiers").as_array().empty());
        CHECK(done->headers.find("ETag") == "\"v2\"");
        CHECK(change(drawn.worker, urdu, "\"v1\"").error().code == Code::conflict);
        CHECK(change(drawn.worker, R"({"birth":null,"reason":"A guess"})", "\"v2\"").ok());
        CHECK_FALSE(find(drawn.world.as(drawn.worker)->visit(), made.id)->birth.has_value());
        CHECK(change(drawn.worker, R"({"reason":"Told","wrong":[")" + number + "\"]}", "\"v3\"")
                  .error()
                  .field
            == "wrong");
        CHECK(change(drawn.front_door, urdu, "\"v3\"").error().code == Code::not_allowed);
        CHECK(change(drawn.school_lead, urdu, "\"v3\"").error().code == Code::not_found);
    });
}
