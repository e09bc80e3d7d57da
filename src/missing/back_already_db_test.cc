// SPDX-License-Identifier: MIT
// Who is back already is reported with their return; on both databases.
#include "missing/missing_world_test.h"
#include "platform/forms/forget_drafts.h"
#include "world/databases.h"

namespace kith::missing {
namespace {
    // The same report, of who came back at that moment.
    Report back_already(
        MissingWorld& world, PersonId person, char const* left, char const* returned)
    {
        auto wanted = world.a_report(person, left);
        wanted.episode.returned_at = MissingWorld::at(returned);
        wanted.episode.found_by = "self";
        wanted.episode.found_place = "Her aunt's";
        wanted.episode.return_version = 1;
        wanted.episode.return_answers = R"({"state":"Tired"})";
        return wanted;
    }
} // namespace

TEST_CASE("who is back already is reported once, and the 72 hours run from that return")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const made = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-26T20:00:00Z", "2026-03-27T02:00:00Z"));
        REQUIRE(made.ok());
        auto const pass = world.world.as(world.officer);
        auto const stands = find(pass->visit(), made->id).value();
        CHECK(stands.version == 1);
        CHECK(stands.state() == EpisodeState::returned);
        CHECK(stands.found_place == "Her aunt's");
        CHECK(stands.return_answers == R"({"state":"Tired"})");
        auto const owed = world.interview(*made);
        REQUIRE(owed);
        CHECK(owed->is_open());
        CHECK(owed->due_at == MissingWorld::at("2026-03-30T02:00:00Z"));
        CHECK(owed->team == world.council_team);
        CHECK(list_open(pass->visit(), Which::still_missing).all.empty());
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a return before they went, or still to come, is refused, and nothing is kept")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        for (auto const* const wrong : {"2026-03-27T19:59:00Z", "2026-03-28T12:01:00Z"}) {
            auto const refused = world.reports(
                world.worker, back_already(world, world.girl, "2026-03-27T20:00:00Z", wrong));
            REQUIRE(!refused.ok());
            CHECK(refused.error().code == Code::invalid);
            CHECK(refused.error().field == "returned_at");
        }
        CHECK(list_of(world.world.as(world.worker)->visit(), world.girl).empty());
    });
}

TEST_CASE(
    "a time that is over before one that is open is told so where it overlaps, and is covered "
    "by its interview where it does not")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const later = world.reported(world.girl, "2026-03-28T06:00:00Z");
        auto const no_return
            = world.reports(world.worker, world.a_report(world.girl, "2026-03-27T20:00:00Z"));
        REQUIRE(!no_return.ok());
        CHECK(no_return.error().code == Code::conflict);
        CHECK(no_return.error().field == "returned_at");
        CHECK(no_return.error().words.key.find("They went missing again later, on 28 March 2026")
            != std::string::npos);
        auto const over = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-27T20:00:00Z", "2026-03-28T06:30:00Z"));
        REQUIRE(!over.ok());
        CHECK(over.error().field == "returned_at");
        CHECK(over.error().words.key.find("came back from this time before that")
            != std::string::npos);
        auto const inside = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-28T07:00:00Z", "2026-03-28T08:00:00Z"));
        REQUIRE(!inside.ok());
        CHECK(inside.error().field == "left_at");
        CHECK(inside.error().words.key.find("is open already for them") != std::string::npos);
        auto const made = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-27T20:00:00Z", "2026-03-28T06:00:00Z"));
        REQUIRE(made.ok());
        CHECK(world.interview(*made)->state == InterviewState::not_possible);
        CHECK(world.interview(*made)->covered_by == later.id);
    });
}

