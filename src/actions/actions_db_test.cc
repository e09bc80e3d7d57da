// SPDX-License-Identifier: MIT
#include "actions/actions_world_test.h"

using namespace kith;
using namespace kith::actions;

namespace {
std::vector<std::string> words_of(std::vector<Action> const& all)
{
    std::vector<std::string> words;
    for (auto const& one : all)
        words.push_back(one.what);
    return words;
}
using Texts = std::vector<std::string>;
} // namespace

TEST_CASE(
    "whoever may know what an action is about reads it whole, whoever is named only its words")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const asked = drawn.save(drawn.visit_premises()).value();
        CHECK(asked.version == 1);
        CHECK(asked.asked_by == drawn.holding_team);
        for (auto const who : {drawn.worker, drawn.chair}) {
            auto const whole = drawn.find_as(who, asked.id).value();
            CHECK(whole.about == drawn.the_flat);
            CHECK(whole.drawn_from == drawn.the_flat);
            CHECK(whole.created_by == drawn.worker);
        }
        auto const words = drawn.find_as(drawn.officer, asked.id).value();
        CHECK(words.what == "Visit the premises with the licensing officer");
        CHECK(words.asked_by == drawn.holding_team);
        CHECK(words.due == Date::of(2026, 3, 13).value());
        CHECK(words.about.id.none());
        CHECK(words.drawn_from.id.none());
        CHECK(words.created_by.none());
        auto const nothing = drawn.find_as(drawn.worker, ActionId::fresh()).error();
        for (auto const who : {drawn.other_worker, drawn.contact, drawn.youth_worker})
            CHECK(drawn.find_as(who, asked.id).error() == nothing);
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(drawn.room.store.find(pass->visit(), asked.id).ok());
        pass->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("an action nobody is named on who signs in is for whoever answers for its agency")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto action = drawn.visit_premises();
        action.named = {};
        action.named_in_words = "Sergeant Hale";
        auto const asked = drawn.save(action).value();
        CHECK(drawn.find_as(drawn.contact, asked.id).ok());
        CHECK_FALSE(drawn.find_as(drawn.officer, asked.id).ok());
        CHECK(drawn.room.store.list_mine(drawn.world.as(drawn.contact)->visit()).size() == 1);
        CHECK(drawn.room.store.list_mine(drawn.world.as(drawn.officer)->visit()).empty());
        CHECK(drawn.finish_as(drawn.contact, asked, ActionState::done, "Visited").ok());

        // An account that is closed signs in no more: the agency has it.
        auto const of_officer = drawn.save(drawn.visit_premises()).value();
        CHECK_FALSE(drawn.find_as(drawn.contact, of_officer.id).ok());
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *drawn.world.keys, {{}, {}, "demo", {}}, drawn.world.clock.now()};
            REQUIRE(access::close_account(writing, drawn.officer).ok());
            return db::Outcome::keep;
        });
        CHECK(drawn.find_as(drawn.contact, of_officer.id).ok());
    });
}

TEST_CASE("behind a wall nobody reads an action, not even whoever is named on it")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const asked = drawn.save(drawn.visit_premises()).value();
        CHECK(drawn.find_as(drawn.officer, asked.id).ok());
        drawn.walled.insert(drawn.officer);
        CHECK(drawn.find_as(drawn.officer, asked.id).error()
            == drawn.find_as(drawn.officer, ActionId::fresh()).error());
        CHECK(drawn.room.store.list_mine(drawn.world.as(drawn.officer)->visit()).empty());
        CHECK_FALSE(drawn.finish_as(drawn.officer, asked, ActionState::done).ok());
    });
}

TEST_CASE("an action is asked for about what one may know, of somebody who works there")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        CHECK(drawn.save_as(drawn.other_worker, drawn.visit_premises()).error().code
            == Code::not_found);
        auto elsewhere = drawn.visit_premises();
        elsewhere.named = drawn.youth_worker;
        CHECK(drawn.save(elsewhere).error().field == "named");
        auto unknown = drawn.visit_premises();
        unknown.about = {"dream", Uuid::fresh()};
        CHECK(drawn.save(unknown).error().code == Code::not_found);
        auto gone = drawn.visit_premises();
        gone.about.id = Uuid::fresh();
        CHECK(drawn.save(gone).error().code == Code::not_found);
        CHECK(drawn.room.store.open_count(drawn.world.as(drawn.worker)->visit(), drawn.the_flat)
            == 0);
    });
}

