// SPDX-License-Identifier: MIT
// Reviews, and the look six months after a case closed, on both databases.
#include "cases/cases_world_test.h"
#include "cases/plan_acts.h"
#include "cases/review_acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    Measurement a_counted_survey(CaseId of, Date on, std::int64_t n, std::int64_t yes)
    {
        Measurement one;
        one.of = of;
        one.instrument = "safety_survey";
        one.on = on;
        one.n = n;
        one.how = "On paper, by two youth workers";
        one.tallies = {{"feel_safe", "yes", "", yes}, {"feel_safe", "no", "", n - yes}};
        return one;
    }

    template <class Body>
    auto reviewed_by(CasesWorld& world, AccountId who, Body body)
    {
        return world.world.as(who)->visit().change([&](Change& change) { return body(change); });
    }

    void at(CasesWorld& world, char const* moment)
    {
        world.world.clock.move_to(Instant::read(moment).value());
    }

    // A plan of the takeaway that was agreed, with a goal measured by the survey of 2 March.
    Goal with_agreed_plan(CasesWorld& world, Case const& made)
    {
        auto const first = reviewed_by(world, world.worker, [&](Change& change) {
            return add(change, world.room,
                a_counted_survey(made.id, Date::of(2026, 3, 2).value(), 62, 19));
        });
        REQUIRE(first.ok());
        Goal goal;
        goal.statement = "Young people feel safe here";
        goal.aims_at = "PLACE";
        goal.measured_by = "measure";
        goal.baseline_measurement = first->id;
        goal.measure = measures_of(world.room, "safety_survey").front().code;
        goal.target = "Half of them";
        auto const kept = reviewed_by(world, world.worker,
            [&](Change& change) { return set_goal(world.room, change, made.id, goal, ""); });
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        CHECK(kept->baseline->in_words() == "19 of 62 (31 %) on 2 March 2026");
        actions::Action action;
        action.what = "A manager keeps the door each evening";
        action.kind = "changes_context";
        action.for_agency = made.owner_agency;
        action.named_in_words = "Sam Obi, licensing";
        action.due = Date::of(2026, 3, 27).value();
        action.how_we_will_know = "A manager is there each evening";
        auto const asked = reviewed_by(world, world.worker,
            [&](Change& change) { return ask_for(world.room, change, made.id, kept->id, action); });
        REQUIRE_MESSAGE(asked.ok(), (asked.ok() ? "" : asked.error().words.key));
        auto const agreed = reviewed_by(world, world.worker, [&](Change& change) {
            auto const whole = plan_of(change, made.id);
            return agree(world.room, change, made.id,
                {whole->plan.version, Date::of(2026, 3, 6).value(), "Licensing and the team", ""});
        });
        REQUIRE_MESSAGE(agreed.ok(), (agreed.ok() ? "" : agreed.error().words.key));
        return *kept;
    }

    Review a_full_review(CaseId of, GoalId goal, MeasurementId after)
    {
        Review review;
        review.of = of;
        review.on = Date::of(2026, 5, 25).value();
        review.who = "Licensing, school and the team";
        review.own_view = "It is nicer now";
        review.contexts_changed = "for_the_better";
        review.contexts_words = "A manager is there each evening";
        review.displacement = "nothing_found";
        review.displacement_words = "Asked at the bus station and the school";
        review.level = "MODERATE";
        review.level_why = "Nothing was reported for twelve weeks";
        review.findings = {{goal, {}, after, {}, "More of them feel safe"}};
        return review;
    }

    std::optional<CaseClock> running(CasesWorld& world, CaseId id, char const* rule)
    {
        for (auto const& clock : clocks_of(world.world.as(world.worker)->visit(), id))
            if (clock.rule == rule && !clock.met_at)
                return clock;
        return std::nullopt;
    }
} // namespace

