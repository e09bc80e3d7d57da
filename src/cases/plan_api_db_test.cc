// SPDX-License-Identifier: MIT
// What programs change of plans, reviews and disagreements, on both databases.
#include "cases/escalation_acts.h"
#include "cases/plan_world_test.h"
#include "cases/review_acts.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    constexpr auto goal_path = "/api/v1/cases/{case}/plan/goals/{goal}";
    constexpr auto partners_path = "/api/v1/cases/{case}/plan/partners";
    constexpr auto review_path = "/api/v1/cases/{case}/reviews/{review}";

    http::Headers at_version(std::int64_t version)
    {
        http::Headers headers;
        headers.set("If-Match", "\"v" + std::to_string(version) + "\"");
        return headers;
    }
    json::object body_of(Result<Response> const& answer)
    {
        REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : answer.error().words.key));
        return json::parse(answer->body).as_object();
    }
    json::object plan_json(CasesWorld& world, CaseId id)
    {
        return body_of(world.get(world.worker, "/api/v1/cases/{case}/plan", id));
    }
} // namespace

TEST_CASE("a program changes a goal at the version it read; what it leaves out stays")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        auto const change = [&](AccountId who, std::string const& sent, http::Headers const& head) {
            return world.send_to(who, goal_path, made.id, "goal", goal.id.write(), sent, head);
        };
        auto const changed = change(
            world.worker, R"({"target":"8 of 10","reason":"It goes well"})", at_version(1));
        CHECK(body_of(changed).at("version") == 2);
        CHECK(changed->headers.find("ETag") == "\"v2\"");
        auto const stands = plan_json(world, made.id).at("goals").at(0).as_object();
        CHECK(stands.at("target") == "8 of 10");
        CHECK(stands.at("statement").as_string() == goal.statement);
        CHECK(stands.at("baseline").at("count") == 2);
        // Somebody was first; no version; a wrong word; what is only effort; a name; nobody's to
        // see.
        CHECK(change(world.worker, R"({"target":"9 of 10"})", at_version(1)).error().code
            == Code::conflict);
        CHECK(change(world.worker, R"({"target":"9 of 10"})", {}).error().field == "version");
        CHECK(change(world.worker, R"({"targets":"9"})", at_version(2)).error().code
            == Code::invalid);
        CHECK(change(world.worker, R"({"observation":"Leaflets handed out"})", at_version(2))
                  .error()
                  .field
            == "observation");
        CHECK(change(world.worker, R"({"target":"That Freya Larkspur is safe"})", at_version(2))
                  .error()
                  .field
            == "target");
        CHECK(change(world.elsewhere, R"({"target":"9"})", at_version(2)).error().code
            == Code::not_found);
        CHECK(world
                  .send_to(world.worker, goal_path, made.id, "goal", GoalId::fresh().write(),
                      R"({"target":"9"})", at_version(2))
                  .error()
                  .code
            == Code::not_found);
        CHECK(body_of(
                  change(world.worker, R"({"state":"dropped","state_because":"The arcade closed"})",
                      at_version(2)))
                  .at("version")
            == 3);
        CHECK(plan_json(world, made.id).at("goals").at(0).at("state") == "dropped");
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a program adds who goes the way together once for a key, and takes them off with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        http::Headers key;
        key.set("Idempotency-Key", "a-key-of-this-test-0021");
        auto const sent
            = R"({"who":"Her aunt","offer":"She walks with her","may_be_told":"All of it"})";
        auto const first = body_of(world.send(world.worker, partners_path, made.id, sent, key));
        CHECK(body_of(world.send(world.worker, partners_path, made.id, sent, key)) == first);
        auto const partners = plan_json(world, made.id).at("partners").as_array();
        REQUIRE(partners.size() == 1);
        CHECK(partners[0].at("id") == first.at("id"));
        CHECK(partners[0].at("offer") == "She walks with her");
        CHECK(world.send(world.worker, partners_path, made.id, R"({"who":" "})").error().field
            == "who");
        CHECK(world.send(world.elsewhere, partners_path, made.id, sent).error().code
            == Code::not_found);
        auto const end = [&](std::string const& which, char const* why) {
            return world.send_to(world.worker, std::string(partners_path) + "/{partner}/withdraw",
                made.id, "partner", which, why);
        };
        auto const id = std::string(first.at("id").as_string());
        CHECK(end(id, R"({"because":""})").error().field == "because");
        CHECK(end(Uuid::fresh().write(), R"({"because":"They moved"})").error().code
            == Code::not_found);
        CHECK(end(id, R"({"because":"They moved away"})").ok());
        CHECK(plan_json(world, made.id).at("partners").as_array().empty());
        CHECK(end(id, R"({"because":"Once more"})").error().code == Code::not_found);
    });
}

