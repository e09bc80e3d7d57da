// SPDX-License-Identifier: MIT
// What a plan refuses: names in actions and reasons, typed baselines, agreeing what was not seen,
// reviews put off, forms without their version; on both databases.
#include "base/london.h"
#include "cases/plan_world_test.h"

namespace kith::cases {

TEST_CASE("an edited action and what came of it name no child, and names joined later are withheld")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        auto asked = a_planned_action(world, "changes_context");
        auto const ask = [&] {
            return changed_by(world, world.worker, [&](Change& change) {
                return ask_for(world.room, change, made.id, goal.id, asked);
            });
        };
        asked.named_in_words = "Freya Larkspur, licensing";
        CHECK(ask().error().field == "named");
        asked.named_in_words = "Sam Obi, licensing"; // nobody on record: the same sentence
        CHECK(ask().error().words.key
            == "This names a young person, or may: “Sam Obi”. Say it without the name");
        // Rare names that begin a sentence pass, until somebody of that name is joined.
        asked.named_in_words = "Quillan from licensing";
        asked.what = "Quillan keeps the door";
        auto const kept = ask();
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        auto const& store = world.room.actions.store;
        auto edited = *kept;
        edited.what = "Ask Freya Larkspur to wait";
        auto const edit = [&](char const* why) {
            return changed_by(world, world.worker,
                [&](Change& change) { return store.save(change, edited, why); });
        };
        CHECK(edit("It is later").error().field == "what");
        edited.what = kept->what;
        CHECK(edit("Freya Larkspur asked for it").error().field == "reason");
        auto const told = changed_by(world, world.worker, [&](Change& change) {
            return store.finish(
                change, kept->id, 1, actions::ActionState::done, "Freya Larkspur came twice");
        });
        CHECK(told.error().field == "result");
        CHECK(changed_by(world, world.worker,
                  [&](Change& change) {
                      return store.extend(change, kept->id, 1, Date::of(2026, 4, 3).value(),
                          "Freya Larkspur is away");
                  })
                  .error()
                  .field
            == "reason");
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return store.finish(
                change, kept->id, 1, actions::ActionState::done, "Quillan was there each evening");
        }).ok());
        world.join_somebody("Quillan Tarrow");
        auto const pass = world.world.as(world.worker);
        auto const shown = store.find(pass->visit(), kept->id);
        REQUIRE(shown.ok());
        CHECK(shown->what == "[name withheld] keeps the door");
        CHECK(shown->named_in_words == "[name withheld] from licensing");
        CHECK(shown->result == "[name withheld] was there each evening");
        for (auto const& was : store.versions(pass->visit(), kept->id))
            CHECK(was.action.what == "[name withheld] keeps the door");
        for (auto const* const path : {"/cases/{case}/plan", "/api/v1/cases/{case}/plan"}) {
            auto const page = world.get(world.licensing, path, made.id);
            REQUIRE(page.ok());
            CHECK(page->body.find("Quillan") == std::string::npos);
            CHECK(page->body.find("[name withheld] keeps the door") != std::string::npos);
        }
    });
}

TEST_CASE(
    "whoever does an action of a context's case, and may not know it, reads and tells no name")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        auto asked = a_planned_action(world, "changes_context");
        asked.what = "Quillan keeps the door";
        asked.named = world.elsewhere;
        asked.for_agency = made.owner_agency;
        auto const kept = changed_by(world, world.worker,
            [&](Change& change) { return ask_for(world.room, change, made.id, goal.id, asked); });
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        world.join_somebody("Quillan Tarrow");
        CHECK(!knows(world.world.as(world.elsewhere)->visit(), made.id));
        auto const& store = world.room.actions.store;
        auto const words = store.find(world.world.as(world.elsewhere)->visit(), kept->id);
        REQUIRE(words.ok());
        CHECK(words->about.id.none());
        CHECK(words->what == "[name withheld] keeps the door");
        auto const end = [&](char const* told) {
            return changed_by(world, world.elsewhere, [&](Change& change) {
                return store.finish(change, kept->id, 1, actions::ActionState::done, told);
            });
        };
        auto const known = end("They ask Freya Larkspur to wait");
        auto const nobody = end("They ask Rowan Quickbeam to wait");
        CHECK(known.error().field == "result");
        CHECK(nobody.error().field == "result"); // it does not tell whether anybody is known
        CHECK(end("Somebody is there each evening").ok());
    });
}