TEST_CASE("twelve weeks later the survey is repeated, the level judged, and the next review set")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_agreed_plan(world, made);
        at(world, "2026-05-25T09:00:00Z");
        auto const again = reviewed_by(world, world.worker, [&](Change& change) {
            return add(change, world.room,
                a_counted_survey(made.id, Date::of(2026, 5, 25).value(), 58, 27));
        });
        REQUIRE(again.ok());
        auto const need = [&] {
            return world.room.needs.at("a review")(world.world.as(world.worker)->visit(), made);
        };
        CHECK(need()->text == "The review is not complete");
        // A draft with next to nothing; completing it asks for the rest.
        Review draft;
        draft.on = Date::of(2026, 5, 25).value();
        auto const begun = reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id, draft, Reviewing::draft);
        });
        REQUIRE(begun.ok());
        CHECK(reviewed_by(world, world.worker,
                  [&](Change& change) {
                      return keep_review(world.room, change, made.id, *begun, Reviewing::complete);
                  })
                  .error()
                  .code
            == Code::invalid);
        CHECK(running(world, made.id, "plan.review"));
        auto full = a_full_review(made.id, goal.id, again->id);
        full.id = begun->id;
        full.version = begun->version;
        auto const done = reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id, full, Reviewing::complete);
        });
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        REQUIRE(done->findings.size() == 1);
        CHECK(in_words(*done->findings[0].before, *done->findings[0].after)
            == "31 % of 62 on 2 March 2026, then 47 % of 58 on 25 May 2026: 16 percentage points "
               "more (between 1 less and 32 more): this could be chance.");
        // Moderate: eight weeks after Monday 25 May is Monday 20 July.
        CHECK(done->next_review->write() == "2026-07-20");
        CHECK(!running(world, made.id, "plan.review"));
        REQUIRE(running(world, made.id, "review.moderate"));
        CHECK(running(world, made.id, "review.moderate")->due_at.write()
            == "2026-07-20T22:59:59.000000Z");
        CHECK(find(world.world.as(world.worker)->visit(), made.id)->level == "MODERATE");
        CHECK(!need());
        auto const late = reviewed_by(world, world.manager, [&](Change& change) {
            return keep_review(world.room, change, made.id, full, Reviewing::draft, "Again");
        });
        CHECK(late.error().code == Code::conflict);
        auto right = *done;
        right.who = "Licensing, school, the youth club and the team";
        CHECK(reviewed_by(world, world.worker,
                  [&](Change& change) {
                      return keep_review(world.room, change, made.id, right, Reviewing::draft);
                  })
                  .error()
                  .field
            == "reason");
        CHECK(reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(
                world.room, change, made.id, right, Reviewing::draft, "The club was there");
        }).ok());
        auto const all = reviews_of(world.world.as(world.licensing)->visit(), made.id);
        REQUIRE(all.size() == 1);
        CHECK(all[0].findings.size() == 1);
        CHECK(all[0].version == 3);
        CHECK(reviews_of(world.world.as(world.school_lead)->visit(), made.id).empty());
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("harm that moved elsewhere links the other context")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_agreed_plan(world, made);
        auto const other = reviewed_by(world, world.worker, [&](Change& change) {
            contexts::Context station;
            station.kind = "PLACE";
            station.name = "Quay bus station";
            return contexts::create(change, station);
        });
        REQUIRE(other.ok());
        at(world, "2026-05-25T09:00:00Z");
        auto review = a_full_review(made.id, goal.id, {});
        review.displacement = "found";
        review.displaced_to = other->id;
        auto const named = [&] {
            auto naming = review;
            naming.contexts_words = "Freya Larkspur says so";
            return naming;
        }();
        CHECK(reviewed_by(world, world.worker,
                  [&](Change& change) {
                      return keep_review(world.room, change, made.id, named, Reviewing::complete);
                  })
                  .error()
                  .field
            == "contexts_words");
        auto const done = reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id, review, Reviewing::complete);
        });
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        auto const pass = world.world.as(world.worker);
        auto const links = world.linked.store.list_of(pass->visit(), thing(world.takeaway));
        CHECK(std::ranges::any_of(links, [&](links::Link const& link) {
            return link.role == "related_place" && link.to == thing(other->id);
        }));
        auto const page = world.get(world.worker, "/cases/{case}/reviews", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("open a case for it") != std::string::npos);
    });
}

TEST_CASE("six months after a case closed somebody looks again, and Home says when")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto made = world.open(thing(world.takeaway));
        Closure closure;
        closure.of = made.id;
        closure.reason = "safer";
        closure.why = "Nothing new for twelve weeks";
        closure.contexts_changed = "It closes at nine";
        closure.who_keeps = "Licensing, each month";
        closure.way_back = "Anybody tells the front door";
        closure.own_view = "They say it is nicer now";
        closure.on = Date::of(2026, 3, 6).value();
        auto const shut = reviewed_by(world, world.worker,
            [&](Change& change) { return close_case(world.room, change, made.version, closure); });
        REQUIRE_MESSAGE(shut.ok(), (shut.ok() ? "" : shut.error().words.key));
        // 26 weeks after Friday 6 March 2026: Friday 4 September.
        REQUIRE(running(world, made.id, "closure.follow_up"));
        CHECK(running(world, made.id, "closure.follow_up")->due_at.write()
            == "2026-09-04T22:59:59.000000Z");
        auto const due = [&](char const* by) {
            return follow_ups_due(world.world.as(world.worker)->visit(), Instant::read(by).value())
                .size();
        };
        CHECK(due("2026-09-04T00:00:00Z") == 0);
        CHECK(due("2026-09-05T00:00:00Z") == 1);
        CHECK(follow_ups_due(world.world.as(world.school_lead)->visit(),
            Instant::read("2026-09-05T00:00:00Z").value())
                  .empty());
        at(world, "2026-09-03T09:00:00Z");
        FollowUp entry;
        entry.on = Date::of(2026, 9, 3).value();
        entry.level = "EMERGING";
        entry.level_why = "Nobody reported anything";
        auto const look = [&] {
            return reviewed_by(world, world.worker,
                [&](Change& change) { return follow_up(world.room, change, made.id, entry); });
        };
        CHECK(look().error().field == "still_different");
        entry.still_different = "The door is kept, and young people come again";
        REQUIRE(look().ok());
        CHECK(!running(world, made.id, "closure.follow_up"));
        CHECK(due("2026-09-05T00:00:00Z") == 0);
        CHECK(follow_ups_of(world.world.as(world.licensing)->visit(), made.id).size() == 1);
        CHECK(follow_ups_of(world.world.as(world.school_lead)->visit(), made.id).empty());
    });
}

TEST_CASE("the twins of reviews have the same columns")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(world.world.twin_columns("reviews") == world.world.columns("reviews_was"));
    });
}

} // namespace kith::cases
