// SPDX-License-Identifier: MIT
// Two people at one plan, closure or measurement; and what a plan and a measurement say once what
// they rest on has changed, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/measurement_pages.h"
#include "cases/plan_world_test.h"
#include "cases/review_acts.h"

namespace kith::cases {
namespace {
    constexpr char const* to_agree = "/cases/{case}/plan/agree";
    constexpr char const* to_shut = "/cases/{case}/close";
    constexpr char const* one_measured = "/cases/{case}/measurements/{measurement}";

    http::FormData form_of_pairs(std::vector<std::pair<std::string, std::string>> const& pairs)
    {
        http::FormData form;
        for (auto const& [name, value] : pairs)
            form.add(name, value);
        return form;
    }
    bool tells(Result<Response> const& page, std::string_view words)
    {
        return page.ok() && page->body.find(words) != std::string::npos;
    }

    // A plan of the takeaway that can be agreed; its action.
    CaseId with_whole_plan(CasesWorld& world)
    {
        auto const of = world.open(thing(world.takeaway)).id;
        auto const goal = with_goal(world, of, a_trust_goal());
        with_action(world, of, goal.id, "changes_context");
        return of;
    }
    actions::Action action_of(CasesWorld& world, CaseId of)
    {
        return world.actions_room.store.list_about(world.world.as(world.worker)->visit(), thing(of))
            .front();
    }
    std::string how_the_plan_stands(CasesWorld& world, CaseId of)
    {
        return tells(world.get(world.worker, "/cases/{case}/plan", of),
                   "It changed since then: agree it again.")
            ? "changed"
            : "as agreed";
    }

    Measurement measured(CasesWorld& world, Measurement const& one)
    {
        return changed_by(world, world.worker, [&](Change& change) {
            return add(change, world.room, one);
        }).value();
    }
} // namespace

TEST_CASE("who agrees a plan second is shown who agreed it first, when, and how they see it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = with_whole_plan(world);
        auto const seen = std::to_string(plan_now(world, of)->changes);
        auto const agreed = [&](AccountId who, char const* with, char const* view) {
            return world.post(who, to_agree, of,
                form_of_pairs({{"version", seen}, {"on", "6 March 2026"}, {"with", with},
                    {"own_view", view}}));
        };
        CHECK(agreed(world.worker, "Licensing and the owner", "It is all right")->status
            == http::Status::see_other);
        auto const late = agreed(world.manager, "The school", "Too slow");
        CHECK(late->status == http::Status::conflict);
        for (auto const* const words : {"How it is agreed now", "Licensing and the owner",
                 "It is all right", "6 March 2026 at 09:00", "The school", "Too slow"})
            CHECK_MESSAGE(tells(late, words), words);
    });
}

TEST_CASE("who closes a case second is shown all that stands of its closure")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        screened(world, made);
        auto const shut = [&](AccountId who, std::string const& by) {
            return world.post(who, to_shut, made.id,
                form_of_pairs({{"version", "1"}, {"reason", "safer"}, {"why", by + " says why"},
                    {"contexts-changed", by + " says what"}, {"who-keeps", by + " says who"},
                    {"way-back", by + " says how"}, {"own-view", by + " heard them"}}));
        };
        CHECK(shut(world.worker, "The one")->status == http::Status::see_other);
        auto const late = shut(world.manager, "The other");
        CHECK(late->status == http::Status::conflict);
        for (auto const* const by : {"The one", "The other"})
            for (auto const* const words :
                {" says why", " says what", " says who", " says how", " heard them"})
                CHECK_MESSAGE(tells(late, std::string(by) + words), by, words);
    });
}

