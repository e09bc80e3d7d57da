// SPDX-License-Identifier: MIT
// A case, from its opening to its closing and back, on both databases.
#include "cases/assessment_world_test.h"

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

TEST_CASE("a case closes with what changed, not while something is open unless a manager says why")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
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
        CHECK(!next_clock(pass->visit(), made.id));
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
