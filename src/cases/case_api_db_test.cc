// SPDX-License-Identifier: MIT
// What a program may do with cases: the same as its owner.
#include "cases/assessment_world_test.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    constexpr char const* api_cases = "/api/v1/cases";
    constexpr char const* api_one_case = "/api/v1/cases/{case}";

    boost::json::object sent_back(Result<Response> const& answer)
    {
        REQUIRE(answer.ok());
        return boost::json::parse(answer->body).as_object();
    }
    http::Headers header_of(char const* name, std::string const& value)
    {
        http::Headers headers;
        headers.set(name, value);
        return headers;
    }
    Result<Response> act_on(CasesWorld& world, AccountId who, CaseId id, char const* act,
        std::string const& sent, int version)
    {
        return world.send(who, std::string(api_one_case) + "/" + act, id, sent,
            version ? header_of("If-Match", "\"v" + std::to_string(version) + "\"")
                    : http::Headers());
    }
} // namespace

TEST_CASE("a program opens a case once, and reads what its owner may read")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const sent = R"({"context":")" + world.takeaway.write()
            + R"(","strands":["CSE","CCE"],"because":"Men wait there","referred_at":"2026-03-04T10:00:00Z"})";
        auto const key = header_of("Idempotency-Key", "a-key-of-this-test-0009");
        auto const first = world.send(world.worker, api_cases, {}, sent, key);
        REQUIRE(first.ok());
        CHECK(first->status == http::Status::created);
        auto const made = sent_back(first);
        CHECK(made.at("stage").as_string() == "screening");
        CHECK(made.at("strands").as_array().size() == 2);
        CHECK(made.at("level").is_null());
        CHECK(made.at("clocks").as_array().at(0).at("rule").as_string() == "context.screen");
        CHECK(made.at("ways_on").as_array().size() == 2);
        CHECK(sent_back(world.send(world.worker, api_cases, {}, sent, key)).at("id")
            == made.at("id"));
        auto const again = world.send(world.worker, api_cases, {}, sent);
        CHECK(again.error().code == Code::conflict);
        auto const id = CaseId::read(std::string(made.at("id").as_string())).value();
        auto const read = world.get(world.licensing, api_one_case, id);
        CHECK(sent_back(read).at("ways_on").as_array().empty()); // reads, and does not work it
        CHECK(read->headers.find("ETag") == "\"v1\"");
        CHECK(world.get(world.elsewhere, api_one_case, id).error()
            == world.get(world.elsewhere, api_one_case, CaseId::fresh()).error());
        auto const of_place = "/api/v1/cases?context=" + world.takeaway.write();
        CHECK(sent_back(world.get_at(world.licensing, api_cases, of_place))
                  .at("cases")
                  .as_array()
                  .size()
            == 1);
        CHECK(sent_back(world.get_at(world.elsewhere, api_cases, of_place))
                  .at("cases")
                  .as_array()
                  .empty());
        auto const girl = R"({"person":")" + world.girl.write()
            + R"(","strands":["CSE"],"because":"Told by four"})";
        for (auto const who : {world.licensing, world.school_lead, world.elsewhere})
            CHECK(world.send(who, api_cases, {}, girl).error().code == Code::not_found);
        CHECK(world.send(world.front_door, api_cases, {}, girl).error().field == "purpose");
        CHECK(world.send(world.worker, api_cases, {}, R"({"strands":["X"]})").error().field
            == "person");
    });
}

TEST_CASE("a program takes every act on the version it read")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const level
            = R"({"level":"MODERATE","rationale":"Two adults","evidence":"Her own words"})";
        CHECK(act_on(world, world.worker, made.id, "level", level, 0)->status
            == http::Status::precondition_required);
        CHECK(sent_back(act_on(world, world.worker, made.id, "level", level, 1))
                  .at("level")
                  .as_string()
            == "MODERATE");
        CHECK(
            act_on(world, world.worker, made.id, "level", level, 1).error().code == Code::conflict);
        CHECK(act_on(world, world.worker, made.id, "level", R"({"level":"MODERATE"})", 2)
                  .error()
                  .field
            == "rationale");
        CHECK(act_on(world, world.worker, made.id, "move", R"({"to":"review"})", 2).error().field
            == "to");
        screened(world, made);
        auto const moved
            = sent_back(act_on(world, world.worker, made.id, "move", R"({"to":"assessment"})", 2));
        CHECK(moved.at("stage").as_string() == "assessment");
        // The review of the level is due first.
        CHECK(moved.at("clocks").as_array().at(0).at("rule").as_string() == "review.moderate");
        auto const clock = std::string(moved.at("clocks").as_array().at(1).at("id").as_string());
        auto const longer = R"({"clock":")" + clock
            + R"(","due":"2026-05-20","due_at":"2026-05-13T22:59:59.000000Z","reason":"The family was away"})";
        CHECK(sent_back(act_on(world, world.worker, made.id, "extend", longer, 3))
                  .at("clocks")
                  .as_array()
                  .at(1)
                  .at("due_at")
                  .as_string()
            == "2026-05-20T22:59:59.000000Z"); // British Summer Time
        auto const to = R"({"team":")" + world.team.write() + R"(","worker":")"
            + world.manager.write() + "\"}";
        CHECK(sent_back(act_on(world, world.worker, made.id, "allocate", to, 3))
                  .at("worker")
                  .as_string()
            == world.manager.write());
        std::string const closing
            = R"({"reason":"safer","why":"Nothing new","life_changed":"She is home",
            "contexts_changed":"The grill closes at nine","who_keeps":"Her school","way_back":"She calls")";
        CHECK(act_on(world, world.worker, made.id, "close", closing + "}", 4).error().field
            == "own_view");
        CHECK(act_on(world, world.worker, made.id, "extend", longer, 4).error().code
            == Code::conflict); // it moved since it was read
        // The assessment is not done: nobody but a manager closes over that.
        auto const open = act_on(
            world, world.worker, made.id, "close", closing + R"(,"own_view":"I feel like me"})", 4);
        CHECK(open.error().field == "override");
        CHECK(open.error().words.key.find("“Complete the assessment” is not done: it is due by 20 "
                                          "May 2026")
            != std::string::npos);
        assessed(world, made);
        CHECK_FALSE(sent_back(act_on(world, world.worker, made.id, "close",
                                  closing + R"(,"own_view":"I feel like me"})", 4))
                        .at("closed_at")
                        .is_null());
        CHECK(sent_back(act_on(world, world.worker, made.id, "reopen",
                            R"({"because":"Seen there again"})", 5))
                  .at("stage")
                  .as_string()
            == "screening");
        for (auto const* const act : {"move", "level", "allocate", "extend", "close", "reopen"})
            CHECK(act_on(world, world.licensing, made.id, act, "{}", 6).error().code
                == Code::not_found);
    });
}

} // namespace kith::cases
