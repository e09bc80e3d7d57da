// SPDX-License-Identifier: MIT
// Messages between a team and whoever raised the concern: in which order they stand, and on whose
// work list what is new stands until it is read.
#include "concerns/concerns_world_test.h"
#include "concerns/receipt.h"
#include "concerns/report.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
// A pass holds a connection to read from: each step has one of its own.
access::Pass& fresh(Partnership& world, AccountId who)
{
    world.passes.clear();
    return world.as(who);
}

// What somebody with a receipt sends, as the public process drops it.
void drop_letter(Partnership& world, ItemKind kind, char const* inbox_id, std::string const& words)
{
    Item item;
    item.kind = kind;
    item.inbox_id = inbox_id;
    item.box = "00b0";
    item.box_key = base64(std::string(32, 'b'));
    item.form = "concerns/report";
    item.form_version = 2;
    (kind == ItemKind::report ? item.answers : item.body) = words;
    drop(world.room.post, inbox_id, seal_to(world.keys->hub_public_key(), write(item)));
    CHECK(take_in(world.room, *world.gate) == 1);
}

Concern letter_concern(Partnership& world)
{
    drop_letter(world, ItemKind::report, "0001",
        R"({"about":["place"],"what":"Free food after dark","postcode":"FY1 1AD","safe_now":"yes","reach":"unknown"})");
    auto const open = world.room.store.list_open(fresh(world, world.triage_worker).visit());
    REQUIRE(open.size() == 1);
    return open.front();
}

std::vector<std::string> thread_of(Partnership& world, Concern const& concern)
{
    std::vector<std::string> all;
    for (auto const& message :
        world.room.store.messages(fresh(world, world.triage_worker).visit(), concern))
        all.push_back(message.body);
    return all;
}

std::vector<std::string> reading_lines(Partnership& world, AccountId who)
{
    std::vector<std::string> all;
    auto& pass = fresh(world, who);
    for (auto const& lines : world.home.lines)
        for (auto const& line : lines(pass.visit()))
            if (line.verb == "Read")
                all.push_back(line.text);
    return all;
}

Done say(Partnership& world, AccountId who, ConcernId id, char const* words)
{
    return fresh(world, who).visit().change([&](Change& change) {
        return send_message(world.room, change, id, words, Uuid::fresh());
    });
}

Done have_read(Partnership& world, AccountId who, ConcernId id, std::int64_t up_to)
{
    return fresh(world, who).visit().change([&](Change& change) {
        return read_messages(world.room, change, id, up_to);
    });
}
} // namespace

TEST_CASE("an answer stands behind its question, though its time is kept to the quarter of an hour "
          "only")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const concern = letter_concern(world);
        REQUIRE(say(world, world.triage_worker, concern.id, "Where was it?").ok()); // at 9:07
        world.clock.move_to(friday_morning + std::chrono::minutes(2));
        drop_letter(world, ItemKind::message, "0002", "By the mill."); // kept as at 9:00
        drop_letter(world, ItemKind::message, "0003", "And by the park.");
        REQUIRE(say(world, world.triage_worker, concern.id, "Thank you.").ok());
        CHECK(thread_of(world, concern)
            == std::vector<std::string>{
                "Where was it?", "By the mill.", "And by the park.", "Thank you."});
    });
}

TEST_CASE("a new message from whoever raised it stands on the work list of the team that holds it, "
          "decided or not, until somebody there has read it")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const concern = letter_concern(world);
        CHECK(reading_lines(world, world.triage_worker).empty());
        Weighed weighed;
        weighed.concern = concern.id;
        weighed.version = concern.version;
        weighed.choice.outcomes = {"no_further_action"};
        weighed.choice.reasons = {{"no_further_action", "Nothing more is known"}};
        REQUIRE(fresh(world, world.triage_worker)
                    .visit()
                    .change([&](Change& change) {
                        return record_decision(world.room, change, weighed);
                    })
                    .ok());
        drop_letter(world, ItemKind::message, "0002", "He is here again.");
        CHECK(reading_lines(world, world.triage_worker)
            == std::vector<std::string>{"a new message from whoever raised it"});
        CHECK(reading_lines(world, world.other_front_door).empty());
        CHECK(reading_lines(world, world.school_lead).empty());

        drop_letter(world, ItemKind::message, "0003", "And now with a van.");
        REQUIRE(have_read(world, world.triage_worker, concern.id, 1).ok()); // the page showed one
        CHECK(reading_lines(world, world.triage_worker).size() == 1);
        REQUIRE(have_read(world, world.triage_worker, concern.id, 2).ok());
        CHECK(reading_lines(world, world.triage_worker).empty());
        auto const verdict = world.verdict();
        CHECK(verdict.problems.empty());
    });
}

TEST_CASE("what the team says stands on the work list of the colleague who raised it, until they "
          "have read it; and what that colleague adds on the team's")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const answers = forms::Answers::from_json("concerns/referral", 2,
            R"({"about":["child"],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const raised = fresh(world, world.school_lead).visit().change([&](Change& change) {
            return raise(world.room, change, *answers);
        });
        REQUIRE(raised.ok());
        REQUIRE(say(world, world.triage_worker, *raised, "We see them on Monday.").ok());
        CHECK(reading_lines(world, world.triage_worker).empty()); // their own words
        CHECK(reading_lines(world, world.school_lead)
            == std::vector<std::string>{"what the team says about a concern you raised"});
        CHECK(reading_lines(world, world.other_school_lead).empty());
        REQUIRE(have_read(world, world.triage_worker, *raised, 1).ok()); // not theirs to have read
        CHECK(reading_lines(world, world.school_lead).size() == 1);
        REQUIRE(say(world, world.school_lead, *raised, "Thank you.").ok());
        CHECK(reading_lines(world, world.triage_worker)
            == std::vector<std::string>{"a new message from whoever raised it"});
        REQUIRE(have_read(world, world.school_lead, *raised, 1).ok());
        CHECK(reading_lines(world, world.school_lead).empty());
    });
}
