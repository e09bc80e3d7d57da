// SPDX-License-Identifier: MIT
// Plans: goals, actions, partners and their agreement, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/plan_world_test.h"

namespace kith::cases {

TEST_CASE("a child's plan is agreed once it has a goal of change, who does what, the own goal and "
          "a trusted worker")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const need = [&] {
            return world.room.needs.at("a plan with a change goal")(
                world.world.as(world.worker)->visit(), made);
        };
        CHECK(need()->text == "There is no plan with a goal yet");
        auto const goal = with_goal(world, made.id, a_trust_goal());
        CHECK(need()->text == "The plan is not agreed yet");
        CHECK(agreed_now(world, made.id).error().field == "with"); // nobody does anything yet
        with_action(world, made.id, goal.id, "changes_context");
        CHECK(
            missing_to_agree(world.world.as(world.worker)->visit(), made, plan_now(world, made.id))
                .size()
            == 2);
        Plan words;
        words.own_goal = "I want to go to football again";
        words.trusted_worker = "Nadia from the youth centre";
        words.version = plan_now(world, made.id)->plan.version;
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return word_plan(world.room, change, made.id, words, "");
        }).ok());
        auto const agreed = agreed_now(world, made.id);
        REQUIRE_MESSAGE(agreed.ok(), (agreed.ok() ? "" : agreed.error().words.key));
        // No level is judged: twelve weeks after Friday 6 March 2026 is Friday 29 May.
        CHECK(agreed->next_review->write() == "2026-05-29");
        auto const pass = world.world.as(world.worker);
        auto const clocks = clocks_of(pass->visit(), made.id);
        auto const runs = std::ranges::find(clocks, "plan.review", &CaseClock::rule);
        REQUIRE(runs != clocks.end());
        CHECK(runs->due_at.write() == "2026-05-29T22:59:59.000000Z"); // British Summer Time
        CHECK(!need());
        // A goal that changes afterwards says why, and asks for another agreement.
        auto later = goal;
        later.target = "8 of 10";
        auto const mute = changed_by(world, world.worker,
            [&](Change& change) { return set_goal(world.room, change, made.id, later, " "); });
        CHECK(mute.error().field == "reason");
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return set_goal(world.room, change, made.id, later, "It went well");
        }).ok());
        CHECK(plan_now(world, made.id)->changed_since_agreed());
        auto const late = changed_by(world, world.manager,
            [&](Change& change) { return set_goal(world.room, change, made.id, later, "Me too"); });
        CHECK(late.error().code == Code::conflict);
        auto const history = plan_history(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(!history.empty());
        CHECK(history.front().reason == "It went well");
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a goal of effort alone is refused, and the form comes back filled in")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        http::FormData form;
        form.add("statement", "Young people know where to turn");
        form.add("aims_at", "PLACE");
        form.add("measured_by", "observation");
        form.add("observation", "Leaflets handed out at the door");
        form.add("what_it_tells", "what_is_different");
        auto const refused
            = world.post(world.worker, "/cases/{case}/plan/goals/new", made.id, form);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(refused->body.find("counts what we do") != std::string::npos);
        CHECK(refused->body.find("Leaflets handed out at the door") != std::string::npos);
        CHECK(!plan_now(world, made.id));
    });
}