TEST_CASE("the reasons that the history of a context's plan shows name no child either")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        constexpr char const* naming = "Freya Larkspur asked for it";
        CHECK(
            changed_by(world, world.worker,
                [&](Change& change) { return set_goal(world.room, change, made.id, goal, naming); })
                .error()
                .field
            == "reason");
        auto const words = plan_now(world, made.id)->plan;
        CHECK(changed_by(world, world.worker,
                  [&](Change& change) {
                      return word_plan(world.room, change, made.id, words, naming);
                  })
                  .error()
                  .field
            == "reason");
        Partner guardian;
        guardian.who = "The evening manager";
        auto const added = changed_by(world, world.worker,
            [&](Change& change) { return take_partner(world.room, change, made.id, guardian); });
        REQUIRE(added.ok());
        CHECK(changed_by(world, world.worker,
                  [&](Change& change) {
                      return end_partner(world.room, change, made.id, added->id, naming);
                  })
                  .error()
                  .field
            == "because");
    });
}

TEST_CASE("a measured goal has the baseline of a measurement, and none that somebody typed")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto goal = a_trust_goal(); // with a typed baseline
        auto const save = [&] {
            return changed_by(world, world.worker,
                [&](Change& change) { return set_goal(world.room, change, made.id, goal, ""); });
        };
        goal.measured_by = "other";
        goal.observation = "Leaflets handed out at the door";
        CHECK(save().error().field == "measured_by");
        goal.measured_by = "measure";
        auto const bare = save();
        REQUIRE(bare.ok());
        CHECK(!bare->baseline);
        CHECK(missing_in(*bare).size() == 1);               // what will be measured
        goal.baseline_measurement = MeasurementId::fresh(); // made up
        goal.measure = "feel_safe";
        CHECK(save().error().field == "measure");
        Measurement survey;
        survey.of = made.id;
        survey.instrument = "safety_survey";
        survey.on = Date::of(2026, 3, 2).value();
        survey.n = 62;
        survey.how = "On paper, by two youth workers";
        survey.tallies = {{"feel_safe", "yes", "", 19}, {"feel_safe", "no", "", 43}};
        auto const measured = changed_by(
            world, world.worker, [&](Change& change) { return add(change, world.room, survey); });
        REQUIRE(measured.ok());
        goal.baseline_measurement = measured->id;
        goal.measure = "leaflets";
        CHECK(save().error().field == "measure");
        goal.measure = "feel_safe";
        auto const kept = save();
        REQUIRE(kept.ok());
        CHECK(kept->baseline->in_words() == "19 of 62 (31 %) on 2 March 2026");
        // Taken back since: the baseline stays while nothing else is chosen, and no typed one does.
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return withdraw_measurement(change, measured->id, "Counted twice");
        }).ok());
        goal = *kept;
        goal.baseline = Counted{60, 62, Date::of(2026, 3, 3).value()};
        goal.target = "Half of them";
        auto const still = save();
        REQUIRE(still.ok());
        CHECK(still->baseline->count == 19);
        goal = *still;
        goal.measure = "trusted_adult";
        CHECK(save().error().field == "measure");
    });
}

TEST_CASE("what is agreed is what was seen, and whatever is saved meanwhile is a conflict")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        with_action(world, made.id, goal.id, "changes_context");
        auto const agree_as_seen = [&](std::int64_t seen) {
            return changed_by(world, world.worker, [&](Change& change) {
                return agree(world.room, change, made.id,
                    {seen, Date::of(2026, 3, 6).value(), "Licensing and the team", ""});
            });
        };
        auto const seen = [&] { return plan_now(world, made.id)->changes; };
        auto before = seen();
        auto later = goal;
        later.target = "8 of 10";
        REQUIRE(changed_by(world, world.manager, [&](Change& change) {
            return set_goal(world.room, change, made.id, later, "");
        }).ok());
        CHECK(agree_as_seen(before).error().code == Code::conflict);
        before = seen();
        Partner guardian;
        guardian.who = "The evening manager";
        auto const added = changed_by(world, world.manager,
            [&](Change& change) { return take_partner(world.room, change, made.id, guardian); });
        REQUIRE(added.ok());
        CHECK(agree_as_seen(before).error().code == Code::conflict);
        before = seen();
        with_action(world, made.id, goal.id, "watches_or_limits");
        CHECK(agree_as_seen(before).error().code == Code::conflict);
        // On the page: what stands now beside what was typed, and it agrees that.
        http::FormData form;
        form.add("with", "Licensing and the team");
        form.add("version", std::to_string(before));
        auto const late = world.post(world.worker, "/cases/{case}/plan/agree", made.id, form);
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        CHECK(late->body.find("The plan as it stands now") != std::string::npos);
        CHECK(late->body.find("The evening manager") != std::string::npos);
        auto const shown = "name=\"version\" value=\"" + std::to_string(seen()) + "\"";
        CHECK(late->body.find(shown) != std::string::npos);
        REQUIRE(agree_as_seen(seen()).ok());
        CHECK(!plan_now(world, made.id)->changed_since_agreed());
        world.world.clock.move_to(Instant::read("2026-03-07T09:00:00Z").value());
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return end_partner(world.room, change, made.id, added->id, "She left the job");
        }).ok());
        CHECK(plan_now(world, made.id)->changed_since_agreed());
    });
}