TEST_CASE("a time reported after the next one's interview was held is owed one of its own")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const later = world.reported(world.girl, "2026-03-27T06:00:00Z");
        REQUIRE(world.returns(world.officer, later, "2026-03-27T08:00:00Z").ok());
        REQUIRE(world.holds(world.worker, later, "2026-03-27T10:00:00Z").ok());
        auto const over = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-26T20:00:00Z", "2026-03-27T07:00:00Z"));
        REQUIRE(!over.ok());
        CHECK(over.error().field == "returned_at");
        auto const made = world.reports(world.worker,
            back_already(world, world.girl, "2026-03-26T20:00:00Z", "2026-03-27T02:00:00Z"));
        REQUIRE(made.ok());
        CHECK(world.interview(*made)->is_open());
        CHECK(world.interview(*made)->due_at == MissingWorld::at("2026-03-30T02:00:00Z"));
        CHECK(world.interview(later)->state == InterviewState::completed);
    });
}

TEST_CASE("a report put right says why the risk is low where the grade stands")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto wanted = world.a_report(world.girl, "2026-03-28T08:00:00Z");
        wanted.grade = Grade{};
        wanted.grade->grade = "LOW";
        wanted.grade->at = MissingWorld::at("2026-03-28T09:00:00Z");
        wanted.grade->graded_by = "PC 1234";
        wanted.grade->because = "She rang her aunt";
        auto const episode = world.reports(world.worker, wanted).value();
        auto const puts_right = [&](char const* answers) {
            auto one = find(world.world.as(world.worker)->visit(), episode.id).value();
            one.exploitation_suspected = true;
            one.answers = answers;
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return correct(world.room, change, one, "Her friend told us more");
            });
        };
        CHECK(puts_right("{}").error().field == "low_because");
        REQUIRE(puts_right(R"({"low_because":"She is at her aunt's, and was seen there"})").ok());
        auto const grades = [&] {
            return grades_of(world.world.as(world.worker)->visit().reading(), episode.id);
        };
        REQUIRE(grades().size() == 2);
        CHECK(grades().front().low_because == "She is at her aunt's, and was seen there");
        CHECK(grades().front().grade == "LOW");
        CHECK(grades().front().at == MissingWorld::at("2026-03-28T09:00:00Z"));
        CHECK(grades().front().because == "She rang her aunt");
        CHECK(grades().back().low_because.empty()); // as it was given
        REQUIRE(puts_right(R"({"low_because":"She is at her aunt's, and was seen there"})").ok());
        CHECK(grades().size() == 2); // the same again says nothing new
    });
}

TEST_CASE("drafts that nobody saved for as long as the setting says are forgotten, newer ones stay")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const days = forms::read_days_of_drafts().value();
        CHECK(days == 60);
        forms::Draft draft;
        draft.id = DraftId::fresh();
        draft.account = world.worker;
        draft.key = forms::fresh_key();
        draft.answers = forms::Answers("missing/interview", 1);
        draft.answers.set("why", std::string("It was loud"));
        draft.saved_at = world.world.clock.now();
        REQUIRE(
            world.world.as(world.worker)
                ->visit()
                .change([&](Change& change) { return world.drafts.save(change.writing(), draft); })
                .ok());
        auto const saved = world.world.clock.now();
        auto const forgotten = [&](std::chrono::hours after) {
            world.world.clock.move_to(saved + after);
            return forms::forget_old_drafts(*world.world.gate, world.drafts, days);
        };
        CHECK(forgotten(std::chrono::hours(24 * 60 - 1)) == 0);
        CHECK(forgotten(std::chrono::hours(24 * 60 + 1)) == 1);
        CHECK(!world.drafts
                   .find(world.world.as(world.worker)->visit().reading(), world.worker, draft.id)
                   .ok());
        CHECK(!forms::read_days_of_drafts("days = 6").ok());
        CHECK(!forms::read_days_of_drafts("").ok());
        CHECK(!forms::read_days_of_drafts("days = 60\nweeks = 2").ok());
        CHECK(forms::read_days_of_drafts("days = 365").value() == 365);
    });
}

} // namespace kith::missing
