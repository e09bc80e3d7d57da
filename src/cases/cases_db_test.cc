// SPDX-License-Identifier: MIT
// A case, from its opening to its closing and back, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/plan_acts.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    Closure a_closure(CaseId id)
    {
        Closure closure;
        closure.of = id;
        closure.reason = "safer";
        closure.why = "Nothing new for twelve weeks";
        closure.life_changed = "She is back at football and sleeps at home";
        closure.contexts_changed = "The takeaway closes at nine and has a trained manager";
        closure.who_keeps = "Her school lead, each week";
        closure.way_back = "She or her mother call the team, or any colleague does";
        closure.own_view = "\"I feel like me again\"";
        closure.on = Date::of(2026, 3, 6).value();
        return closure;
    }
    LevelEntry a_level(char const* code)
    {
        LevelEntry entry;
        entry.level = code;
        entry.rationale = "Three adults, one place, since January";
        entry.evidence = "Her own words, and the school's two observations";
        entry.on = Date::of(2026, 3, 6).value();
        return entry;
    }
} // namespace

TEST_CASE("a subject has one open case, its clocks run, and only who may know the subject knows it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const about_girl = world.open(thing(world.girl));
        CHECK(about_girl.pathway == "person");
        CHECK(about_girl.stage == "screening");
        CHECK(about_girl.reference.write().starts_with("K-"));
        auto const about_place = world.open(thing(world.takeaway));
        CHECK(about_place.pathway == "context");

        // Friday 6 March 2026 and five working days: Friday 13 March.
        auto const pass = world.world.as(world.worker);
        auto const clock = next_clock(pass->visit(), about_place.id);
        REQUIRE(clock);
        CHECK(clock->rule == "context.screen");
        CHECK(clock->due_at.write() == "2026-03-13T23:59:59.000000Z");

        Opening again;
        again.subject = thing(world.girl);
        again.strands = {"CCE"};
        again.because = "Another worry";
        auto const second = pass->visit().change(
            [&](Change& change) { return open_case(world.room, change, again); });
        REQUIRE(!second.ok());
        CHECK(second.error().code == Code::conflict);

        CHECK(find(world.world.as(world.manager)->visit(), about_girl.id).ok());
        for (auto const who : {world.elsewhere, world.licensing, world.school_lead, world.analyst})
            CHECK(
                find(world.world.as(who)->visit(), about_girl.id).error().code == Code::not_found);
        // Who works with the takeaway reads its case and nothing of the girl's.
        CHECK(find(world.world.as(world.licensing)->visit(), about_place.id).ok());
        CHECK(find(world.world.as(world.elsewhere)->visit(), about_place.id).error().code
            == Code::not_found);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("the assessment of a person is due 45 working days after the referral")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        // Three working days later the assessment begins: its time runs from the referral all the
        // same. Friday 6 March 2026 and 45 working days: Wednesday 13 May (domain values).
        world.world.clock.move_to(Instant::read("2026-03-11T09:00:00Z").value());
        auto const pass = world.world.as(world.worker);
        auto const moved = pass->visit().change([&](Change& change) {
            return move_on(world.room, change, {made.id, made.version, "assessment", ""});
        });
        REQUIRE(moved.ok());
        CHECK(moved->stage == "assessment");
        auto const clock = next_clock(pass->visit(), made.id);
        REQUIRE(clock);
        CHECK(clock->rule == "assessment.complete");
        CHECK(clock->due_at.write() == "2026-05-13T22:59:59.000000Z"); // British Summer Time
        CHECK(clocks_of(pass->visit(), made.id).size() == 2);
        // A step that the pathway does not know, and a version that is gone.
        auto const leap = pass->visit().change([&](Change& change) {
            return move_on(world.room, change, {made.id, moved->version, "step_down", ""});
        });
        CHECK(leap.error().field == "to");
        auto const late = pass->visit().change([&](Change& change) {
            return move_on(world.room, change, {made.id, made.version, "discussion", ""});
        });
        CHECK(late.error().code == Code::conflict);
        CHECK(versions_of(pass->visit(), made.id).size() == 1);
    });
}