TEST_CASE("no child is named in the plan of a context, and open actions keep its case open")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto naming = a_trust_goal();
        naming.statement = "Freya Larkspur can name an adult she trusts here";
        auto const try_goal = [&](Goal const& goal) {
            return changed_by(world, world.worker,
                [&](Change& change) { return set_goal(world.room, change, made.id, goal, ""); });
        };
        CHECK(try_goal(naming).error().field == "statement");
        // Nobody of that name is on record, and the sentence is the same.
        naming.statement = "The door is open to Rowan Quickbeam";
        auto const shaped = try_goal(naming);
        REQUIRE(!shaped.ok());
        CHECK(shaped.error().words.key
            == "This names a young person, or may: “Rowan Quickbeam”. Say it without the name");
        naming.statement = "Harbour Grill is a place where young people are welcome";
        CHECK(try_goal(naming).ok()); // the context's own name
        auto const whole = plan_now(world, made.id);
        REQUIRE(whole);
        with_action(world, made.id, whole->goals.front().id, "changes_context");
        screened(world, made);
        auto const pass = world.world.as(world.manager);
        auto const blockers = blocked(world.room, pass->visit(), made);
        REQUIRE(blockers.size() == 1);
        CHECK(blockers[0].text == "One action is still open");
        world.world.clock.move_to(Instant::read("2026-03-28T09:00:00Z").value());
        CHECK(blocked(world.room, world.world.as(world.manager)->visit(), made).front().text
            == "One action is overdue");
        // Whoever works with the place reads the plan, and changes nothing.
        auto const page = world.get(world.licensing, "/cases/{case}/plan", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("Harbour Grill is a place") != std::string::npos);
        CHECK(page->body.find("Add a goal") == std::string::npos);
        CHECK(world.get(world.school_lead, "/cases/{case}/plan", made.id).error().code
            == Code::not_found);
        CHECK(world.get(world.school_lead, "/cases/{case}/plan/plain", made.id).error().code
            == Code::not_found);
    });
}

TEST_CASE("the plan in plain words names nobody else and tells no address")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const other = changed_by(world, world.worker, [&](Change& change) {
            people::Person person;
            person.names = {{{}, "birth", "Wren Castellan"}};
            return people::create(change, person);
        });
        REQUIRE(other.ok());
        auto goal = a_trust_goal();
        goal.target = "Wren Castellan stays away";
        auto const kept = with_goal(world, made.id, goal);
        auto action = a_planned_action(world, "supports");
        action.what = "Meet her at 12 Quay Street";
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return ask_for(world.room, change, made.id, kept.id, action);
        }).ok());
        Plan words;
        words.own_goal = "I, Freya Larkspur, want to play football";
        words.version = plan_now(world, made.id)->plan.version;
        REQUIRE(changed_by(world, world.worker, [&](Change& change) {
            return word_plan(world.room, change, made.id, words, "");
        }).ok());
        auto const page = world.get(world.worker, "/cases/{case}/plan/plain", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("Castellan") == std::string::npos);
        CHECK(page->body.find("Quay Street") == std::string::npos);
        CHECK(page->body.find("Freya Larkspur, want to play") != std::string::npos); // her own name
        CHECK(page->body.find("Something is left out here") != std::string::npos);
    });
}

TEST_CASE("a partner is added, and taken off with a reason that stays")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        Partner mother;
        mother.who = "Her mother";
        mother.offer = "Drives her to football";
        auto const added = changed_by(world, world.worker,
            [&](Change& change) { return take_partner(world.room, change, made.id, mother); });
        REQUIRE(added.ok());
        auto const page = world.get(world.worker, "/cases/{case}/plan", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("Drives her to football") != std::string::npos);
        auto const off = [&](char const* why) {
            return changed_by(world, world.worker,
                [&](Change& change) { return withdraw_partner(change, made, added->id, why); });
        };
        CHECK(off("  ").error().field == "because");
        REQUIRE(off("She asked not to be").ok());
        CHECK(off("Again").error().code == Code::not_found);
        CHECK(plan_now(world, made.id)->partners.empty());
        CHECK(plan_history(world.world.as(world.worker)->visit(), made.id).front().reason
            == "She asked not to be");
    });
}

TEST_CASE("the twins of plans and goals have the same columns")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        CHECK(world.world.twin_columns("plans") == world.world.columns("plans_was"));
        CHECK(world.world.twin_columns("plan_goals") == world.world.columns("plan_goals_was"));
    });
}

} // namespace kith::cases