TEST_CASE("who takes a measurement back second is told who did and why, and keeps their words")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = world.open(thing(world.takeaway)).id;
        auto const one = measured(world, a_survey(of, Date::of(2026, 3, 2).value(), 62, 19));
        auto const back = [&](AccountId who, char const* because) {
            return world.post_to(who, one_measured, of, "measurement", one.id.write(),
                form_of_pairs({{"because", because}}));
        };
        CHECK(back(world.worker, "")->status == http::Status::unprocessable);
        CHECK(back(world.worker, "Counted at another door")->status == http::Status::see_other);
        auto const late = back(world.manager, "The wrong week");
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        for (auto const* const words :
            {"Counted at another door", "The wrong week", "took it back on 6 March 2026 at 09:00"})
            CHECK_MESSAGE(tells(late, words), words);
        // Nobody else learns of it.
        CHECK(back(world.school_lead, "x").error().code == Code::not_found);
    });
}

TEST_CASE("an agreed plan whose actions changed says so, and not because one was done")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = with_whole_plan(world);
        auto const at
            = [&](char const* moment) { world.world.clock.move_to(Instant::read(moment).value()); };
        auto const agree_again = [&](Date on) {
            REQUIRE(changed_by(world, world.worker, [&](Change& change) {
                return agree(world.room, change, of,
                    {whole_plan(world.room, change, of)->changes, on, "Licensing", ""});
            }).ok());
            CHECK(how_the_plan_stands(world, of) == "as agreed");
        };
        agree_again(Date::of(2026, 3, 6).value());
        at("2026-03-09T09:00:00Z"); // put off
        auto const action = action_of(world, of);
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return world.actions_room.store.extend(
                change, action.id, 1, Date::of(2026, 4, 3).value(), "Half term");
        }).ok());
        CHECK(how_the_plan_stands(world, of) == "changed");
        at("2026-03-10T09:00:00Z");
        agree_again(Date::of(2026, 3, 10).value());
        at("2026-03-11T09:00:00Z"); // asked for
        auto const goal = plan_now(world, of)->goals.front().id;
        with_action(world, of, goal, "supports");
        CHECK(how_the_plan_stands(world, of) == "changed");
        at("2026-03-12T09:00:00Z");
        agree_again(Date::of(2026, 3, 12).value());
        at("2026-03-13T09:00:00Z"); // done: that is the plan
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return world.actions_room.store.finish(
                change, action.id, 2, actions::ActionState::done, "A manager is there");
        }).ok());
        CHECK(how_the_plan_stands(world, of) == "as agreed");
        at("2026-03-16T09:00:00Z"); // withdrawn
        auto const all = plan_now(world, of)->actions;
        auto const open
            = std::ranges::find_if(all, [](actions::Action const& one) { return one.open(); });
        REQUIRE(open != all.end());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return world.actions_room.store.finish(
                change, open->id, 1, actions::ActionState::withdrawn, "It is not needed");
        }).ok());
        CHECK(how_the_plan_stands(world, of) == "changed");
    });
}

TEST_CASE("an overdue action about whom the case is about keeps it open")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        // As the server wires it.
        for (auto const* const kind : {"person", "context"})
            world.actions_room.about.add(
                kind,
                [kind](Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
                    auto facts = subject_facts(visit, {kind, id});
                    return facts ? std::optional(std::move(*facts)) : std::nullopt;
                },
                [](Visit const&, Uuid const&) -> actions::Named {
                    return {"Them", ""};
                });
        for (auto const& subject : {thing(world.girl), thing(world.takeaway)}) {
            world.world.clock.move_to(Instant::read("2026-03-06T09:00:00Z").value());
            auto const made = world.open(subject);
            screened(world, made);
            auto action = a_planned_action(world, "supports"); // by 27 March
            action.about = subject;
            auto const asked = changed_by(world, world.worker,
                [&](Change& change) { return world.actions_room.store.save(change, action); });
            REQUIRE_MESSAGE(asked.ok(), (asked.ok() ? "" : asked.error().words.key));
            auto const keeps = [&] {
                auto const pass = world.world.as(world.worker);
                return blocked(world.room, pass->visit(), made);
            };
            CHECK(keeps().empty()); // open, and not overdue
            world.world.clock.move_to(Instant::read("2026-03-28T09:00:00Z").value());
            REQUIRE(keeps().size() == 1);
            CHECK(keeps()[0].text
                == (made.of_context() ? "One action about it is overdue"
                                      : "One action about them is overdue"));
        }
    });
}

