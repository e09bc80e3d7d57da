// SPDX-License-Identifier: MIT
// Episodes and return interviews, on both databases: who shares them, what they may not do, and
// what follows from what.
#include "missing/likely.h"
#include "missing/missing_world_test.h"
#include "missing/views.h"
#include "world/databases.h"

namespace kith::missing {
namespace {
    std::size_t seen_by(MissingWorld& world, AccountId who)
    {
        auto const pass = world.world.as(who);
        return list_open(pass->visit(), Which::not_closed).all.size();
    }
    bool knows_it(MissingWorld& world, AccountId who, Episode const& episode)
    {
        auto const pass = world.world.as(who);
        return find(pass->visit(), episode.id).ok();
    }
    Result<Grade> grades(MissingWorld& world, AccountId who, Episode const& episode,
        char const* grade_given, char const* low_because = "")
    {
        Grade wanted;
        wanted.grade = grade_given;
        wanted.at = world.world.clock.now();
        wanted.graded_by = "PC 1234";
        wanted.because = "Threats on her phone";
        wanted.low_because = low_because;
        return world.world.as(who)->visit().change(
            [&](Change& change) { return grade(world.room, change, episode.id, wanted); });
    }
    std::size_t meetings_asked(MissingWorld& world, Episode const& episode)
    {
        auto const pass = world.world.as(world.worker);
        return world.actions_room.store.list_about(pass->visit(), thing(episode.id)).size();
    }
} // namespace

TEST_CASE("police, the authority that answers and the one where they live share one episode; "
          "nobody else knows of it")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        CHECK(episode.reference.kind() == 'M');
        for (auto const who : {world.worker, world.coordinator, world.host_worker, world.officer})
            CHECK(knows_it(world, who, episode));
        CHECK(!knows_it(world, world.elsewhere, episode));
        CHECK(!knows_it(world, world.carer, episode));
        CHECK(seen_by(world, world.elsewhere) == 0);
        // The other council shares the episode, and has no record of hers opened to it.
        CHECK(!people::find(world.world.as(world.host_worker)->visit(), world.girl).ok());
        auto const pass = world.world.as(world.host_worker);
        CHECK(episode_view(world.room, pass->visit(), episode).get("name").text()
            == "Freya Larkspur");
        // Who cares for her is told of it from the moment it is shared with them.
        CHECK(world.world.as(world.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return share(
                          world.room, change, episode.id, {{}, {}, world.home_team, "carer"});
                  })
                  .ok());
        CHECK(knows_it(world, world.carer, episode));
    });
}

TEST_CASE("nobody is reported by somebody who may not know them")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const refused
            = world.reports(world.elsewhere, world.a_report(world.girl, "2026-03-28T08:00:00Z"));
        CHECK(refused.error().code == Code::not_found);
    });
}

TEST_CASE("a second episode is refused while one is open or where it overlaps, and nothing is kept")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const first = world.reported(world.girl, "2026-03-27T08:00:00Z");
        auto const again
            = world.reports(world.worker, world.a_report(world.girl, "2026-03-28T08:00:00Z"));
        CHECK(again.error().code == Code::conflict);
        REQUIRE(world.returns(world.officer, first, "2026-03-27T20:00:00Z").ok());
        CHECK(world.reports(world.worker, world.a_report(world.girl, "2026-03-27T19:59:00Z"))
                  .error()
                  .code
            == Code::conflict);
        CHECK(world.reports(world.worker, world.a_report(world.girl, "2026-03-27T20:00:00Z")).ok());
        CHECK(seen_by(world, world.worker) == 2);
    });
}

TEST_CASE("a return begins the 72 hours for a child, and none of law for an adult")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        CHECK(!world.interview(episode));
        world.now("2026-03-29T09:00:00Z");
        REQUIRE(world.returns(world.officer, episode, "2026-03-29T00:40:00Z").ok());
        auto const owed = world.interview(episode);
        REQUIRE(owed.has_value());
        CHECK(owed->due_at == MissingWorld::at("2026-04-01T00:40:00Z"));
        CHECK(owed->of_law());
        CHECK(owed->team == world.council_team);
        CHECK(world.returns(world.officer, episode, "2026-03-29T00:50:00Z").error().code
            == Code::conflict); // somebody was first
        auto const grown = world.reported(world.adult, "2026-03-28T08:00:00Z");
        REQUIRE(world.returns(world.officer, grown, "2026-03-28T18:00:00Z").ok());
        CHECK(!world.interview(grown)->of_law());
    });
}

