// SPDX-License-Identifier: MIT
// What was protected stays so, whatever it becomes; on the page and in the API, on both databases.
#include "contexts/canary_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
// What the page of a change sends where nothing but what is given is typed: its radio as prefilled.
http::FormData as_prefilled(PlacesWorld& drawn, ContextId id, char const* kind, char const* sort)
{
    auto const form
        = drawn.get(drawn.worker, record_change, id, {}, std::string("?kind=") + kind)->body;
    http::FormData sent;
    for (auto const* const said : {"yes", "no"})
        if (auto const at
            = form.find("name=\"tells_where\" type=\"radio\" value=\"" + std::string(said));
            at != std::string::npos
            && form.substr(at, form.find('>', at) - at).find("checked") != std::string::npos)
            sent.add("tells_where", said);
    for (auto const& [name, value] : {std::pair<std::string, std::string>{"kind", kind},
             {"sort", sort}, {"name", "Beech House"}, {"platform", "A game"},
             {"address", canary_street}, {"postcode", "FY1 1AD"}, {"reason", "Recorded in error"}})
        sent.add(name, value);
    sent.add("version", std::to_string(find(drawn.world.as(drawn.worker)->visit(), id)->version));
    return sent;
}
} // namespace

TEST_CASE(
    "what becomes of another kind or sort stays protected until somebody says no, on the page")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        for (auto const& [kind, sort] :
            {std::pair{"PLACE", "OTHER"}, {"SCHOOL", ""}, {"PEER", ""}, {"ONLINE", ""}}) {
            CAPTURE(kind);
            auto const home = drawn.record(drawn.worker, home_of_canary()).value();
            auto const send = [&](http::FormData const& form) {
                return drawn.post(drawn.worker, record_change, home.id, form)->status;
            };
            CHECK(as_prefilled(drawn, home.id, kind, sort).first("tells_where") == "yes");
            REQUIRE(send(as_prefilled(drawn, home.id, kind, sort)) == http::Status::see_other);
            CHECK(canaries(database, "Canary") == 0);
            auto const stands = find(drawn.world.as(drawn.worker)->visit(), home.id).value();
            CHECK(stands.kind == kind);
            CHECK(is_protected(stands));
            CHECK(stands.address == canary_street);
            REQUIRE(send(as_prefilled(drawn, home.id, kind, sort)) == http::Status::see_other);
            CHECK(canaries(database, "Canary") == 0); // nor does the save after it
            http::FormData without;                   // a form that does not ask
            for (auto const& [name, value] :
                {std::pair{"version", "3"}, {"reason", "A new name"}, {"name", "Elm House"}})
                without.add(name, value);
            REQUIRE(send(without) == http::Status::see_other);
            CHECK(canaries(database, "Canary") == 0);
            http::FormData says_no;
            for (auto const& [name, value] : {std::pair{"version", "4"},
                     {"reason", "Nobody lives there"}, {"tells_where", "no"}})
                says_no.add(name, value);
            REQUIRE(send(says_no) == http::Status::see_other);
            CHECK(canaries(database, canary_street) == 1); // what stands, and that alone
            auto clear = find(drawn.world.as(drawn.worker)->visit(), home.id).value();
            CHECK_FALSE(is_protected(clear));
            clear.address = "A park";
            REQUIRE(change_as(drawn, drawn.worker, clear, "Cleared").ok());
            clear = find(drawn.world.as(drawn.worker)->visit(), home.id).value();
            clear.tells_where = Tells::yes; // seals what the next round would count
            REQUIRE(change_as(drawn, drawn.worker, clear, "Sealed").ok());
        }
        auto const house = drawn.record(drawn.worker, childrens_home()).value();
        REQUIRE(drawn
                    .post(drawn.worker, record_change, house.id,
                        as_prefilled(drawn, house.id, "PLACE", "OTHER"))
                    ->status
            == http::Status::see_other);
        CHECK(canaries(database, "Canary") == 0);
        // Nobody said anything of a place like any other: as a children's home it is protected.
        auto other = childrens_home();
        other.sort = "OTHER";
        other = drawn.record(drawn.worker, other).value();
        CHECK(canaries(database, "Canary") == 1);
        auto const becomes = as_prefilled(drawn, other.id, "PLACE", "CHILDRENS_HOME");
        CHECK_FALSE(becomes.has("tells_where"));
        REQUIRE(drawn.post(drawn.worker, record_change, other.id, becomes)->status
            == http::Status::see_other);
        CHECK(canaries(database, "Canary") == 0);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("what becomes of another kind or sort stays protected until a program says no")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        struct Becomes {
            Context context;
            char const* sent;
        };
        for (auto const& [context, sent] :
            std::vector<Becomes>{{home_of_canary(), R"({"kind":"PLACE","reason":"A shop"})"},
                {home_of_canary(), R"({"kind":"PEER","reason":"A group"})"},
                {home_of_canary(), R"({"kind":"ONLINE","platform":"A game","reason":"A chat"})"},
                {childrens_home(), R"({"sort":"OTHER","reason":"Closed"})"},
                {childrens_home(), R"({"sort":"OTHER","tells_where":null,"reason":"Closed"})"}}) {
            CAPTURE(sent);
            auto const made = drawn.record(drawn.worker, context).value();
            auto const send = [&](char const* text, char const* version) {
                http::Headers headers;
                headers.set("If-Match", version);
                return drawn.send(
                    drawn.worker, "/api/v1/contexts/{context}/change", made.id, text, headers);
            };
            auto const answer = send(sent, "\"v1\"");
            REQUIRE(answer.ok());
            CHECK(boost::json::parse(answer->body).as_object().at("address_protected").as_bool());
            CHECK(canaries(database, "Canary") == 0);
            REQUIRE(send(R"({"owner":"A charity","reason":"It was sold"})", "\"v2\"").ok());
            CHECK(canaries(database, "Canary") == 0);
            REQUIRE(send(R"({"tells_where":"no","reason":"It is empty"})", "\"v3\"").ok());
            CHECK(canaries(database, "Canary") == 1); // what stands; what was stays sealed
            REQUIRE(send(R"({"kind":"HOME","reason":"They live there again"})", "\"v4\"").ok());
            CHECK(canaries(database, "Canary") == 0);
        }
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a home is not changed before its purpose is said, where a partnership lets front doors change")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        std::vector<std::pair<std::string, std::string>> files{{"own.toml",
            "[[rule]]\nname = \"a front door corrects the records of contexts\"\npermit = "
            "[\"change\"]\non = \"context\"\nwhen = [\"visitor at a front door\"]\n"}};
        for (auto const* const path : {"data/policies/contexts.toml", "data/policies/links.toml",
                 "data/policies/directory.toml"})
            files.emplace_back(path, std::string(shipped_file(path)));
        drawn.world.gate = std::make_unique<access::Gate>(database, *drawn.world.keys,
            access::Policy::read(files, access::Predicates()), drawn.world.clock);
        auto const made = drawn.record(drawn.worker, home_of_canary()).value();
        http::FormData sent;
        for (auto const& [name, value] :
            {std::pair{"version", "1"}, {"name", "Elm House"}, {"reason", "A new name"}})
            sent.add(name, value);
        auto const name_that_stands
            = [&] { return find(drawn.world.as(drawn.worker)->visit(), made.id)->name; };
        auto const refused = drawn.post(drawn.front_door, record_change, made.id, sent);
        CHECK(*refused->headers.find("Location") == "/contexts/" + made.id.write());
        CHECK(name_that_stands() == "Home above the shop");
        http::FormData why;
        why.add("purpose", "Its name was wrong");
        REQUIRE(drawn.post(drawn.front_door, "/contexts/{context}/purpose", made.id, why).ok());
        REQUIRE(drawn.post(drawn.front_door, record_change, made.id, sent)->status
            == http::Status::see_other);
        CHECK(name_that_stands() == "Elm House");
    });
}