TEST_CASE("the team that asked changes, extends and withdraws; whoever is named only finishes")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto asked = drawn.save(drawn.visit_premises()).value();
        auto changed = asked;
        changed.what = "Visit the premises";
        CHECK(drawn.save(changed).error().field == "reason");
        CHECK(drawn.save_as(drawn.officer, changed, "Shorter").error().code == Code::not_allowed);
        CHECK(
            drawn.save_as(drawn.youth_worker, changed, "Shorter").error().code == Code::not_found);
        CHECK(drawn.extend_as(drawn.officer, asked, "2026-03-20", "Leave").error().code
            == Code::not_allowed);
        changed.about = {"context", Uuid::fresh()}; // never changes
        changed.state = ActionState::done;          // nor does this, here
        asked = drawn.save(changed, "Shorter").value();
        CHECK(asked.version == 2);
        CHECK(asked.about == drawn.the_flat);
        CHECK(asked.open());
        CHECK(drawn.save(changed, "Once more").error().code == Code::conflict);
        CHECK(drawn.finish_as(drawn.officer, changed, ActionState::done).error().code
            == Code::conflict);
        CHECK(drawn.finish_as(drawn.officer, asked, ActionState::withdrawn, "No").error().code
            == Code::not_allowed);
        CHECK(
            drawn.finish_as(drawn.officer, asked, ActionState::not_done).error().field == "result");
        CHECK(drawn.finish_as(drawn.officer, asked, ActionState::not_done, "It was shut").ok());
        auto const ended = drawn.find_as(drawn.worker, asked.id).value();
        CHECK(ended.state == ActionState::not_done);
        CHECK(ended.result == "It was shut");
        CHECK(ended.finished_on == Date::of(2026, 3, 6).value());
        CHECK(drawn.save(ended, "Too late").error().field == "state");
        CHECK(drawn.extend_as(drawn.worker, ended, "2026-03-20", "Late").error().field == "state");
        CHECK(drawn.finish_as(drawn.officer, ended, ActionState::open, "Again").error().code
            == Code::not_allowed);
        CHECK(drawn.finish_as(drawn.worker, ended, ActionState::open).error().field == "result");
        CHECK(drawn.finish_as(drawn.worker, ended, ActionState::open, "They will try again").ok());
        auto const again = drawn.find_as(drawn.worker, asked.id).value();
        CHECK(again.open());
        CHECK(again.result.empty());
        CHECK_FALSE(again.finished_on);
        CHECK(drawn.finish_as(drawn.chair, again, ActionState::done).ok() == false);

        auto const was = drawn.room.store.versions(drawn.world.as(drawn.worker)->visit(), asked.id);
        REQUIRE(was.size() == 3);
        CHECK(was[2].action.what == "Visit the premises with the licensing officer");
        CHECK(was[2].reason == "Shorter");
        CHECK(was[2].by == drawn.worker);
        CHECK(was[1].by == drawn.officer); // who said that it was not done
        CHECK(was[1].reason == "Not done");
        CHECK(was[0].reason == "They will try again");
        CHECK(drawn.room.store.versions(drawn.world.as(drawn.officer)->visit(), asked.id).empty());
        CHECK(drawn.world.columns("actions_was") == drawn.world.twin_columns("actions"));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a due day is extended with a reason, and who did, from when to when, is kept")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const asked = drawn.save(drawn.visit_premises()).value();
        CHECK(drawn.extend_as(drawn.worker, asked, "2026-03-20", " ").error().field == "reason");
        CHECK(drawn.extend_as(drawn.worker, asked, "2026-03-13", "Leave").error().field == "due");
        CHECK(drawn.extend_as(drawn.worker, asked, "2026-03-20", "The manager is away").ok());
        auto const later = drawn.find_as(drawn.worker, asked.id).value();
        CHECK(later.due == Date::of(2026, 3, 20).value());
        auto typed = later;
        typed.due = Date::of(2026, 3, 5).value(); // yesterday
        CHECK(drawn.save(typed, "It was due already").error().field == "due");
        std::string const book(4'001, 'a');
        CHECK(drawn.save(later, book).error().field == "reason");
        CHECK(drawn.extend_as(drawn.worker, later, "2026-03-27", book).error().field == "reason");
        CHECK(drawn.finish_as(drawn.officer, later, ActionState::done, book).error().field
            == "result");
        typed.due = Date::of(2026, 3, 18).value();
        CHECK(drawn.save(typed, "He is back earlier").ok()); // a day that moves is kept here too

        auto const whole
            = drawn.room.store.extensions(drawn.world.as(drawn.worker)->visit(), asked.id);
        REQUIRE(whole.size() == 2);
        CHECK(london::in_words(whole[0].was) == "13 March 2026 at 23:59");
        CHECK(london::in_words(whole[0].due) == "20 March 2026 at 23:59");
        CHECK(whole[0].reason == "The manager is away");
        CHECK(whole[0].by == drawn.worker);
        CHECK(london::in_words(whole[1].due) == "18 March 2026 at 23:59");
        auto const words
            = drawn.room.store.extensions(drawn.world.as(drawn.officer)->visit(), asked.id);
        REQUIRE(words.size() == 2);
        CHECK(words[0].reason.empty()); // it may tell of the case
        CHECK(words[0].by.none());
        CHECK(drawn.room.store.extensions(drawn.world.as(drawn.youth_worker)->visit(), asked.id)
                  .empty());
    });
}

