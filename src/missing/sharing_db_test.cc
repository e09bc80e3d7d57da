// SPDX-License-Identifier: MIT
// Whom an episode is shared with, and what that gives them; on both databases.
#include "missing/missing_world_test.h"
#include "missing/views.h"
#include "world/databases.h"

namespace kith::missing {

TEST_CASE("of who went with somebody no more is told than when and where both were last seen")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto wanted = world.a_report(world.girl, "2026-03-27T20:00:00Z");
        wanted.episode.exploitation_suspected = true;
        wanted.episode.answers
            = R"({"kind":"M","last_seen_place":"Quay Street","reporter":"Her aunt",)"
              R"("triggers":"A row about her brother","likely_places":"Her father's",)"
              R"("vehicle":"A red car","police_reference":"7 of 27","exploitation":"yes",)"
              R"("last_seen_by":"Her aunt","absent_from_words":"Her aunt's"})";
        auto const hers = world.reports(world.worker, wanted).value();
        auto const his = world.world.as(world.worker)->visit().change([&](Change& change) {
            return went_with(world.room, change, hers.id, world.boy);
        });
        REQUIRE(his.ok());
        CHECK(!his->exploitation_suspected);
        CHECK(his->answers.find("Quay Street") != std::string::npos);
        CHECK(his->answers.find("not_known") != std::string::npos);
        for (auto const* const hers_alone :
            {"aunt", "brother", "father", "red car", "7 of 27", "yes"})
            CHECK(his->answers.find(hers_alone) == std::string::npos);
    });
}

TEST_CASE("only a council answers for them, only police look for them, and who cares for them "
          "names neither")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const shares = [&](AccountId who, TeamId team, char const* duty) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return share(world.room, change, episode.id, {{}, {}, team, duty});
            });
        };
        CHECK(shares(world.worker, world.home_team, "responsible").error().field == "team");
        CHECK(shares(world.worker, world.police_team, "host").error().field == "team");
        CHECK(shares(world.worker, world.council_team, "police").error().field == "team");
        CHECK(shares(world.worker, TeamId::fresh(), "carer").error().field == "team");
        CHECK(shares(world.worker, world.home_team, "friend").error().field == "duty");
        REQUIRE(shares(world.worker, world.home_team, "carer").ok());
        CHECK(shares(world.carer, world.council_team, "host").error().field == "duty");
        CHECK(shares(world.carer, world.home_team, "carer").ok());
        auto wrong = world.a_report(world.boy, "2026-03-28T08:00:00Z");
        wrong.parties = {{{}, {}, world.home_team, "responsible"}};
        CHECK(world.reports(world.worker, wrong).error().field == "responsible");
    });
}

TEST_CASE("no return interview falls to who reported it: it waits for an authority that is named")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto wanted = world.a_report(world.girl, "2026-03-28T08:00:00Z");
        wanted.parties = {{{}, {}, world.police_team, "police"}};
        auto const episode = world.reports(world.worker, wanted).value();
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        CHECK(world.interview(episode)->team.none());
        auto const shares = [&](TeamId team, char const* duty) {
            return world.world.as(world.worker)
                ->visit()
                .change([&](Change& change) {
                    return share(world.room, change, episode.id, {{}, {}, team, duty});
                })
                .ok();
        };
        REQUIRE(shares(world.home_team, "carer"));
        CHECK(world.interview(episode)->team.none());
        REQUIRE(shares(world.host_team, "host"));
        CHECK(world.interview(episode)->team == world.host_team);
        REQUIRE(shares(world.council_team, "responsible"));
        CHECK(world.interview(episode)->team == world.host_team); // it has begun there
    });
}

TEST_CASE("what an episode recorded in error had ended is owed again; what was held before they "
          "went again is written down")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const first = world.reported(world.girl, "2026-03-27T08:00:00Z");
        REQUIRE(world.returns(world.officer, first, "2026-03-27T10:00:00Z").ok());
        auto const second = world.reported(world.girl, "2026-03-27T22:00:00Z");
        CHECK(world.interview(first)->covered_by == second.id);
        CHECK(world.holds(world.worker, first, "2026-03-27T23:00:00Z").error().field == "held_at");
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return withdraw(
                            world.room, change, second.id, second.version, "A different girl");
                    })
                    .ok());
        CHECK(world.interview(first)->is_open());
        CHECK(world.interview(first)->covered_by.none());
        CHECK(world.interview(first)->outcome.empty());
        auto const third = world.reported(world.girl, "2026-03-27T22:00:00Z");
        CHECK(world.interview(first)->covered_by == third.id);
        auto const held = world.holds(world.worker, first, "2026-03-27T12:00:00Z");
        REQUIRE(held.ok());
        CHECK(held->state == InterviewState::completed);
        CHECK(held->covered_by.none());
    });
}

TEST_CASE("a high risk waits again after it was low, and what the home has seen is not enough")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const grades = [&](char const* given) {
            Grade wanted;
            wanted.grade = given;
            wanted.at = world.world.clock.now();
            wanted.graded_by = "PC 1234";
            wanted.because = "Threats on her phone";
            REQUIRE(world.world.as(world.officer)
                        ->visit()
                        .change([&](Change& change) {
                            return grade(world.room, change, episode.id, wanted);
                        })
                        .ok());
        };
        auto const sees = [&](AccountId who) {
            return world.world.as(who)->visit().change(
                [&](Change& change) { return acknowledge(change, episode); });
        };
        auto const waits = [&] {
            return waits_for_somebody(world.world.as(world.worker)->visit().reading(), episode);
        };
        CHECK(sees(world.worker).error().code == Code::conflict); // nothing waits
        grades("HIGH");
        REQUIRE(sees(world.coordinator).ok());
        CHECK(!waits());
        world.now("2026-03-28T12:10:00Z");
        grades("MEDIUM");
        world.now("2026-03-28T12:20:00Z");
        grades("HIGH");
        CHECK(waits());
        auto const of_home
            = world.world.account("social worker", world.home_agency, world.home_team);
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return share(
                            world.room, change, episode.id, {{}, {}, world.home_team, "carer"});
                    })
                    .ok());
        REQUIRE(sees(of_home).ok());
        CHECK(waits());
        REQUIRE(sees(world.officer).ok());
        CHECK(!waits());
    });
}

TEST_CASE("a meeting is asked for while no return is recorded, and ends where it was a short time")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-01T08:00:00Z");
        auto const asked = [&] {
            auto const pass = world.world.as(world.worker);
            return world.actions_room.store.list_about(pass->visit(), thing(episode.id)).front();
        };
        CHECK(asked().open());
        CHECK(asked().how_we_will_know.find("No return is recorded after") != std::string::npos);
        REQUIRE(world.returns(world.worker, episode, "2026-03-01T11:00:00Z").ok());
        CHECK(asked().state == actions::ActionState::withdrawn);
    });
}

} // namespace kith::missing