TEST_CASE("a program saves a draft of a review again, and puts a complete one right with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        auto const first = body_of(world.send(world.worker, "/api/v1/cases/{case}/reviews", made.id,
            R"({"who":"School and the team","life_words":"She sings again"})"));
        auto const id = std::string(first.at("id").as_string());
        auto const change = [&](std::string const& sent, http::Headers const& head) {
            return world.send_to(world.worker, review_path, made.id, "review", id, sent, head);
        };
        auto const stands = [&] {
            return body_of(world.get(world.worker, "/api/v1/cases/{case}/reviews", made.id))
                .at("reviews")
                .at(0)
                .as_object();
        };
        CHECK(
            body_of(change(R"({"contexts_words":"The door is kept"})", at_version(1))).at("version")
            == 2);
        CHECK(stands().at("life_words") == "She sings again"); // what was left out stays
        CHECK(stands().at("contexts_words") == "The door is kept");
        CHECK(change(R"({"complete":true})", at_version(2)).error().code == Code::invalid);
        auto const whole
            = R"({"complete":true,"own_view":"it is ok","contexts_changed":"for_the_better",
            "life_changed":"partly","displacement":"nothing_found","displacement_words":"We asked at school",
            "level":"MODERATE","level_why":"Fewer people","findings":[{"goal":")"
            + goal.id.write() + R"(","after":{"count":6,"of":10},"said":"More of them can"}]})";
        CHECK(body_of(change(whole, at_version(2))).at("version") == 3);
        CHECK(stands().at("complete") == true);
        CHECK(change(R"({"life_words":"She sings and skates"})", at_version(3)).error().field
            == "reason");
        CHECK(change(R"({"life_words":"x","reason":"y"})", at_version(2)).error().code
            == Code::conflict);
        CHECK(body_of(change(R"({"life_words":"She sings and skates","reason":"Her aunt told us"})",
                          at_version(3)))
                  .at("version")
            == 4);
        CHECK(stands().at("life_words") == "She sings and skates");
        CHECK(stands().at("complete") == true);
        CHECK(stands().at("findings").at(0).at("after").at("count") == 6);
        CHECK(world
                  .send_to(world.worker, review_path, made.id, "review", ReviewId::fresh().write(),
                      "{}", at_version(1))
                  .error()
                  .code
            == Code::not_found);
    });
}

TEST_CASE("a program says what is still different once a case is closed, and not before")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const looked = [&](char const* sent) {
            return world.send(world.worker, "/api/v1/cases/{case}/follow-up", made.id, sent);
        };
        constexpr auto look
            = R"({"level":"EMERGING","level_why":"Nothing new","still_different":"The door is kept"})";
        CHECK(looked(look).error().field == "level");
        Closure closure;
        closure.of = made.id;
        closure.reason = "safer";
        closure.why = "Nothing new for twelve weeks";
        closure.contexts_changed = "It closes at nine";
        closure.who_keeps = "Licensing, each month";
        closure.way_back = "Anybody tells the front door";
        closure.own_view = "They say it is nicer now";
        closure.override_reason = "It was never screened";
        closure.on = Date::of(2026, 3, 6).value();
        REQUIRE(changed_by(world, world.manager, [&](Change& change) {
            return close_case(world.room, change, made.version, closure);
        }).ok());
        CHECK(looked(R"({"level":"EMERGING","level_why":"Nothing new"})").error().field
            == "still_different");
        CHECK(body_of(looked(look)).contains("id"));
        auto const told = body_of(world.get(world.worker, "/api/v1/cases/{case}/reviews", made.id))
                              .at("after_closing")
                              .as_array();
        REQUIRE(told.size() == 1);
        CHECK(told[0].at("still_different") == "The door is kept");
    });
}

TEST_CASE("whoever raised a disagreement puts it right through the API, and nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const all = std::string("/api/v1/cases/{case}/escalations");
        auto const raised = body_of(world.send(world.worker, all, made.id,
            R"({"about":"Whether she is seen alone","why":"She was asked beside her mother","wanted":"See her alone","tried":"We spoke on Monday","meanwhile":"Her aunt fetches her"})"));
        auto const id = std::string(raised.at("id").as_string());
        auto const change = [&](AccountId who, char const* sent, http::Headers const& head) {
            return world.send_to(
                who, all + "/{escalation}/change", made.id, "escalation", id, sent, head);
        };
        CHECK(change(world.worker, R"({"why":"She was asked twice","reason":""})", at_version(1))
                  .error()
                  .field
            == "reason");
        auto const right = body_of(change(world.worker,
            R"({"why":"She was asked twice, beside her mother","reason":"The school corrected us"})",
            at_version(1)));
        CHECK(right.at("why") == "She was asked twice, beside her mother");
        CHECK(right.at("wanted") == "See her alone");
        CHECK(right.at("version") == 2);
        CHECK(change(world.worker, R"({"why":"x","reason":"y"})", at_version(1)).error().code
            == Code::conflict);
        CHECK(change(world.worker, R"({"why":"x","reason":"y"})", {})->status
            == http::Status::precondition_required);
        CHECK(change(world.elsewhere, R"({"why":"x","reason":"y"})", at_version(2)).error().code
            == Code::not_found);
    });
}

} // namespace kith::cases