TEST_CASE("a level is judged with reasons and says when it is looked at again")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const pass = world.world.as(world.worker);
        auto const judge = [&](LevelEntry const& entry, std::int64_t version) {
            return pass->visit().change([&](Change& change) {
                return judge_level(world.room, change, made.id, version, entry);
            });
        };
        auto without = a_level("SIGNIFICANT");
        without.rationale = " ";
        CHECK(judge(without, 1).error().field == "rationale");
        without = a_level("SIGNIFICANT");
        without.evidence.clear();
        CHECK(judge(without, 1).error().field == "evidence");
        CHECK(judge(a_level("SEVERE"), 1).error().field == "level");
        auto const judged = judge(a_level("SIGNIFICANT"), 1);
        REQUIRE(judged.ok());
        CHECK(judged->level == "SIGNIFICANT");
        auto const levels = levels_of(pass->visit(), made.id);
        REQUIRE(levels.size() == 1);
        CHECK(levels[0].next_review == Date::of(2026, 4, 3).value()); // four weeks
        CHECK(next_review_of(world.room, "MODERATE", Date::of(2026, 3, 6).value())
            == Date::of(2026, 5, 1).value()); // eight
        CHECK(next_review_of(world.room, "EMERGING", Date::of(2026, 3, 6).value())
            == Date::of(2026, 5, 29).value()); // twelve
    });
}

TEST_CASE("a level of an earlier day is recorded afterwards and replaces nothing")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const judge = [&](char const* code, Date on, std::int64_t version) {
            auto entry = a_level(code);
            entry.on = on;
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return judge_level(world.room, change, made.id, version, entry);
            });
        };
        REQUIRE(judge("SIGNIFICANT", Date::of(2026, 3, 5).value(), 1).ok());
        auto const before = judge("EMERGING", Date::of(2026, 2, 2).value(), 2);
        REQUIRE(before.ok());
        CHECK(before->level == "SIGNIFICANT");
        auto const pass = world.world.as(world.worker);
        CHECK(find(pass->visit(), made.id)->level == "SIGNIFICANT");
        CHECK(versions_of(pass->visit(), made.id).front().reason
            == "A level of 2 February 2026 was recorded afterwards");
        CHECK(levels_of(pass->visit(), made.id).size() == 2);
        // Of the same day it is the newer judgement.
        CHECK(judge("MODERATE", Date::of(2026, 3, 5).value(), 3)->level == "MODERATE");
    });
}