TEST_CASE(
    "the interview is read by who sees to it and who works with the child; police see that it "
    "is due and no more")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        auto const read = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return find_interview(pass->visit(), episode.id).ok();
        };
        CHECK(read(world.worker));
        CHECK(read(world.host_worker));
        CHECK(!read(world.officer));
        CHECK(!read(world.elsewhere));
        CHECK(list_open_interviews(world.world.as(world.officer)->visit()).all.empty());
        CHECK(list_open_interviews(world.world.as(world.host_worker)->visit()).all.size() == 1);
        CHECK(world.offers(world.officer, episode).error().code == Code::not_found);
        REQUIRE(world.offers(world.coordinator, episode).ok());
        auto const held = world.holds(world.coordinator, episode, "2026-03-28T11:00:00Z");
        REQUIRE(held.ok());
        CHECK(held->outcome == "completed_in_time");
    });
}

TEST_CASE("what the child asked not to tell where they live is not read there, before or after")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        // The home works with her from before.
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
        auto const read = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return find_interview(pass->visit(), episode.id).ok();
        };
        CHECK(read(world.carer));
        REQUIRE(world.holds(world.worker, episode, "2026-03-28T11:00:00Z", "no").ok());
        CHECK(!read(world.carer));
        CHECK(read(world.worker));
        CHECK(knows_it(world, world.carer, episode)); // the episode, as before
    });
}

TEST_CASE("missing again before the interview: the offer ends, and the next one speaks of both")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const first = world.reported(world.girl, "2026-03-27T08:00:00Z");
        REQUIRE(world.returns(world.officer, first, "2026-03-27T10:00:00Z").ok());
        auto const second = world.reported(world.girl, "2026-03-27T22:00:00Z");
        auto const ended = world.interview(first);
        CHECK(ended->state == InterviewState::not_possible);
        CHECK(ended->outcome == "missing_again");
        CHECK(ended->covered_by == second.id);
        REQUIRE(world.returns(world.officer, second, "2026-03-28T07:00:00Z").ok());
        auto const next = world.interview(second);
        auto const pass = world.world.as(world.worker);
        auto const both = covers(pass->visit().reading(), *next);
        REQUIRE(both.size() == 1);
        CHECK(both.front() == first.id);
        // One that was held stays as it is.
        REQUIRE(world.holds(world.worker, second, "2026-03-28T09:00:00Z").ok());
        auto const third = world.reported(world.girl, "2026-03-28T10:00:00Z");
        CHECK(world.interview(second)->state == InterviewState::completed);
        CHECK(third.still_missing());
    });
}

TEST_CASE("nobody says no to what was not offered; what else was tried is asked")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        auto const ends = [&](Ending ending) {
            ending.version = world.interview(episode)->version;
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return end_without(world.room, change, episode.id, ending);
            });
        };
        CHECK(ends({"declined", "Freya", "Her aunt asked too", "She does not want to talk"})
                  .error()
                  .field
            == "outcome");
        REQUIRE(world.offers(world.worker, episode).ok());
        CHECK(
            ends({"declined", "", "Her aunt asked too", "She does not want to talk"}).error().field
            == "who_declined");
        CHECK(
            ends({"declined", "Freya", "", "She does not want to talk"}).error().field == "tried");
        auto const ended
            = ends({"declined", "Freya", "Her aunt asked too", "She does not want to talk"});
        REQUIRE(ended.ok());
        CHECK(ended->because.find("Her aunt asked too") != std::string::npos);
        CHECK(world.offers(world.worker, episode).error().code == Code::conflict);
        auto const again = world.world.as(world.worker)->visit().change([&](Change& change) {
            return open_interview_again(
                world.room, change, episode.id, ended->version, "She rang: she wants to");
        });
        REQUIRE(again.ok());
        CHECK(again->is_open());
        CHECK(again->due_at == MissingWorld::at("2026-03-31T10:00:00Z"));
    });
}

TEST_CASE("who is exploited is not graded low without saying why, and every grade is kept")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        world.room.exploited
            = [&](db::Connection&, PersonId person) { return person == world.girl; };
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        CHECK(grades(world, world.officer, episode, "LOW").error().field == "low_because");
        REQUIRE(grades(world, world.officer, episode, "HIGH").ok());
        world.now("2026-03-28T12:30:00Z");
        REQUIRE(grades(world, world.officer, episode, "LOW", "An officer is with her").ok());
        auto const pass = world.world.as(world.worker);
        auto const all = grades_of(pass->visit().reading(), episode.id);
        REQUIRE(all.size() == 2);
        CHECK(all.front().grade == "LOW");
        CHECK(all.back().grade == "HIGH");
        CHECK(grades(world, world.carer, episode, "LOW", "x").error().code == Code::not_found);
        // It is shared with the manager of the home: the police's grade is not theirs to lower, nor
        // the report theirs to put away.
        auto const done_by = [&](AccountId who, auto const& act) {
            return world.world.as(who)->visit().change(
                [&](Change& change) -> Done { return act(change); });
        };
        REQUIRE(done_by(world.worker, [&](Change& change) {
            return share(world.room, change, episode.id, {{}, {}, world.home_team, "carer"});
        }).ok());
        CHECK(grades(world, world.carer, episode, "LOW", "x").error().code == Code::not_allowed);
        CHECK(done_by(world.carer,
                  [&](Change& change) {
                      return withdraw(world.room, change, episode.id, episode.version, "No matter");
                  })
                  .error()
                  .code
            == Code::not_allowed);
        auto const other = world.reported(world.boy, "2026-03-28T08:00:00Z");
        CHECK(grades(world, world.officer, other, "LOW").ok());
        REQUIRE(world.returns(world.officer, other, "2026-03-28T12:00:00Z").ok());
        CHECK(grades(world, world.officer, other, "HIGH").error().code == Code::conflict);
    });
}

