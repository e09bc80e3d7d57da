// SPDX-License-Identifier: MIT
// Reviews, and the look six months after a case closed, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/cases_world_test.h"
#include "cases/plan_acts.h"
#include "cases/review_acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
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
            return add(change, world.room, a_survey(made.id, Date::of(2026, 3, 2).value(), 62, 19));
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
        action.named_in_words = "The licensing officer";
        action.due = Date::of(2026, 3, 27).value();
        action.how_we_will_know = "A manager is there each evening";
        auto const asked = reviewed_by(world, world.worker,
            [&](Change& change) { return ask_for(world.room, change, made.id, kept->id, action); });
        REQUIRE_MESSAGE(asked.ok(), (asked.ok() ? "" : asked.error().words.key));
        auto const agreed = reviewed_by(world, world.worker, [&](Change& change) {
            auto const whole = whole_plan(world.room, change, made.id);
            return agree(world.room, change, made.id,
                {whole->changes, Date::of(2026, 3, 6).value(), "Licensing and the team", ""});
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
            return add(
                change, world.room, a_survey(made.id, Date::of(2026, 5, 25).value(), 58, 27));
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
        CHECK(running(world, made.id, "context.review"));
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
        CHECK(!running(world, made.id, "context.review"));
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
        screened(world, made);
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

TEST_CASE("a complete review that is put right keeps what it compared, and asks for no other goal")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_agreed_plan(world, made);
        at(world, "2026-05-25T09:00:00Z");
        auto const again = reviewed_by(world, world.worker, [&](Change& change) {
            return add(
                change, world.room, a_survey(made.id, Date::of(2026, 5, 25).value(), 58, 27));
        });
        REQUIRE(again.ok());
        auto const complete = reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id,
                a_full_review(made.id, goal.id, again->id), Reviewing::complete);
        });
        REQUIRE_MESSAGE(complete.ok(), (complete.ok() ? "" : complete.error().words.key));
        // Since then the goal is reached and measured anew, the repeat is taken back, and another
        // goal is open.
        auto reached = goal;
        reached.state = "reached";
        reached.state_because = "Half of them say so";
        reached.baseline_measurement = again->id;
        Goal other;
        other.statement = "Young people sit inside again";
        REQUIRE(reviewed_by(world, world.worker, [&](Change& change) -> Done {
            TRY(set_goal(world.room, change, made.id, reached, "It went well"));
            TRY(set_goal(world.room, change, made.id, other, "The next step"));
            return withdraw_measurement(change, again->id, "Counted twice");
        }).ok());
        auto const page = world.get(world.worker, "/cases/{case}/reviews", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("31 % of 62") != std::string::npos);
        // Only who took part is sent, with why.
        http::FormData form;
        form.add("version", "1");
        form.add("who", "Licensing, school, the youth club and the team");
        form.add("reason", "The club was there");
        form.add("do", "draft");
        auto const put_right = world.post_to(world.worker, "/cases/{case}/reviews/{review}/edit",
            made.id, "review", complete->id.write(), form);
        REQUIRE(put_right.ok());
        CHECK_MESSAGE(put_right->status == http::Status::see_other, put_right->body);
        auto const all = reviews_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(all.size() == 1);
        CHECK(all[0].version == 2);
        CHECK(all[0].who == "Licensing, school, the youth club and the team");
        CHECK(all[0].on == complete->on);
        CHECK(all[0].level_why == complete->level_why);
        CHECK(all[0].displacement == "nothing_found");
        REQUIRE(all[0].findings.size() == 1);
        CHECK(in_words(*all[0].findings[0].before, *all[0].findings[0].after)
            == in_words(*complete->findings[0].before, *complete->findings[0].after)
                + " The second was taken back since.");
        CHECK(all[0].findings[0].after_measurement == again->id);
        CHECK(all[0].findings[0].said == "More of them feel safe");
        // Its own goal is still asked for, though it is reached by now.
        auto mute = all[0];
        mute.findings = {{goal.id, {}, {}, {}, ""}};
        CHECK(reviewed_by(world, world.worker,
                  [&](Change& change) {
                      return keep_review(
                          world.room, change, made.id, mute, Reviewing::draft, "Wrong count");
                  })
                  .error()
                  .field
            == "after-" + goal.id.write() + "-measured");
        auto named = all[0];
        CHECK(reviewed_by(world, world.worker,
                  [&](Change& change) {
                      return keep_review(world.room, change, made.id, named, Reviewing::draft,
                          "Freya Larkspur said so");
                  })
                  .error()
                  .field
            == "reason");
        for (auto const* const version : {"0", "", "two"}) {
            http::FormData late;
            late.add("version", version);
            late.add("who", "Nobody");
            late.add("reason", "Again");
            auto const answer = world.post_to(world.worker, "/cases/{case}/reviews/{review}/edit",
                made.id, "review", complete->id.write(), late);
            REQUIRE(answer.ok());
            CHECK(answer->status == http::Status::conflict);
        }
        CHECK(reviews_of(world.world.as(world.worker)->visit(), made.id).size() == 1);
    });
}

