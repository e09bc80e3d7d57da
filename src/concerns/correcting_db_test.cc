// SPDX-License-Identifier: MIT
// What is known of a concern before it is decided: its facts put right, and how urgent it looks.
#include "concerns/concerns_world_test.h"
#include "concerns/correcting.h"
#include "concerns/receipt.h"
#include "concerns/report.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
void drop_report(Partnership& world, std::string const& id, char const* answers)
{
    Item item;
    item.inbox_id = id;
    item.box = id;
    item.box_key = base64(std::string(32, 'b'));
    item.form = "concerns/report";
    item.form_version = 2;
    item.answers = answers;
    drop(world.room.post, id, seal_to(world.keys->hub_public_key(), write(item)));
}
} // namespace

TEST_CASE(
    "facts of a concern are put right with a reason, and go to the team of the right place; the "
    "words stay, and what it was before is shown")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        drop_report(world, "00aa",
            R"({"about":["place"],"what":"By the mill","safe_now":"yes","reach":"unknown"})");
        take_in(world.room, *world.gate);
        auto const open = world.room.store.list_open(world.as(world.triage_worker).visit()).front();
        auto const put_right = [&](AccountId who, Correction const& correction) {
            auto const pass = world.gate->enter(who).value();
            return pass->visit().change(
                [&](Change& change) { return correct_facts(world.room, change, correction); });
        };
        Correction right{open.id, 1, "fy1 1ad", {"place", "child"}, SafeNow::no, ""};
        CHECK(put_right(world.other_front_door, right).error().field == "reason");
        right.reason = "The caller rang and said where";
        right.postcode = "FY1";
        CHECK(put_right(world.other_front_door, right).error().field == "postcode");
        right.postcode = "fy1 1ad";
        right.about = {"nonsense"};
        CHECK(put_right(world.other_front_door, right).error().field == "about");
        right.about = {"place", "child"};
        REQUIRE(put_right(world.other_front_door, right).ok());
        CHECK_FALSE(world.room.store.find(world.as(world.other_front_door).visit(), open.id).ok());
        auto& later = world.as(world.triage_worker);
        auto const now_stands = world.room.store.find(later.visit(), open.id).value();
        CHECK(now_stands.holding_team == world.front_door);
        CHECK(now_stands.district == "E06000009");
        CHECK(now_stands.safe_now == SafeNow::no);
        CHECK(now_stands.version == 2);
        CHECK(now_stands.answers.find("By the mill") != std::string::npos);
        CHECK(put_right(world.triage_worker, right).ok()); // the same again changes nothing
        auto late = right;
        late.postcode = "";
        CHECK(put_right(world.triage_worker, late).error().code == Code::conflict);
        auto const was = corrections_view(world.room, later.visit(), now_stands);
        REQUIRE(was.size() == 1);
        CHECK(was.items()[0].get("reason").text() == "The caller rang and said where");
        CHECK(was.items()[0].get("rows").items()[0].get("text").text() == "None");
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE(
    "how urgent a worry looks is set by whoever starts to read it, may be changed, and orders "
    "the queue")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        drop_report(world, "00aa",
            R"({"about":["place"],"what":"One","postcode":"FY1 1AD","safe_now":"yes","reach":"unknown"})");
        take_in(world.room, *world.gate);
        auto const one = world.room.store.list_open(triage.visit()).front().id;
        world.clock.move_to(friday_morning + std::chrono::days(3)); // due a working day later
        drop_report(world, "00bb",
            R"({"about":["place"],"what":"Two","postcode":"FY1 1AD","safe_now":"yes","reach":"unknown"})");
        take_in(world.room, *world.gate);
        auto const queue = [&] {
            world.passes.clear();
            return world.room.store.list_open(world.as(world.triage_worker).visit());
        };
        auto const before = queue();
        REQUIRE(before.size() == 2);
        auto const two = before[1].id;
        CHECK(before[0].id == one); // due first
        auto const take_as = [&](ConcernId id, char const* urgency) {
            return world.as(world.triage_worker).visit().change([&](Change& change) {
                return take_up(world.room, change, id, urgency);
            });
        };
        REQUIRE(take_as(two, "RED").ok());
        CHECK(queue()[0].id == two);
        REQUIRE(take_as(two, "GREEN").ok()); // they look again
        CHECK(queue()[0].id == one);
        REQUIRE(take_as(two, "").ok()); // pressed once more: it stays
        CHECK(queue()[1].urgency == "GREEN");
        auto const wrong = take_as(one, "PURPLE");
        REQUIRE_FALSE(wrong.ok());
        CHECK(wrong.error().field == "urgency");
    });
}
