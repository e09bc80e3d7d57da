// SPDX-License-Identifier: MIT
// The rule of repeats and the daily round, with the clock moved along, on both databases.
#include "missing/missing_world_test.h"
#include "world/databases.h"

namespace kith::missing {
namespace {
    using actions::ActionState;

    AgencyId agency_of(MissingWorld& world, AccountId who)
    {
        return world.world.as(who)->visit().visitor().agency;
    }

    // What the rule asked about an episode, as its own people see it; open ones first.
    std::vector<actions::Action> meetings_about(MissingWorld& world, Episode const& episode)
    {
        auto const pass = world.world.as(world.worker);
        auto all = world.actions_room.store.list_about(pass->visit(), thing(episode.id));
        std::erase_if(all, [](auto const& one) { return one.due_rule != meeting_rule; });
        return all;
    }

    // The round of that moment, twice: the second does nothing.
    void round_at(MissingWorld& world, char const* moment)
    {
        world.now(moment);
        ask_for_meetings(world.room, *world.world.gate);
        ask_for_meetings(world.room, *world.world.gate);
    }

    void ends(MissingWorld& world, Episode const& episode, ActionState state)
    {
        auto const asked = meetings_about(world, episode).front();
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return world.actions_room.store.finish(
                            change, asked.id, asked.version, state, "They met on 3 April");
                    })
                    .ok());
    }
} // namespace

TEST_CASE("daily round: longer than 24 hours asks for the meeting once though nobody acts")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const away = world.reported(world.girl, "2026-03-28T08:00:00Z");
        round_at(world, "2026-03-29T07:59:00Z"); // 23 hours and 59 minutes, across the clock change
        CHECK(meetings_about(world, away).empty());
        round_at(world, "2026-03-29T08:01:00Z");
        auto const asked = meetings_about(world, away);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].for_agency == agency_of(world, world.worker));
        CHECK(asked[0].asked_by == world.council_team);
        CHECK(asked[0].created_by.none());                   // nobody: Kith itself
        CHECK(asked[0].due == Date::of(2026, 4, 7).value()); // 5 working days; Easter between
        CHECK(asked[0].how_we_will_know.find("No return is recorded after more than 24 hours")
            != std::string::npos);
        round_at(world, "2026-03-31T08:00:00Z");
        CHECK(meetings_about(world, away).size() == 1);
        // They met, and she is missing still: nobody is asked to meet about the same time again.
        ends(world, away, ActionState::done);
        round_at(world, "2026-04-03T08:00:00Z");
        CHECK(meetings_about(world, away).size() == 1);
        // Nor by whoever acts next.
        REQUIRE(world.world.as(world.officer)
                    ->visit()
                    .change([&](Change& change) {
                        LogEntry entry;
                        entry.kind = "search";
                        entry.at = change.now();
                        entry.said = "The harbour was searched";
                        return add_to_log(world.room, change, away.id, entry);
                    })
                    .ok());
        CHECK(meetings_about(world, away).size() == 1);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("daily round: a new time, and three starts told by who asks for none, ask again")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const first = world.reported(world.girl, "2026-03-26T08:00:00Z");
        REQUIRE(world.returns(world.officer, first, "2026-03-27T10:00:00Z").ok());
        REQUIRE(meetings_about(world, first).size() == 1); // a day and more: asked at the report
        ends(world, first, ActionState::done);
        round_at(world, "2026-03-28T13:00:00Z");
        CHECK(meetings_about(world, first).size() == 1);
        // A second time, for a day and more.
        auto const second = world.reported(world.girl, "2026-03-28T12:30:00Z");
        CHECK(meetings_about(world, second).empty());
        round_at(world, "2026-03-29T12:29:00Z");
        CHECK(meetings_about(world, second).empty());
        round_at(world, "2026-03-29T12:31:00Z");
        CHECK(meetings_about(world, second).size() == 1);
        REQUIRE(world.returns(world.officer, second, "2026-03-29T12:31:00Z").ok());
        ends(world, second, ActionState::not_done);
        // A third, told by somebody who asks nobody for a meeting.
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        links::Involvement one;
                        one.subject = thing(world.girl);
                        one.agency = world.home_agency;
                        one.team = world.home_team;
                        one.role = "Cares for them";
                        return links::involve_with(change, thing(world.girl), one);
                    })
                    .ok());
        world.now("2026-04-01T12:00:00Z");
        auto const nurse = world.world.account("referrer", world.home_agency, world.home_team);
        REQUIRE(world.reports(nurse, world.a_report(world.girl, "2026-04-01T11:00:00Z")).ok());
        auto const open = list_of(world.world.as(world.worker)->visit(), world.girl).front();
        CHECK(meetings_about(world, open).empty());
        round_at(world, "2026-04-01T12:30:00Z");
        auto const asked = meetings_about(world, open);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].how_we_will_know.find("3 times within 30 days") != std::string::npos);
    });
}