TEST_CASE("whoever knows some of the children whom a plan helps is told how many, then the others")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = with_whole_plan(world);
        REQUIRE(agreed_now(world, of).ok());
        for (auto const* const name : {"Corin Ashdown", "Wren Sallow"})
            world.join_somebody(name);
        auto const page_of_place = [&](AccountId who) {
            auto request = Request::get("/contexts/" + world.takeaway.write());
            request.matched("/contexts/{context}", "", {{"context", world.takeaway.write()}});
            for (auto const& one : world.house.routes.all())
                if (one.method == http::Method::get && one.pattern == "/contexts/{context}")
                    return one.handler(world.world.as(who)->visit(), request);
            return Result<Response>(not_found());
        };
        auto const known = page_of_place(world.worker);
        CHECK(tells(known,
            "2 of them are people you may know. Fewer than 5 children are linked whom "
            "you may not know."));
        auto const none = page_of_place(world.licensing);
        CHECK(tells(none, "Fewer than 5 children are linked"));
        CHECK(!tells(none, "people you may know"));
    });
}

TEST_CASE("whoever takes back what a goal began with is told so, and plan and review say it after")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = world.open(thing(world.takeaway)).id;
        auto const first = measured(world, a_survey(of, Date::of(2026, 3, 2).value(), 62, 19));
        auto const again = measured(world, a_survey(of, Date::of(2026, 3, 5).value(), 58, 27));
        auto goal = a_trust_goal();
        goal.statement = "Young people feel safe here";
        goal.measured_by = "measure";
        goal.baseline_measurement = first.id;
        goal.measure = "feel_safe";
        auto const kept = with_goal(world, of, goal);
        Review review;
        review.on = Date::of(2026, 3, 6).value();
        review.findings = {{kept.id, {}, again.id}};
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return keep_review(world.room, change, of, review, Reviewing::draft);
        }).ok());
        auto const page_of = [&](Measurement const& one) {
            return world.get_one(world.worker, one_measured, of, "measurement", one.id.write());
        };
        CHECK(tells(page_of(first), "The goal “Young people feel safe here” began with it"));
        CHECK(tells(page_of(again),
            "The review of 6 March 2026 compared it, for “Young people feel safe here”"));
        for (auto const& one : {first, again})
            REQUIRE(changed_by(world, world.worker, [&](Change& change) {
                return take_back(change, world.room, one.id, "Counted at another door");
            }).ok());
        CHECK(tells(world.get(world.worker, "/cases/{case}/plan", of),
            "19 of 62 (31 %) on 2 March 2026 (taken back since)"));
        CHECK(tells(
            world.get(world.worker, "/cases/{case}/reviews", of), "Both were taken back since."));
    });
}

TEST_CASE("a survey of an earlier day that is entered later does not take a goal's baseline")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const of = world.open(thing(world.takeaway)).id;
        auto const first = measured(world, a_survey(of, Date::of(2026, 3, 2).value(), 62, 19));
        auto goal = a_trust_goal();
        goal.measured_by = "measure";
        goal.baseline_measurement = first.id;
        goal.measure = "feel_safe";
        with_goal(world, of, goal);
        auto const earlier = measured(world, a_survey(of, Date::of(2026, 2, 2).value(), 40, 30));
        CHECK(!earlier.baseline);
        measured(world, a_survey(of, Date::of(2026, 3, 5).value(), 58, 27));
        auto const all = measurements_of(world.world.as(world.worker)->visit(), of);
        REQUIRE(all.size() == 3);
        CHECK(all[0].id == earlier.id);
        CHECK(!all[0].baseline);
        CHECK(all[1].baseline);
        auto const list = world.get(world.worker, "/cases/{case}/measurements", of);
        CHECK(tells(list, "Before the baseline"));
        CHECK(tells(list, "16 points higher: safer")); // 31 % to 47 %, not 75 % to 47 %
        auto const entered
            = world.get_one(world.worker, one_measured, of, "measurement", earlier.id.write());
        CHECK(tells(entered, "Of a day before the baseline."));
    });
}

} // namespace kith::cases