TEST_CASE("agreeing again puts no review off, and a level brings it forward")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        with_action(world, made.id, goal.id, "changes_context");
        auto const agree_on = [&](Date day) {
            return changed_by(world, world.worker, [&](Change& change) {
                return agree(world.room, change, made.id,
                    {whole_plan(world.room, change, made.id)->changes, day, "Licensing", ""});
            });
        };
        auto const runs = [&] {
            auto const clock = review_clock(world.world.as(world.worker)->visit(), made.id);
            REQUIRE(clock);
            return clock->rule + " " + clock->due_at.write().substr(0, 10);
        };
        // Twelve weeks after Friday 6 March 2026 is Friday 29 May.
        REQUIRE(agree_on(Date::of(2026, 3, 6).value()).ok());
        CHECK(runs() == "context.review 2026-05-29");
        world.world.clock.move_to(Instant::read("2026-05-20T09:00:00Z").value());
        auto const again = agree_on(Date::of(2026, 5, 20).value());
        REQUIRE(again.ok());
        CHECK(again->next_review->write() == "2026-05-29");
        CHECK(runs() == "context.review 2026-05-29");
        CHECK(clocks_of(world.world.as(world.worker)->visit(), made.id).size()
            == 3); // those of two stages, and this one
        // A level judged on its own page: twelve weeks are later, and change nothing; a day that is
        // sooner brings it forward, and the day before stays on record.
        auto const judge = [&](char const* level, std::optional<Date> next) {
            return changed_by(world, world.worker, [&](Change& change) {
                LevelEntry entry;
                entry.level = level;
                entry.rationale = "Two more reports";
                entry.evidence = "Reports of May";
                entry.on = london::day_of(change.now());
                entry.next_review = next.value_or(Date());
                auto const stands = find(change, made.id).value();
                return judge_level(world.room, change, made.id, stands.version, entry);
            });
        };
        REQUIRE(judge("EMERGING", {}).ok());
        CHECK(runs() == "context.review 2026-05-29");
        auto const sooner = judge("SIGNIFICANT", Date::of(2026, 5, 25).value());
        REQUIRE_MESSAGE(sooner.ok(), (sooner.ok() ? "" : sooner.error().words.key));
        CHECK(runs() == "review.significant 2026-05-25");
        CHECK(plan_now(world, made.id)->plan.next_review->write() == "2026-05-25");
        auto const pass = world.world.as(world.worker);
        auto const moved = extensions_of(pass->visit(), review_clock(pass->visit(), made.id)->id);
        REQUIRE(moved.size() == 1);
        CHECK(moved[0].due_before.write().starts_with("2026-05-29"));
        // Overdue, and agreed again: it stays overdue.
        world.world.clock.move_to(Instant::read("2026-06-20T09:00:00Z").value());
        REQUIRE(agree_on(Date::of(2026, 6, 20).value()).ok());
        CHECK(runs() == "review.significant 2026-05-25");
    });
}

TEST_CASE("a form of a goal without the version that stands is a conflict, and makes no second one")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const goal = with_goal(world, made.id, a_trust_goal());
        for (auto const* const version : {"0", "", "one", "1 or so"}) {
            http::FormData form;
            form.add("statement", "Another goal");
            form.add("version", version);
            auto const answer = world.post_to(world.worker, "/cases/{case}/plan/goals/{goal}",
                made.id, "goal", goal.id.write(), form);
            REQUIRE(answer.ok());
            CHECK(answer->status == http::Status::conflict);
            CHECK(answer->body.find("Another goal") != std::string::npos);
        }
        auto const whole = plan_now(world, made.id);
        REQUIRE(whole->goals.size() == 1);
        CHECK(whole->goals[0].statement == goal.statement);
    });
}

} // namespace kith::cases
