// SPDX-License-Identifier: MIT
// Who works with a person, for programs, on both databases.
#include "people/api.h"
#include "people/people_world_test.h"
#include <algorithm>
#include <boost/json.hpp>

using namespace kith;
using namespace kith::people;

namespace {
namespace json = boost::json;
constexpr auto working = "/api/v1/people/{person}/involvements";

json::array listed(Result<http::Response> const& answer)
{
    REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : answer.error().words.key));
    return json::parse(answer->body).as_object().at("involvements").as_array();
}
} // namespace

TEST_CASE("a program names another team, or somebody, who works with a person, and ends it")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const add = [&](AccountId who, std::string const& sent) {
            return drawn.send(who, working, made.id, sent);
        };
        REQUIRE(listed(drawn.get(drawn.worker, working, made.id)).size() == 1);
        CHECK(drawn.get(drawn.elsewhere, working, made.id).error().code == Code::not_found);

        auto const others = directory::list_teams(
            drawn.world.as(drawn.elsewhere)->visit().reading(), Date::of(2026, 3, 6).value());
        auto const other = drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front();
        CHECK(others.size() >= 3);
        auto const team = R"({"team":")" + other.write() + R"(","because":")";
        CHECK(add(drawn.worker, team + R"("})").error().field == "because");
        CHECK(add(drawn.worker, R"({"because":"They asked"})").ok()); // one's own: nothing changes
        CHECK(listed(drawn.get(drawn.worker, working, made.id)).size() == 1);
        CHECK(add(drawn.worker, R"({"team":"nobody","because":"They asked"})").error().field
            == "team");
        CHECK(add(drawn.worker, R"({"practitioner":"nobody","because":"They asked"})").error().field
            == "team");
        CHECK(add(drawn.elsewhere, team + R"(They asked"})").error().code == Code::not_found);
        CHECK(listed(add(drawn.worker, team + R"(They move to that district"})")).size() == 2);
        CHECK(listed(add(drawn.worker, team + R"(They move to that district"})")).size() == 2);
        CHECK(drawn.get(drawn.elsewhere, working, made.id).ok());

        // Somebody of that team by name; not somebody of another.
        auto const named = [&](AccountId who) {
            return R"({"team":")" + other.write() + R"(","practitioner":")" + who.write()
                + R"(","because":"She knows her"})";
        };
        CHECK(add(drawn.worker, named(drawn.front_door)).error().field == "practitioner");
        auto const all = listed(add(drawn.worker, named(drawn.elsewhere)));
        CHECK(all.size() == 3);

        auto const of_team = std::ranges::find_if(all, [&](json::value const& one) {
            return one.at("team").is_string() && one.at("team").as_string() == other.write();
        });
        REQUIRE(of_team != all.end());
        std::string const id(of_team->at("id").as_string());
        auto const end = [&](AccountId who, std::string const& which, char const* sent) {
            return drawn.send(who, std::string(working) + "/{involvement}/end", made.id, sent, {},
                {{"involvement", which}});
        };
        CHECK(end(drawn.worker, id, R"({"reason":" "})").error().field == "reason");
        CHECK(end(drawn.worker, Uuid::fresh().write(), R"({"reason":"Closed"})").error().code
            == Code::not_found);
        auto const ended = end(drawn.worker, id, R"({"until":"2026-03-06","reason":"They moved"})");
        REQUIRE(ended.ok());
        CHECK(json::parse(ended->body).at("until") == "2026-03-06");
        CHECK(json::parse(ended->body).at("end_reason") == "They moved");
        CHECK(end(drawn.worker, id, R"({"reason":"Once more"})").error().code == Code::not_found);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a program says why before it reads who works with somebody, as a page does")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const refused = drawn.get(drawn.front_door, working, made.id);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().field == "purpose");
        REQUIRE(drawn
                    .send(drawn.front_door, "/api/v1/people/{person}/purpose", made.id,
                        R"({"purpose":"A concern"})")
                    .ok());
        CHECK(listed(drawn.get(drawn.front_door, working, made.id)).size() == 1);
    });
}
