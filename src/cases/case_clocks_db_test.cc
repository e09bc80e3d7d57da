// SPDX-License-Identifier: MIT
// Which time limit of a case runs from when, and what of them keeps it open, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/concern_world_test.h"
#include "cases/conference_acts.h"
#include "cases/plan_world_test.h"
#include <algorithm>

namespace kith::cases {
namespace {
    Closure closed_on(CaseId id, Date on)
    {
        Closure closure;
        closure.of = id;
        closure.reason = "safer";
        closure.why = "Nothing new for twelve weeks";
        closure.life_changed = "She is back at football";
        closure.contexts_changed = "The takeaway closes at nine";
        closure.who_keeps = "Her school lead, each week";
        closure.way_back = "She calls the team";
        closure.own_view = "\"I feel like me again\"";
        closure.on = on;
        return closure;
    }

    // "2026-05-13" of the clock of the rule that runs; empty if none does.
    std::string due_of(CasesWorld& world, CaseId id, std::string_view rule)
    {
        for (auto const& clock : clocks_of(world.world.as(world.worker)->visit(), id))
            if (clock.rule == rule && clock.runs())
                return clock.due_at.write().substr(0, 10);
        return {};
    }
    std::size_t started(CasesWorld& world, CaseId id, std::string_view rule)
    {
        return static_cast<std::size_t>(std::ranges::count(
            clocks_of(world.world.as(world.worker)->visit(), id), rule, &CaseClock::rule));
    }
    Result<Case> goes_on(CasesWorld& world, CaseId id, char const* to)
    {
        return changed_by(world, world.worker, [&](Change& change) -> Result<Case> {
            auto const one = TRY(find(change, id));
            return move_on(world.room, change, {id, one.version, to, ""});
        });
    }
    Result<Case> judged(CasesWorld& world, CaseId id, char const* level, Date on, Date next)
    {
        return changed_by(world, world.worker, [&](Change& change) -> Result<Case> {
            auto const one = TRY(find(change, id));
            LevelEntry entry;
            entry.level = level;
            entry.rationale = "Three adults, one place";
            entry.evidence = "Her own words";
            entry.on = on;
            entry.next_review = next;
            return judge_level(world.room, change, id, one.version, entry);
        });
    }
    std::vector<std::string> keeps(CasesWorld& world, CaseId id)
    {
        auto const pass = world.world.as(world.worker);
        std::vector<std::string> texts;
        for (auto const& what : blocked(world.room, pass->visit(), find(pass->visit(), id).value()))
            texts.push_back(what.text);
        return texts;
    }
    Date march(int day) { return Date::of(2026, 3, day).value(); }
} // namespace

TEST_CASE("rule assessment.complete: the 45 working days run from the referral, screened or not")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        // Friday 6 March 2026 and 45 working days: Wednesday 13 May (domain values).
        CHECK(due_of(world, made.id, "assessment.complete") == "2026-05-13");
        CHECK(due_of(world, made.id, "person.screen") == "2026-03-13");
        auto const pass = world.world.as(world.worker);
        CHECK(next_clock(pass->visit(), made.id)->rule == "person.screen"); // due first
        // Once it is screened the assessment is what is due next, though nobody moved the case.
        screened(world, made);
        auto const page = world.get(world.worker, "/cases/{case}", made.id);
        CHECK(page->body.find("Complete the assessment") != std::string::npos);
        REQUIRE(goes_on(world, made.id, "assessment").ok());
        CHECK(started(world, made.id, "assessment.complete") == 1); // not twice
        // Opened again, it runs anew.
        assessed(world, made);
        world.world.clock.move_to(Instant::read("2026-03-20T09:00:00Z").value());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return close_case(
                world.room, change, find(change, made.id)->version, closed_on(made.id, march(20)));
        }).ok());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return reopen(
                world.room, change, made.id, find(change, made.id)->version, "Seen there again");
        }).ok());
        CHECK(due_of(world, made.id, "assessment.complete") == "2026-05-28");
        CHECK(due_of(world, made.id, "person.screen") == "2026-03-27");
    });
}

TEST_CASE("the clock of a child's assessment does not run for somebody of 18 or over")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const born = [&](std::optional<PartialDate> birth) {
            auto person = CasesWorld::a_girl();
            person.names = {{{}, "birth", "Corin Ashdown"}};
            person.birth = birth;
            return world
                .open(thing(changed_by(world, world.worker,
                    [&](Change& change) { return people::create(change, person); })
                                .value()
                                .id))
                .id;
        };
        auto const adult = born(PartialDate{2008, 3, 6}); // 18 that day
        CHECK(due_of(world, adult, "assessment.complete").empty());
        CHECK(due_of(world, adult, "person.screen") == "2026-03-13");
        auto const child = born(PartialDate{2008, 3, 7});
        CHECK(due_of(world, child, "assessment.complete") == "2026-05-13");
        CHECK(due_of(world, born(std::nullopt), "assessment.complete") == "2026-05-13");
        completed(world, adult, "screening", answered_screening);
        REQUIRE(goes_on(world, adult, "assessment").ok());
        CHECK(due_of(world, adult, "assessment.complete").empty());
    });
}