TEST_CASE("a high risk waits until somebody says that they have seen it")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const waits = [&] {
            auto const pass = world.world.as(world.worker);
            return waits_for_somebody(pass->visit().reading(), episode);
        };
        CHECK(!waits());
        REQUIRE(grades(world, world.officer, episode, "HIGH").ok());
        CHECK(waits());
        auto const sees = [&](AccountId who) {
            return world.world.as(who)->visit().change(
                [&](Change& change) { return acknowledge(change, episode); });
        };
        CHECK(!sees(world.elsewhere).ok());
        REQUIRE(sees(world.coordinator).ok());
        REQUIRE(sees(world.coordinator).ok()); // twice is once
        CHECK(!waits());
        auto const pass = world.world.as(world.worker);
        CHECK(acknowledgements_of(pass->visit().reading(), episode.id).size() == 1);
    });
}

TEST_CASE("two who go together have an episode each, with clocks of their own")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const hers = world.reported(world.girl, "2026-03-27T20:00:00Z");
        auto const joined = world.world.as(world.worker)->visit().change([&](Change& change) {
            return went_with(world.room, change, hers.id, world.boy);
        });
        REQUIRE(joined.ok());
        CHECK(joined->person == world.boy);
        CHECK(joined->started_at == hers.started_at);
        auto const pass = world.world.as(world.worker);
        CHECK(together_with(pass->visit().reading(), hers.id).front() == joined->id);
        CHECK(together_with(pass->visit().reading(), joined->id).front() == hers.id);
        REQUIRE(world.returns(world.officer, hers, "2026-03-28T01:00:00Z").ok());
        CHECK(find(pass->visit(), joined->id)->still_missing());
        REQUIRE(world.returns(world.officer, *joined, "2026-03-28T09:00:00Z").ok());
        CHECK(world.interview(hers)->due_at == MissingWorld::at("2026-03-31T01:00:00Z"));
        CHECK(world.interview(*joined)->due_at == MissingWorld::at("2026-03-31T09:00:00Z"));
        auto const same = world.world.as(world.worker)->visit().change([&](Change& change) {
            return went_with(world.room, change, hers.id, world.girl);
        });
        CHECK(same.error().field == "person");
    });
}

TEST_CASE("three times in thirty days ask for a meeting once; a person of another team is told "
          "nothing")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        world.now("2026-03-02T12:00:00Z");
        auto const first = world.reported(world.girl, "2026-03-02T08:00:00Z");
        REQUIRE(world.returns(world.officer, first, "2026-03-02T10:00:00Z").ok());
        world.now("2026-03-12T12:00:00Z");
        auto const second = world.reported(world.girl, "2026-03-12T08:00:00Z");
        REQUIRE(world.returns(world.officer, second, "2026-03-12T10:00:00Z").ok());
        CHECK(meetings_asked(world, second) == 0);
        world.now("2026-03-28T12:00:00Z");
        auto const third = world.reported(world.girl, "2026-03-28T08:00:00Z");
        CHECK(meetings_asked(world, third) == 1);
        auto const pass = world.world.as(world.worker);
        auto const asked
            = world.actions_room.store.list_about(pass->visit(), thing(third.id)).front();
        CHECK(asked.due_rule == "missing.meeting");
        CHECK(asked.due == Date::of(2026, 4, 7).value()); // 5 working days; Easter between
        CHECK(asked.how_we_will_know.find("3 times within 30 days") != std::string::npos);
        REQUIRE(world.returns(world.officer, third, "2026-03-28T10:00:00Z").ok());
        CHECK(meetings_asked(world, third) == 1);
    });
}

