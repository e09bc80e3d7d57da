// SPDX-License-Identifier: MIT
// Trackers of missing episodes, brought in and undone; on both databases.
#include "missing/import_list.h"
#include "missing/missing_world_test.h"
#include "missing/returns.h"
#include "world/databases.h"
#include <algorithm>

namespace kith::missing {
namespace {
    auto const tomorrow = Instant::read("2026-03-29T12:00:00Z").value(); // all is known by then
    char const* const tracker
        = "Name,DOB,Missing or absent,Date missing,Date returned,Risk,Found where,RHI "
          "date,Declined,"
          "Interviewer\n"
          "Tansy Birkwood,02/01/2010,Missing,01/02/2026 18:00,02/02/2026 09:00,Medium,The pier,"
          "04/02/2026,,Sol Brandreth\n"
          "Tansy Birkwood,02/01/2010,Absent,10/02/2026,10/02/2026,,,,Yes,\n"
          "Ewan Sedge,03/04/2011,Missing,05/02/2026,06/02/2026,,,,,\n";

    class TrackerWorld : public MissingWorld {
    public:
        explicit TrackerWorld(db::Database& database) : MissingWorld(database)
        {
            manager = world.account("team manager", council(), council_team);
            clerk = world.account("social worker", council(), council_team);
        }
        AgencyId council() { return world.as(worker)->visit().visitor().agency; }
        Result<imports::Prepared> prepared(Visit const& visit, std::string const& text)
        {
            return imports::prepare(*room.list, visit, head(), text, {});
        }
        Import staged(Visit const& visit, std::string const& text)
        {
            auto const read = prepared(visit, text).value();
            for (auto const& one : read.file.troubles)
                MESSAGE(one.row << " [" << one.column << "] " << one.words);
            return imports::stage(*room.list, visit, head(), read).value();
        }
        Import bring_in(std::string const& text)
        {
            auto const pass = world.as(manager);
            auto const done
                = imports::accept(*room.list, pass->visit(), staged(pass->visit(), text));
            REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
            return *done;
        }
        Result<Import> undone(Import const& import)
        {
            world.clock.move_to(world.clock.now() + std::chrono::minutes(5));
            auto const pass = world.as(manager);
            return imports::undo(*room.list, pass->visit(), import, "The wrong list");
        }
        std::vector<people::KnownPerson> named(char const* name, char const* birth)
        {
            return people::known(
                world.as(worker)->visit(), {{name}, PartialDate::read(birth).value(), {}});
        }
        std::vector<Episode> of(PersonId person)
        {
            return list_of(world.as(worker)->visit(), person);
        }
        std::string troubles(std::string const& text)
        {
            auto const pass = world.as(manager);
            auto const read = prepared(pass->visit(), text);
            if (!read)
                return read.error().words.key;
            std::string all;
            for (auto const& one : read->file.troubles)
                all += std::to_string(one.row) + " [" + one.column + "] " + one.words + "\n";
            return all;
        }

        Import head()
        {
            Import one;
            one.agency = council();
            one.team = council_team;
            return one;
        }

        AccountId manager, clerk;
    };
} // namespace

TEST_CASE("a tracker: two times away on one day are two, and one on record is not brought in again")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        std::string const twice
            = "Name,DOB,Missing or absent,Left,Returned,Interview held\n"
              "Tansy Birkwood,02/01/2010,Missing,01/02/2026 08:00,01/02/2026 10:00,02/02/2026\n"
              "Tansy Birkwood,02/01/2010,Missing,01/02/2026 18:00,01/02/2026 21:00,03/02/2026\n";
        CHECK(drawn.bring_in(twice).counts.made == 2);
        auto const tansy = drawn.named("Tansy Birkwood", "2010-01-02").at(0).person.id;
        auto const times = drawn.of(tansy);
        REQUIRE(times.size() == 2);
        for (auto const& one : times)
            CHECK(drawn.interview(one)->outcome == "completed_in_time");
        // On record: the same to the minute. Another kind at that time overlaps, and is refused.
        auto const pass = drawn.world.as(drawn.worker);
        auto& connection = pass->visit().reading();
        auto listed = ListedEpisode{};
        listed.episode = times[0];
        CHECK(same_episode(connection, tansy, listed)->id == times[0].id);
        listed.episode.started_at = listed.episode.started_at + std::chrono::minutes(1);
        CHECK_FALSE(same_episode(connection, tansy, listed));
        listed.start_day_only = true;
        CHECK(same_episode(connection, tansy, listed).has_value());
        listed.episode.kind = "A";
        CHECK_FALSE(same_episode(connection, tansy, listed));
    });
}