TEST_CASE("rules context.screen and context.assessment run from when the concern was decided")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "Men wait at the grill");
        link_as(world, id, thing(world.takeaway), "happened_at");
        world.world.clock.move_to(Instant::read("2026-03-09T10:00:00Z").value());
        REQUIRE(decided_with(world, id, {"context_referral"}).ok());
        auto const made
            = list_of(world.world.as(world.front_door)->visit(), thing(world.takeaway)).at(0);
        // Received on Friday 6 March, decided on Monday 9 March 2026: five working days are Monday
        // 16 March, 45 are Thursday 14 May.
        CHECK(due_of(world, made.id, "context.screen") == "2026-03-16");
        CHECK(due_of(world, made.id, "context.assessment") == "2026-05-14");
    });
}

TEST_CASE("rule context.conference: 15 working days from the assessment that was completed")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        world.room.needs.erase("a weighting");
        auto const made = world.open(thing(world.takeaway));
        screened(world, made);
        REQUIRE(goes_on(world, made.id, "assessment").ok());
        CHECK(due_of(world, made.id, "context.conference").empty());
        // Friday 20 March 2026 and 15 working days: Tuesday 14 April (domain values).
        world.world.clock.move_to(Instant::read("2026-03-20T09:00:00Z").value());
        assessed(world, made);
        CHECK(due_of(world, made.id, "context.conference") == "2026-04-14");
        // Going on a week later changes nothing of it.
        world.world.clock.move_to(Instant::read("2026-03-27T09:00:00Z").value());
        REQUIRE(goes_on(world, made.id, "conference").ok());
        CHECK(due_of(world, made.id, "context.conference") == "2026-04-14");
        CHECK(started(world, made.id, "context.conference") == 1);
        CHECK(keeps(world, made.id)
            == std::vector<std::string>{
                "“Hold the context conference” is not done: it is due by 14 "
                "April 2026"});
    });
}

TEST_CASE("a duty that runs undone keeps a case open, and a manager may say why it closes anyhow")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const close = [&](AccountId who, char const* over) {
            return changed_by(world, who, [&](Change& change) -> Result<Case> {
                auto closure = closed_on(made.id, march(6));
                closure.override_reason = over;
                return close_case(
                    world.room, change, find(change, made.id)->version, std::move(closure));
            });
        };
        // Never screened.
        CHECK(keeps(world, made.id)
            == std::vector<std::string>{
                "“Screen the context” is not done: it is due by 13 March 2026"});
        auto const refused = close(world.worker, "");
        CHECK(refused.error().field == "override");
        CHECK(refused.error().words.key
            == "Something is still open. “Screen the context” is not done: it is due by 13 March "
               "2026. Close it first, or let a manager say why the case closes all the same");
        CHECK(world.get(world.worker, "/cases/{case}/close", made.id)
                  ->body.find("“Screen the context” is not done")
            != std::string::npos);
        CHECK(close(world.worker, "It burnt down").error().field == "override"); // no manager
        REQUIRE(close(world.manager, "It burnt down").ok());
        // Screened, a matter that ends with advice closes: no assessment is owed.
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return reopen(world.room, change, made.id, find(change, made.id)->version, "Rebuilt");
        }).ok());
        CHECK(due_of(world, made.id, "context.assessment") == "2026-05-13");
        screened(world, made);
        CHECK(keeps(world, made.id).empty());
        CHECK(close(world.worker, "").ok());
    });
}

TEST_CASE("when it is reviewed next keeps a case open only once it is due")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        REQUIRE(judged(world, made.id, "SIGNIFICANT", march(6), {}).ok());
        CHECK(keeps(world, made.id).empty());
        world.world.clock.move_to(Instant::read("2026-04-04T09:00:00Z").value());
        CHECK(keeps(world, made.id)
            == std::vector<std::string>{
                "“Review the plan (level significant)” is not done: it was due by 3 April 2026"});
    });
}