TEST_CASE("lists put what is open first, and count what is open and overdue for a closure")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto const goal = Thing{"goal", Uuid::fresh()};
        auto const ask = [&](char const* what, char const* due, bool of_goal) {
            auto action = drawn.visit_premises();
            action.what = what;
            action.due = Date::read(due).value();
            if (of_goal)
                action.drawn_from = goal;
            return drawn.save(action).value();
        };
        auto const early = ask("Early", "2026-03-09", true);
        auto const late = ask("Late", "2026-03-30", true);
        auto const soon = ask("Soon", "2026-03-10", false);
        auto const no_longer = ask("No longer", "2026-03-06", false);
        CHECK(drawn.finish_as(drawn.officer, early, ActionState::done, "Seen to").ok());
        CHECK(drawn.finish_as(drawn.worker, no_longer, ActionState::withdrawn, "Not needed").ok());
        auto const worker = drawn.world.as(drawn.worker);
        auto const& visit = worker->visit();
        CHECK(words_of(drawn.room.store.list_about(visit, drawn.the_flat))
            == Texts{"Soon", "Late", "Early", "No longer"});
        CHECK(words_of(drawn.room.store.list_drawn_from(visit, goal)) == Texts{"Late", "Early"});
        CHECK(words_of(drawn.room.store.list_asked(visit)) == Texts{"Soon", "Late"});
        CHECK(drawn.room.store.open_count(visit, drawn.the_flat) == 2);
        CHECK(drawn.room.store.overdue_count(visit, drawn.the_flat) == 0);
        auto const officer = drawn.world.as(drawn.officer);
        CHECK(words_of(drawn.room.store.list_mine(officer->visit()))
            == Texts{"No longer", "Early", "Soon", "Late"});
        CHECK(words_of(drawn.room.store.list_about(officer->visit(), drawn.the_flat)).size() == 4);
        CHECK(drawn.room.store.open_count(officer->visit(), drawn.the_flat) == 0); // not told
        auto const stranger = drawn.world.as(drawn.youth_worker);
        CHECK(drawn.room.store.list_about(stranger->visit(), drawn.the_flat).empty());
        CHECK(drawn.room.store.list_asked(stranger->visit()).empty());

        drawn.world.clock.move_to(Instant::read("2026-03-21T09:00:00Z").value());
        auto const then = drawn.world.as(drawn.worker);
        CHECK(drawn.room.store.overdue_count(then->visit(), drawn.the_flat) == 1); // Soon
        auto const mine = drawn.world.as(drawn.officer);
        CHECK(words_of(drawn.room.store.list_mine(mine->visit()))
            == Texts{"Soon", "Late"}); // ended 15 days ago
        CHECK(late.version == 1);
        CHECK(soon.version == 1);
    });
}

TEST_CASE(
    "what an action says is checked at every save and shown as the room of its thing shows it")
{
    tests::on_both_databases([](db::Database& database) {
        ActionsWorld drawn(database);
        auto wanted = drawn.visit_premises();
        wanted.how_we_will_know = "Marram says so";
        CHECK(drawn.save(wanted).error().field == "how_we_will_know");
        wanted = drawn.visit_premises();
        wanted.what = "Visit with Sorrel";
        auto const asked = drawn.save(wanted).value();
        auto edited = asked;
        edited.what = "Visit with Marram";
        CHECK(drawn.save(edited, "It is later").error().field == "what");
        edited = asked;
        CHECK(drawn.save(edited, "Marram asked").error().field == "reason");
        CHECK(drawn.extend_as(drawn.worker, asked, "2026-03-20", "Marram is away").error().field
            == "reason");
        CHECK(
            drawn.finish_as(drawn.officer, asked, ActionState::done, "Marram was in").error().field
            == "result");
        REQUIRE(drawn.extend_as(drawn.worker, asked, "2026-03-20", "Sorrel is away").ok());
        for (auto const who : {drawn.worker, drawn.officer}) // and whoever may not know the flat
            CHECK(drawn.find_as(who, asked.id)->what == "Visit with …");
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(drawn.room.store.list_about(pass->visit(), drawn.the_flat)[0].what == "Visit with …");
        CHECK(drawn.room.store.extensions(pass->visit(), asked.id)[0].reason == "… is away");
        auto const versions = drawn.room.store.versions(pass->visit(), asked.id);
        REQUIRE(versions.size() == 1);
        CHECK(versions[0].action.what == "Visit with …");
        CHECK(versions[0].reason == "… is away");
    });
}