TEST_CASE("a repeat is another use of the instrument after the baseline, and no code is made up")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_agreed_plan(world, made);
        at(world, "2026-05-25T09:00:00Z");
        auto const measured_on = [&](Date day) {
            auto const use = reviewed_by(world, world.worker, [&](Change& change) {
                return add(change, world.room, a_survey(made.id, day, 58, 27));
            });
            REQUIRE(use.ok());
            return use->id;
        };
        auto const refused = [&](MeasurementId after) {
            auto review = a_full_review(made.id, goal.id, after);
            review.findings[0].after = Counted{58, 58, Date::of(2026, 5, 25).value()}; // typed
            return reviewed_by(world, world.worker,
                [&](Change& change) {
                    return keep_review(world.room, change, made.id, review, Reviewing::complete);
                })
                .error()
                .field;
        };
        auto const field = "after-" + goal.id.write() + "-measured";
        CHECK(refused(goal.baseline_measurement) == field);
        CHECK(refused(measured_on(Date::of(2026, 2, 20).value())) == field);
        CHECK(refused(measured_on(Date::of(2026, 3, 2).value())) == field); // the same day
        CHECK(refused(MeasurementId::fresh()) == field);
        for (auto const& [name, code] : {std::pair("contexts_changed", &Review::contexts_changed),
                 {"life_changed", &Review::life_changed}, {"displacement", &Review::displacement},
                 {"level", &Review::level}}) {
            Review draft;
            draft.on = Date::of(2026, 5, 25).value();
            draft.*code = "splendid";
            CHECK(reviewed_by(world, world.worker,
                      [&](Change& change) {
                          return keep_review(world.room, change, made.id, draft, Reviewing::draft);
                      })
                      .error()
                      .field
                == name);
        }
    });
}

TEST_CASE("marks on a safety map are compared without an interval of people")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const mapped = [&](Date day, std::int64_t safe, std::int64_t unsafe) {
            Measurement map;
            map.of = made.id;
            map.instrument = "safety_map";
            map.on = day;
            map.n = 20;
            map.how = "On paper, by two youth workers";
            map.tallies = {{"marks", "safe", "A1", safe}, {"marks", "unsafe", "B2", unsafe}};
            auto const use = reviewed_by(
                world, world.worker, [&](Change& change) { return add(change, world.room, map); });
            REQUIRE_MESSAGE(use.ok(), (use.ok() ? "" : use.error().words.key));
            return use->id;
        };
        Goal goal;
        goal.statement = "Young people mark this street as safe";
        goal.measured_by = "measure";
        goal.baseline_measurement = mapped(Date::of(2026, 3, 2).value(), 8, 12);
        goal.measure = "safe";
        auto const kept = reviewed_by(world, world.worker,
            [&](Change& change) { return set_goal(world.room, change, made.id, goal, ""); });
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        at(world, "2026-05-25T09:00:00Z");
        Review review;
        review.on = Date::of(2026, 5, 25).value();
        review.findings
            = {{kept->id, {}, mapped(Date::of(2026, 5, 20).value(), 18, 6), {}, "More of it"}};
        REQUIRE(reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id, review, Reviewing::draft);
        }).ok());
        // 8 of 20 are 40 %, 18 of 24 are 75 %.
        constexpr char const* told = "40 % of 20 marks on 2 March 2026, then 75 % of 24 marks on "
                                     "20 May 2026: 35 percentage points more.";
        for (auto const* const path : {"/cases/{case}/reviews", "/api/v1/cases/{case}/reviews"}) {
            auto const page = world.get(world.worker, path, made.id);
            REQUIRE(page.ok());
            CHECK(page->body.find(told) != std::string::npos);
            CHECK(page->body.find("(between") == std::string::npos);
        }
        auto const plan = world.get(world.worker, "/cases/{case}/plan", made.id);
        CHECK(plan->body.find("8 of 20 marks (40 %) on 2 March 2026") != std::string::npos);
    });
}

TEST_CASE("the next review is that of the act that was last, whatever day either names")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_agreed_plan(world, made); // by 29 May
        auto const next = [&] {
            return whole_plan(world.room, world.world.as(world.worker)->visit(), made.id)
                ->plan.next_review->write();
        };
        CHECK(next() == "2026-05-29");
        at(world, "2026-03-16T09:00:00Z");
        auto review = a_full_review(made.id, goal.id, {});
        review.on = Date::of(2026, 3, 16).value();
        review.level = "SIGNIFICANT"; // four weeks after Monday 16 March: 13 April
        auto const done = reviewed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, made.id, review, Reviewing::complete);
        });
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().words.key));
        CHECK(next() == "2026-04-13");
        REQUIRE(running(world, made.id, "review.significant"));
        CHECK(!running(world, made.id, "context.review"));
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