TEST_CASE("a time limit is met by its act alone: closing, opening again and moving on stop it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const clock_of = [&](char const* rule) {
            auto const pass = world.world.as(world.worker);
            auto const all = clocks_of(pass->visit(), made.id);
            auto const found = std::ranges::find(all, rule, &CaseClock::rule);
            REQUIRE(found != all.end());
            return *found;
        };
        auto const history_says = [&](std::string_view words) {
            return world.get(world.worker, "/cases/{case}/history", made.id)->body.find(words)
                != std::string::npos;
        };
        auto const pass = world.world.as(world.worker);
        REQUIRE(pass->visit()
                    .change([&](Change& change) -> Done {
                        start_review_clock(world.room, change, made, Date::of(2026, 5, 1).value());
                        return done();
                    })
                    .ok());
        world.world.clock.move_to(Instant::read("2026-03-07T09:00:00Z").value());
        auto const closed = world.world.as(world.manager)->visit().change([&](Change& change) {
            auto closure = a_closure(made.id);
            closure.on = Date::of(2026, 3, 7).value();
            closure.override_reason = "The family moved away: their council screens";
            return close_case(world.room, change, 1, closure);
        });
        REQUIRE(closed.ok());
        for (auto const* const rule : {"person.screen", "assessment.complete", "plan.review"}) {
            CHECK_FALSE(clock_of(rule).met_at);
            CHECK(clock_of(rule).stopped_at == closed->closed_at);
        }
        CHECK(history_says("Stopped when the case closed, on 7 March 2026 at 09:00"));
        CHECK_FALSE(history_says("Met on"));
        auto const sent
            = boost::json::parse(world.get(world.worker, "/api/v1/cases/{case}", made.id)->body);
        CHECK(sent.at("clocks").as_array().size() == 1); // the look in six months
        CHECK(sent.at("clocks_ended").as_array().size() == 3);
        for (auto const& ended : sent.at("clocks_ended").as_array()) {
            CHECK(ended.at("met_at").is_null());
            CHECK(ended.at("stopped_at").as_string() == closed->closed_at->write());
        }
        // What stopped runs no more, and takes no longer.
        CHECK(next_clock(world.world.as(world.worker)->visit(), made.id)->rule
            == "closure.follow_up");
        CHECK(world.world.as(world.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return extend_clock(change, *closed, clock_of("person.screen").id,
                          Instant::read("2026-09-01T09:00:00Z").value(), "Longer");
                  })
                  .error()
                  .code
            == Code::not_found);
        world.world.clock.move_to(Instant::read("2026-03-09T09:00:00Z").value());
        auto const again = world.world.as(world.worker)->visit().change([&](Change& change) {
            return reopen(world.room, change, made.id, 2, "New worries at the arcade");
        });
        REQUIRE(again.ok());
        CHECK_FALSE(clock_of("closure.follow_up").met_at);
        CHECK(history_says("Stopped when the case was opened again, on 9 March 2026 at 09:00"));
        // A review clock that stopped is not met by the next one either.
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        start_review_clock(
                            world.room, change, *again, Date::of(2026, 6, 1).value());
                        return done();
                    })
                    .ok());
        CHECK_FALSE(history_says("Met on"));
        // Screened: its clock is met then and there, and the step does not stop it.
        world.world.clock.move_to(Instant::read("2026-03-10T09:00:00Z").value());
        screened(world, *again);
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return move_on(world.room, change, {made.id, 3, "assessment", ""});
                    })
                    .ok());
        CHECK(history_says("Met on 10 March 2026 at 09:00"));
        // A pathway that asks for no assessment is left without one.
        world.room.needs.erase("a completed assessment");
        world.room.needs.erase("a weighting");
        world.world.clock.move_to(Instant::read("2026-03-11T09:00:00Z").value());
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return move_on(world.room, change, {made.id, 4, "plan", ""});
                    })
                    .ok());
        CHECK_FALSE(clock_of("assessment.complete").met_at);
        CHECK(history_says("Stopped when the case moved on without it, on 11 March 2026"));
    });
}

TEST_CASE("cases are listed by the time limit that runs out first, over all of one's teams")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const first = world.open(thing(world.girl));
        world.world.clock.move_to(Instant::read("2026-03-09T09:00:00Z").value());
        auto const second = world.open(thing(world.takeaway));
        // Another team of the council holds a third, opened last and due first; the manager is in
        // both.
        auto const council = first.owner_agency;
        auto const other = world.world.team(council, "Second exploitation team");
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *world.world.keys, {{}, {}, "demo", {}}, world.world.clock.now()};
            must(access::assign(writing,
                     {world.manager, council, other, "exploitation team manager",
                         {Date::of(2024, 1, 1).value()}})
                     .ok(),
                "assigned");
            return db::Outcome::keep;
        });
        auto const third
            = world.world.as(world.manager)->visit().change([&](Change& change) -> Result<Case> {
                  auto arcade = CasesWorld::a_takeaway();
                  arcade.name = "The arcade";
                  auto const made = TRY(contexts::create(change, arcade));
                  Opening opening;
                  opening.subject = thing(made.id);
                  opening.strands = {"CSE"};
                  opening.because = "Four people told of the same worry";
                  opening.team = other;
                  return open_case(world.room, change, opening);
              });
        REQUIRE(third.ok());
        auto const due = [&](Case const& one, char const* at) {
            database.write([&](db::Connection& connection) {
                connection.run({"set a clock of a test",
                                   "update case_clocks set due_at = $2 where of_case = $1"},
                    one.id, Instant::read(at).value());
                return db::Outcome::keep;
            });
        };
        due(first, "2026-03-20T09:00:00Z");
        due(second, "2026-03-18T09:00:00Z");
        due(*third, "2026-03-17T09:00:00Z");
        auto const listed = [&](Held which) {
            std::vector<CaseId> all;
            for (auto const& one : list_held(world.world.as(world.manager)->visit(), which))
                all.push_back(one.id);
            return all;
        };
        CHECK(listed(Held::open) == std::vector{third->id, second.id, first.id});
        CHECK(listed(Held::not_allocated) == std::vector{third->id, second.id, first.id});
        REQUIRE(world.world.as(world.manager)
                    ->visit()
                    .change([&](Change& change) {
                        return allocate(
                            world.room, change, {second.id, 1, world.team, world.manager, ""});
                    })
                    .ok());
        CHECK(listed(Held::not_allocated) == std::vector{third->id, first.id});
        CHECK(listed(Held::mine) == std::vector{second.id});
        // Without a clock that runs it stands last.
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        stop_clocks(change, second.id, "context.screen");
                        stop_clocks(change, second.id, "context.assessment");
                        return done();
                    })
                    .ok());
        CHECK(listed(Held::open) == std::vector{third->id, first.id, second.id});
    });
}