TEST_CASE("a tracker brings closed times in with their interviews, and starts nothing for the past")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        drawn.world.assign(drawn.worker, "team manager", drawn.council(), drawn.council_team);
        int went = 0;
        drawn.room.went.emplace_back([&](Change&, Episode const&) {
            ++went;
            return done();
        });
        auto const import = drawn.bring_in(tracker);
        CHECK(import.counts.made == 3);
        CHECK(went == 0);
        auto const tansy = drawn.named("Tansy Birkwood", "2010-01-02");
        REQUIRE(tansy.size() == 1); // two rows, one child
        auto const times = drawn.of(tansy[0].person.id);
        REQUIRE(times.size() == 2);
        auto const& first = times[1];
        CHECK(first.state() == EpisodeState::closed);
        CHECK(first.kind == "M");
        CHECK(first.found_place == "The pier");
        CHECK(first.started_at == drawn.at("2026-02-01T18:00:00Z"));
        auto const talk = drawn.interview(first);
        REQUIRE(talk);
        CHECK(talk->outcome == "completed_in_time");
        CHECK(talk->interviewer_words == "Sol Brandreth");
        CHECK(talk->tell_home == "no"); // nothing was agreed
        auto const pass = drawn.world.as(drawn.worker);
        auto& connection = pass->visit().reading();
        CHECK(grades_of(connection, first.id).at(0).grade == "MEDIUM");
        auto const& second = times[0];
        CHECK(second.away());
        CHECK(second.started_at == second.returned_at); // one day, and no time
        CHECK(drawn.interview(second)->outcome == "declined");
        CHECK(log_of(connection, second.id).at(0).said
            == "The list of council says so. It gives days and no times: both stand at noon.");
        auto const ewan = drawn.named("Ewan Sedge", "2011-04-03").at(0).person;
        // It says nothing of one: it is owed, and late, and the time stays open until it is seen
        // to.
        auto const owed = drawn.interview(drawn.of(ewan.id).at(0));
        REQUIRE(owed);
        CHECK(owed->late(drawn.world.clock.now()));
        CHECK(interview_answers(connection, drawn.of(ewan.id).at(0), tomorrow).offered == "N");
        CHECK(list_open(pass->visit(), Which::not_closed).all.size() == 1);
        CHECK(list_open_interviews(pass->visit()).all.size() == 1);
        CHECK(offers_of(connection, drawn.interview(second)->id).empty()); // no day is made up
        CHECK(talk->answers.find("tell_home") == std::string::npos);       // nobody asked
        CHECK(drawn.actions_room.store.list_about(pass->visit(), thing(first.id)).empty());
        CHECK(parties_of(connection, first.id).at(0).duty == "responsible");
        pass->settle();
        // The same again: once it is said who they are, nothing is brought in.
        auto const leader = drawn.world.as(drawn.worker);
        auto again = drawn.staged(leader->visit(), tracker);
        CHECK(again.counts.perhaps_known == 2);
        for (auto const& row : imports::list_rows(leader->visit(), again, 0, 10))
            if (!row.candidates.empty())
                again = imports::settle(*drawn.room.list, leader->visit(), again,
                    {{row.place, imports::written(row.candidates[0].thing)}})
                            .value();
        CHECK(imports::accept(*drawn.room.list, leader->visit(), again).ok());
        CHECK(drawn.of(tansy[0].person.id).size() == 2);
        CHECK(drawn.of(ewan.id).size() == 1);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a return longer ago than an interview is owed is closed, and what came of it not known")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        drawn.bring_in("Name,DOB,Left,Returned\nEwan Sedge,03/04/2011,05/11/2025,06/11/2025\n");
        auto const ewan = drawn.named("Ewan Sedge", "2011-04-03").at(0).person;
        auto const one = drawn.of(ewan.id).at(0);
        CHECK(one.state() == EpisodeState::closed);
        CHECK(one.closed_because.ends_with("What came of the return interview is not known."));
        CHECK(!drawn.interview(one));
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(interview_answers(pass->visit().reading(), one, tomorrow).offered == "NULL");
    });
}

TEST_CASE("one without a return begins as a report does, and an interview that is owed still runs")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        int went = 0;
        drawn.room.went.emplace_back([&](Change&, Episode const&) {
            ++went;
            return done();
        });
        drawn.bring_in("Name,DOB,Left,Returned,Exploitation suspected\n"
                       "Tansy Birkwood,02/01/2010,27/03/2026 20:00,,Yes\n"
                       "Ewan Sedge,03/04/2011,26/03/2026 10:00,27/03/2026 09:00,\n");
        CHECK(went == 2); // as it was tried, and that was undone; and as it was accepted
        auto const pass = drawn.world.as(drawn.worker);
        auto const open = list_open(pass->visit(), Which::still_missing).all;
        REQUIRE(open.size() == 1);
        CHECK(open[0].exploitation_suspected);
        CHECK(open[0].reported_at == open[0].started_at);
        auto const owed = list_open_interviews(pass->visit()).all;
        REQUIRE(owed.size() == 1);
        CHECK(owed[0].due_at == drawn.at("2026-03-30T09:00:00Z")); // ten by the clock
        CHECK(find(pass->visit(), owed[0].episode)->state() == EpisodeState::returned);
    });
}