TEST_CASE("rule reassess: at least every three months, from each completed assessment")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        CHECK(started(world, made.id, "reassess") == 0); // a screening is none
        auto const first = assessed(world, made);
        // Friday 6 March 2026 and three months: Saturday 6 June.
        CHECK(due_of(world, made.id, "reassess") == "2026-06-06");
        CHECK(keeps(world, made.id).empty());
        // Put right, it is no new assessment.
        world.world.clock.move_to(Instant::read("2026-04-01T09:00:00Z").value());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return correct_assessment(world.room, change,
                {first.id, first.version,
                    forms::Answers::from_json(
                        "cases/exploitation", first.form_version, answered_exploitation)
                        .value(),
                    "A word was wrong"});
        }).ok());
        CHECK(started(world, made.id, "reassess") == 1);
        // The next one ends it, and starts it anew: 1 July.
        assessed(world, made);
        CHECK(started(world, made.id, "reassess") == 2);
        CHECK(due_of(world, made.id, "reassess") == "2026-07-01");
        // Passed, it keeps the case open.
        world.world.clock.move_to(Instant::read("2026-07-02T09:00:00Z").value());
        CHECK(keeps(world, made.id)
            == std::vector<std::string>{"“Assess again” is not done: it was due by 1 July 2026"});
        assessed(world, made);
        CHECK(due_of(world, made.id, "reassess") == "2026-10-02");
        // Closing stops it, and opening again starts none before somebody assessed.
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return close_case(world.room, change, find(change, made.id)->version,
                closed_on(made.id, Date::of(2026, 7, 2).value()));
        }).ok());
        CHECK(due_of(world, made.id, "reassess").empty());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return reopen(
                world.room, change, made.id, find(change, made.id)->version, "Seen there again");
        }).ok());
        CHECK(due_of(world, made.id, "reassess").empty());
        assessed(world, made);
        CHECK(due_of(world, made.id, "reassess") == "2026-10-02");
    });
}

TEST_CASE("rule reassess is of people: no context is assessed again by it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const place = world.open(thing(world.takeaway));
        screened(world, place);
        assessed(world, place);
        CHECK(started(world, place.id, "reassess") == 0);
    });
}

TEST_CASE("a level is looked at again within the time of its level, and starts the clock of that")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        // Four weeks after Friday 6 March 2026: Friday 3 April.
        auto const late = judged(world, made.id, "SIGNIFICANT", march(6), march(6) + 29);
        CHECK(late.error().field == "next-review");
        CHECK(late.error().words.key
            == "At this level it is looked at again within 4 weeks: enter 3 April 2026 or a day "
               "before");
        CHECK(judged(world, made.id, "MODERATE", march(6), march(6) + 57).error().field
            == "next-review"); // eight weeks
        CHECK(judged(world, made.id, "EMERGING", march(6), march(6) + 85).error().field
            == "next-review"); // twelve
        CHECK(started(world, made.id, "review.significant") == 0);
        REQUIRE(judged(world, made.id, "SIGNIFICANT", march(6), march(6) + 28).ok());
        CHECK(due_of(world, made.id, "review.significant") == "2026-04-03");
        // No plan is agreed, so that no review could meet it: judged anew, it is looked at.
        world.world.clock.move_to(Instant::read("2026-04-02T09:00:00Z").value());
        REQUIRE(judged(world, made.id, "SIGNIFICANT", Date::of(2026, 4, 2).value(), {}).ok());
        CHECK(due_of(world, made.id, "review.significant") == "2026-04-30");
        CHECK(started(world, made.id, "review.significant") == 2);
        // Closed, it has no level any more.
        REQUIRE(changed_by(world, world.manager, [&](Change& change) {
            auto closure = closed_on(made.id, Date::of(2026, 4, 2).value());
            closure.override_reason = "The family moved away";
            return close_case(world.room, change, find(change, made.id)->version, closure);
        }).ok());
        CHECK(judged(world, made.id, "EMERGING", Date::of(2026, 4, 2).value(), {}).error()
            == invalid("The case is closed: open it again first", "level"));
    });
}

TEST_CASE("a case closes on no day before its last act, and is looked at six months from that day")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        screened(world, made);
        world.world.clock.move_to(Instant::read("2026-03-20T09:00:00Z").value());
        auto const close = [&](Date on) {
            return changed_by(world, world.worker, [&](Change& change) {
                return close_case(
                    world.room, change, find(change, made.id)->version, closed_on(made.id, on));
            });
        };
        CHECK(close(march(5)).error()
            == invalid("It was opened on 6 March 2026: enter that day or a later one", "on"));
        REQUIRE(judged(world, made.id, "EMERGING", march(10), {}).ok());
        CHECK(close(march(9)).error()
            == invalid(
                "Its level was judged on 10 March 2026: enter that day or a later one", "on"));
        REQUIRE(close(march(13)).ok());
        // 26 weeks after Friday 13 March 2026: Friday 11 September.
        CHECK(due_of(world, made.id, "closure.follow_up") == "2026-09-11");
    });
}

} // namespace kith::cases