TEST_CASE("the kinds of harm of a closed case stay as they are")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return close_case(world.room, change, 1, a_closure(made.id));
                    })
                    .ok());
        auto const put_right = world.world.as(world.worker)->visit().change([&](Change& change) {
            return set_strands(world.room, change, made.id, 2, {"CCE"}, "");
        });
        CHECK(put_right.error() == invalid("The case is closed: open it again first", "strands"));
    });
}

TEST_CASE("a case closes with what changed, not while something is open unless a manager says why")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        auto open_episode = true;
        world.room.blockers.emplace_back([&](Visit const&, Case const&) -> std::vector<Blocked> {
            return open_episode ? std::vector<Blocked>{{"A missing episode is open"}}
                                : std::vector<Blocked>{{"Barnardo's carries the NRM", "", true}};
        });
        auto const close = [&](AccountId who, Closure const& closure, std::int64_t version) {
            return world.world.as(who)->visit().change(
                [&](Change& change) { return close_case(world.room, change, version, closure); });
        };
        auto wanted = a_closure(made.id);
        wanted.own_view.clear();
        CHECK(close(world.worker, wanted, 1).error().field == "own-view");
        CHECK(close(world.worker, a_closure(made.id), 1).error().field == "override");
        wanted = a_closure(made.id);
        wanted.override_reason = "The episode is another council's to close; agreed by phone";
        CHECK(close(world.worker, wanted, 1).error().field == "override");
        open_episode = false;
        auto const closed = close(world.worker, a_closure(made.id), 1);
        REQUIRE(closed.ok());
        CHECK(!closed->is_open());
        CHECK(closed->stage == "closed");
        auto const pass = world.world.as(world.manager);
        auto const later = next_clock(pass->visit(), made.id);
        REQUIRE(later);
        CHECK(later->rule == "closure.follow_up"); // looked at again in six months
        auto const again = pass->visit().change([&](Change& change) {
            return reopen(
                world.room, change, made.id, closed->version, "New worries at the arcade");
        });
        REQUIRE(again.ok());
        CHECK(again->is_open());
        CHECK(next_clock(pass->visit(), made.id)->rule == "person.screen");
        open_episode = true;
        auto const over = close(world.manager, wanted, again->version);
        REQUIRE(over.ok());
        auto const closures = closures_of(pass->visit(), made.id);
        REQUIRE(closures.size() == 2);
        CHECK(!closures[0].override_reason.empty());
        CHECK(closures[1].reopened_because == "New worries at the arcade");
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a case is handed over with what whoever takes it needs to know")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const give = [&](Allocation const& wanted) {
            return world.world.as(world.manager)->visit().change([&](Change& change) {
                return allocate(world.room, change, wanted);
            });
        };
        auto const first = give({made.id, 1, world.team, world.worker, ""});
        REQUIRE(first.ok());
        CHECK(first->worker == world.worker);
        CHECK(give({made.id, 2, world.team, world.manager, ""}).error().field == "handover");
        CHECK(give({made.id, 2, world.team, world.licensing, "x"}).error().field == "worker");
        CHECK(give({made.id, 2, world.team, world.manager, "The owner is meeting us on Monday"})
                  .ok());
        auto const mine = list_held(world.world.as(world.manager)->visit(), Held::mine);
        REQUIRE(mine.size() == 1);
        CHECK(mine[0].id == made.id);
    });
}

TEST_CASE("the twins of cases have the same columns")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(world.world.twin_columns("cases") == world.world.columns("cases_was"));
    });
}

} // namespace kith::cases