TEST_CASE(
    "an episode closes once they are back and the interview has ended, and what keeps it open "
    "is said")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const closes = [&] {
            auto const pass = world.world.as(world.worker);
            auto const stands = find(pass->visit(), episode.id).value();
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return close(
                    world.room, change, episode.id, stands.version, "She is home, and safe");
            });
        };
        CHECK(closes().error().field == "because");
        auto const open = [&] {
            auto const pass = world.world.as(world.worker);
            return still_open(pass->visit(), world.girl).size();
        };
        CHECK(open() == 1);
        REQUIRE(world.returns(world.officer, episode, "2026-03-28T10:00:00Z").ok());
        CHECK(closes().error().field == "because");
        CHECK(open() == 1);
        REQUIRE(world.holds(world.worker, episode, "2026-03-28T11:00:00Z").ok());
        CHECK(closes().error().field == "because"); // nobody wrote what should be known next time
        CHECK(open() == 1);
        REQUIRE(world.nothing_learned(episode).ok());
        REQUIRE(closes().ok());
        CHECK(open() == 0);
        CHECK(seen_by(world, world.worker) == 0);
        CHECK(closes().error().code == Code::conflict);
    });
}

TEST_CASE(
    "a return entered wrongly is taken back: no interview is owed, and it may be entered again")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const back = world.returns(world.officer, episode, "2026-03-28T10:00:00Z").value();
        auto const taken = world.world.as(world.officer)->visit().change([&](Change& change) {
            return take_return_back(
                world.room, change, episode.id, back.version, "It was somebody else");
        });
        REQUIRE(taken.ok());
        CHECK(taken->still_missing());
        CHECK(!world.interview(episode));
        REQUIRE(world.returns(world.officer, *taken, "2026-03-28T11:30:00Z").ok());
        CHECK(world.interview(episode)->due_at == MissingWorld::at("2026-03-31T11:30:00Z"));
        auto const pass = world.world.as(world.worker);
        CHECK(versions_of(pass->visit(), episode.id).size() == 3);
    });
}

TEST_CASE("a report is put right with a reason, what it said is kept, and a late save is told so")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const episode = world.reported(world.girl, "2026-03-28T08:00:00Z");
        auto const puts_right = [&](Episode wanted, char const* reason) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return correct(world.room, change, wanted, reason);
            });
        };
        auto wanted = episode;
        wanted.left_at = MissingWorld::at("2026-03-28T07:00:00Z");
        CHECK(puts_right(wanted, " ").error().field == "reason");
        REQUIRE(puts_right(wanted, "The staff log says seven").ok());
        CHECK(puts_right(wanted, "Again").error().code == Code::conflict);
        auto const pass = world.world.as(world.worker);
        auto const stands = find(pass->visit(), episode.id).value();
        CHECK(stands.started_at == MissingWorld::at("2026-03-28T07:00:00Z"));
        auto const was = versions_of(pass->visit(), episode.id);
        REQUIRE(was.size() == 1);
        CHECK(was.front().one.started_at == episode.started_at);
        CHECK(was.front().reason == "The staff log says seven");
        // Recorded in error: nobody finds it any more.
        CHECK(world.world.as(world.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return withdraw(
                          world.room, change, episode.id, stands.version, "A different girl");
                  })
                  .ok());
        CHECK(!knows_it(world, world.worker, episode));
        CHECK(world.reports(world.worker, world.a_report(world.girl, "2026-03-28T08:00:00Z")).ok());
    });
}

TEST_CASE("where they may be: found before, seen, linked, named; each with its reason and in that "
          "order")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        auto const before = world.reported(world.girl, "2026-03-20T08:00:00Z");
        REQUIRE(world.returns(world.officer, before, "2026-03-20T10:00:00Z").ok());
        auto wanted = world.a_report(world.girl, "2026-03-28T08:00:00Z");
        wanted.episode.answers = R"({"likely_places":"Her aunt's\nthe old boathouse"})";
        auto const episode = world.reports(world.worker, wanted).value();
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        LogEntry entry;
                        entry.kind = "sighting";
                        entry.at = MissingWorld::at("2026-03-28T11:00:00Z");
                        entry.place = "Ferry terminal";
                        entry.said = "A ferryman saw her";
                        TRY(add_to_log(world.room, change, episode.id, entry));
                        return done();
                    })
                    .ok());
        auto const pass = world.world.as(world.worker);
        auto const places = likely_places(world.room, pass->visit(), episode);
        REQUIRE(places.size() == 3);
        CHECK(places[0].name == "The Old Boathouse");
        CHECK(places[0].reasons.size() == 2); // found there, and named
        CHECK(places[1].name == "Ferry terminal");
        CHECK(places[2].name == "Her aunt's");
    });
}

TEST_CASE("every version of an episode, an interview and a plan has a twin that holds its columns")
{
    tests::on_both_databases([](db::Database& database) {
        MissingWorld world(database);
        CHECK(world.world.twin_columns("missing_episodes")
            == world.world.columns("missing_episodes_was"));
        CHECK(world.world.twin_columns("return_interviews")
            == world.world.columns("return_interviews_was"));
        CHECK(
            world.world.twin_columns("missing_plans") == world.world.columns("missing_plans_was"));
    });
}

} // namespace kith::missing