TEST_CASE(
    "what overlaps, is told twice or cannot be so is a trouble of its row, and nothing is kept")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        auto const head = std::string("Name,DOB,Left,Returned\n");
        CHECK(drawn
                  .troubles(head
                      + "Tansy Birkwood,02/01/2010,01/02/2026 18:00,03/02/2026 09:00\n"
                        "Tansy Birkwood,02/01/2010,02/02/2026 18:00,04/02/2026 09:00\n")
                  .starts_with("3 [Left] it overlaps another time away"));
        CHECK(drawn.troubles(head
                  + "Tansy Birkwood,02/01/2010,01/02/2026,03/02/2026\n"
                    "\"Birkwood, Tansy\",02/01/2010,01/02/2026,03/02/2026\n")
            == "3 [Left] it is the same time away as row 2: leave one of them, or give the times "
               "of both\n");
        CHECK(drawn.troubles(head + "Tansy Birkwood,02/01/2010,01/02/2005,02/02/2005\n")
                  .starts_with("2 [Left] it lies on or before the day they were born"));
        // One may start when the one before ended, whether or not the time is known.
        CHECK(drawn.troubles(head
                  + "Tansy Birkwood,02/01/2010,01/02/2026,03/02/2026 18:00\n"
                    "Tansy Birkwood,02/01/2010,03/02/2026,04/02/2026\n")
            == "");
        CHECK(drawn.troubles("Child,Notes\nTansy,x\n").starts_with("No column says since when"));
        CHECK(drawn.named("Tansy Birkwood", "2010-01-02").empty());
    });
}

TEST_CASE("who may be known waits for a person, and the other rows of that child follow")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        auto const text = "Name,DOB,Left,Returned\n"
                          "Freya Larkspur,03/05/2011,01/02/2026,02/02/2026\n"
                          "Freya Larkspur,03/05/2011,10/02/2026,11/02/2026\n";
        drawn.world.assign(
            drawn.worker, "team manager", drawn.council(), drawn.council_team); // knows her
        auto const pass = drawn.world.as(drawn.worker);
        auto const import = drawn.staged(pass->visit(), text);
        CHECK(import.counts.perhaps_known == 1);
        auto const refused = imports::accept(*drawn.room.list, pass->visit(), import);
        CHECK(!refused.ok());
        auto const rows = imports::list_rows(pass->visit(), import, 0, 10);
        REQUIRE(rows[0].candidates.size() == 1);
        auto const settled = imports::settle(*drawn.room.list, pass->visit(), import,
            {{rows[0].place, imports::written(rows[0].candidates[0].thing)}});
        REQUIRE(settled.ok());
        auto const done = imports::accept(*drawn.room.list, pass->visit(), *settled);
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        CHECK(drawn.of(drawn.girl).size() == 2);
        CHECK(drawn
                  .staged(drawn.world.as(drawn.worker)->visit(),
                      "Reference,Left,Returned\n"
                          + people::find(drawn.world.as(drawn.worker)->visit(), drawn.girl)
                                ->reference.write()
                          + ",01/02/2026,02/02/2026\n")
                  .counts.unchanged
            == 1);
    });
}

TEST_CASE("undoing withdraws what nobody worked on, with whom it brought, and keeps the rest")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        auto const import = drawn.bring_in(tracker);
        auto const tansy = drawn.named("Tansy Birkwood", "2010-01-02").at(0).person.id;
        auto const ewan = drawn.named("Ewan Sedge", "2011-04-03").at(0).person.id;
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        auto const worked = drawn.of(tansy).at(0);
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return open_again(
                            drawn.room, change, worked.id, worked.version, "There is more to do");
                    })
                    .ok());
        auto const undone = drawn.undone(import);
        REQUIRE_MESSAGE(undone.ok(), (undone.ok() ? "" : undone.error().words.key));
        CHECK(undone->counts.kept == 1);
        CHECK(imports::list_kept(drawn.world.as(drawn.manager)->visit(), *undone).at(0).kept
            == "The episode was changed since");
        CHECK(drawn.of(tansy).size() == 1); // the other time is gone, and the child stays
        CHECK(drawn.named("Ewan Sedge", "2011-04-03").empty());
        CHECK(all_of(drawn.world.as(drawn.worker)->visit().reading(), ewan).empty());
        CHECK(drawn.world.verdict().problems.empty());
        // What was undone comes again as new.
        CHECK(
            drawn.bring_in("Name,DOB,Left,Returned\nEwan Sedge,03/04/2011,05/02/2026,06/02/2026\n")
                .counts.made
            == 1);
    });
}

TEST_CASE("an agency's tracker is brought in by who answers for its records, and by nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        TrackerWorld drawn(database);
        auto const pass = drawn.world.as(drawn.clerk);
        CHECK(!imports::stage(*drawn.room.list, pass->visit(), drawn.head(),
            drawn.prepared(pass->visit(), tracker).value())
                   .ok());
        auto const import = drawn.staged(drawn.world.as(drawn.manager)->visit(), tracker);
        CHECK(imports::find_import(pass->visit(), import.id).error().code == Code::not_found);
    });
}

} // namespace kith::missing