TEST_CASE("daily round: no second meeting is asked for by who may not know of the first")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const first = world.reported(world.girl, "2026-03-26T08:00:00Z");
        REQUIRE(world.returns(world.worker, first, "2026-03-27T10:00:00Z").ok());
        CHECK(meetings_about(world, first).front().open());
        // Another police team shares the second time, and not the first.
        auto const force = world.world.agency("another_force", "police");
        auto const team = world.world.team(force, "Missing persons there");
        auto const officer = world.world.account("police missing persons officer", force, team);
        world.now("2026-03-28T12:00:00Z");
        auto wanted = world.a_report(world.girl, "2026-03-27T11:00:00Z");
        wanted.parties.push_back({{}, {}, team, "police"});
        auto const second = world.reports(world.worker, wanted).value();
        CHECK(!knows(world.world.as(officer)->visit(), first.id));
        auto const graded = world.world.as(officer)->visit().change([&](Change& change) {
            Grade given;
            given.grade = "MEDIUM";
            given.at = change.now();
            given.graded_by = "PC 1234";
            given.because = "A day and more";
            return grade(world.room, change, second.id, given);
        });
        CHECK(graded.ok());
        CHECK(meetings_about(world, second).empty());
        round_at(world, "2026-03-28T13:00:00Z");
        CHECK(meetings_about(world, second).empty());
    });
}

TEST_CASE(
    "daily round: what a wrong return ended is asked for again, what somebody withdrew is not")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        world.now("2026-03-28T08:40:00Z");
        auto const away = world.reported(world.girl, "2026-03-28T08:00:00Z");
        round_at(world, "2026-03-29T09:00:00Z");
        world.now("2026-03-29T10:00:00Z");
        auto const back = world.returns(world.officer, away, "2026-03-28T11:00:00Z").value();
        CHECK(meetings_about(world, away).front().state == ActionState::withdrawn);
        round_at(world, "2026-03-29T11:00:00Z");
        CHECK(meetings_about(world, away).size() == 1);
        world.now("2026-03-29T12:00:00Z");
        REQUIRE(world.world.as(world.officer)
                    ->visit()
                    .change([&](Change& change) {
                        return take_return_back(
                            world.room, change, away.id, back.version, "It was somebody else");
                    })
                    .ok());
        round_at(world, "2026-03-29T13:00:00Z");
        REQUIRE(meetings_about(world, away).size() == 2);
        CHECK(meetings_about(world, away).front().open());
        world.now("2026-03-29T14:00:00Z");
        ends(world, away, ActionState::withdrawn);
        round_at(world, "2026-03-30T14:00:00Z");
        CHECK(meetings_about(world, away).size() == 2);
    });
}

TEST_CASE("an open list is cut after it is known who may read what, and says that there is more")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const own = world.reported(world.girl, "2026-03-27T08:00:00Z");
        // Those of another team began later, and would stand before it.
        auto const other_team = world.world.team(agency_of(world, world.host_worker), "Elsewhere");
        auto const other = world.world.account(
            "missing coordinator", agency_of(world, world.host_worker), other_team);
        for (int i = 0; i < 5; ++i) {
            people::Person person;
            person.names = {{{}, "birth", "Somebody Else"}};
            person.birth = PartialDate{2010, 1, 1 + i};
            auto const made
                = world.world.as(other)
                      ->visit()
                      .change([&](Change& change) { return people::create(change, person); })
                      .value()
                      .id;
            auto wanted = world.a_report(made, "2026-03-28T08:00:00Z");
            wanted.parties = {{{}, {}, other_team, "responsible"}};
            auto const away = world.reports(other, wanted).value();
            REQUIRE(world.returns(other, away, "2026-03-28T10:00:00Z").ok());
        }
        REQUIRE(world.returns(world.worker, own, "2026-03-28T11:00:00Z").ok());
        Most const two{2, 2};
        auto const mine = world.world.as(world.worker);
        auto const open = list_open(mine->visit(), Which::not_closed, two);
        REQUIRE(open.all.size() == 1);
        CHECK(open.all.front().id == own.id);
        CHECK(!open.more);
        auto const owed = list_open_interviews(mine->visit(), two); // theirs are due before hers
        REQUIRE(owed.all.size() == 1);
        CHECK(owed.all.front().episode == own.id);
        CHECK(!owed.more);
        auto const theirs = world.world.as(other);
        CHECK(list_open(theirs->visit(), Which::back_not_closed, two).all.size() == 2);
        CHECK(list_open(theirs->visit(), Which::back_not_closed, two).more);
        CHECK(list_open(theirs->visit(), Which::back_not_closed, {5, 2}).all.size() == 5);
        CHECK(!list_open(theirs->visit(), Which::back_not_closed, {5, 2}).more);
        CHECK(list_open(theirs->visit(), Which::still_missing, two).all.empty());
        CHECK(list_open_interviews(theirs->visit(), {4, 3}).more);
        CHECK(list_open_interviews(theirs->visit(), {5, 3}).all.size() == 5);
    });
}

} // namespace kith::missing
