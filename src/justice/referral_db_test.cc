// SPDX-License-Identifier: MIT
// Referrals on both databases: by which way, what is kept, what follows, who knows of it.
#include "justice/justice_world_test.h"

namespace kith::justice {

TEST_CASE("a child is referred without consent, and what was answered comes back as it was")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const pass = world.world.as(world.worker);
        auto const read = find(pass->visit(), made.id);
        REQUIRE(read.ok());
        CHECK(read->route == Route::child);
        CHECK_FALSE(read->consent_on.has_value());
        CHECK(read->reference == made.reference);
        CHECK(read->exploiter_known == "no");
        REQUIRE(read->exploitation.size() == 1);
        CHECK(read->exploitation[0].kind == "forced_crime");
        CHECK(read->exploitation[0].place == "The harbour front");
        CHECK(read->exploitation[0].from == PartialDate{2025, 11, {}});
        CHECK(answers_of(world.room, referral_form, read->form_version, read->answers)
                  .text("what_happened")
            == "Men made them carry bags");
        CHECK(entries_of(pass->visit(), *read).empty());
        CHECK(list_referrals(pass->visit(), world.girl).size() == 1);
        CHECK(list_owned_referrals(pass->visit()).size() == 1);
    });
}

TEST_CASE("a school refers nobody, an adult not as a child, nor a child as an adult")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const hers = world.somebody("Wren Tolliver", PartialDate{2011, 5, 3}, world.teacher);
        auto const by_school = world.prepares(world.teacher, hers, "child");
        REQUIRE_FALSE(by_school.ok());
        CHECK(by_school.error().words.key.starts_with("Your agency is no first responder"));
        CHECK(world.prepares(world.worker, world.girl, "adult").error().field == "route");
        CHECK(world.prepares(world.worker, world.woman, "child").error().field == "route");
        CHECK(world.prepares(world.worker, world.woman, "adult").ok());
        CHECK(world.prepares(world.worker, world.woman, "child", true).ok()); // age is disputed
        CHECK(world.prepares(world.worker, world.woman, "adult").error().field == "route");
        CHECK(world.prepares(world.elsewhere, world.girl, "child").error().code == Code::not_found);
    });
}

TEST_CASE("who turned 18 before it was sent is asked for consent first")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.boy, "child");
        world.clock_at("2026-03-20T09:00:00Z"); // his birthday
        auto const late = world.records(world.worker, made, EntryKind::sent, "2026-03-20");
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().field == "kind");
        CHECK(late.error().words.key.find("ask for their consent") != std::string::npos);
        // It was sent the day before, and is only recorded now: then it went as a child's.
        CHECK(world.records(world.worker, made, EntryKind::sent, "2026-03-19").ok());
    });
}

TEST_CASE("the aim is the decider's and never overdue; recovery has a first day and no last")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        world.clock_at("2026-05-20T09:00:00Z");
        auto const sent = world.recorded(made, EntryKind::sent, "2026-05-20");
        CHECK(sent.due_rule == "nrm.reasonable_grounds");
        CHECK(sent.due == Date::of(2026, 5, 28).value()); // the 25th is a bank holiday
        world.clock_at("2026-07-01T09:00:00Z");
        auto const pass = world.world.as(world.worker);
        auto const aim = aim_of(world.room, entries_of(pass->visit(), made));
        REQUIRE(aim.has_value());
        CHECK(aim->text == "Expected by 28 May 2026");
        auto const positive = world.recorded(made, EntryKind::rg_positive, "2026-06-01");
        CHECK(positive.due == Date::of(2026, 7, 1).value());
        CHECK(world.records(world.worker, made, EntryKind::cg_positive, "2026-07-01", "")
                  .error()
                  .field
            == "words");
        CHECK(world
                  .records(world.worker, made, EntryKind::cg_positive, "2026-07-01",
                      "They asked for it themselves")
                  .ok());
    });
}

TEST_CASE(
    "an adult's referral is sent once they agreed, and handed on no more once it is withdrawn")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.woman, "adult"); // who agreed on 5 March
        CHECK(
            world.records(world.worker, made, EntryKind::sent, "2026-03-04").error().field == "on");
        world.recorded(made, EntryKind::sent, "2026-03-06");
        auto const print = [&] {
            return world.get(world.worker, "/justice/referrals/{referral}/print",
                address_of(made.id) + "/print", {{"referral", made.id.write()}});
        };
        CHECK(print().ok());
        world.recorded(made, EntryKind::withdrawn, "2026-03-06");
        CHECK(print().error().code == Code::conflict);
    });
}

TEST_CASE("where a local panel decides, its aim is 45 days")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database, R"(
as_of = 2026-03-01
doubt_years = 3
[[first_responder]]
kind = "council"
words = "A council"
source = "invented"
[[child_panel]]
authority = "E10000017"
name = "County panel"
source = "invented"
[[guardian]]
name = "Guardians"
number = "0800"
words = "For all"
source = "invented"
)");
        auto const made = world.prepared(world.girl, "child");
        auto const sent = world.recorded(made, EntryKind::sent, "2026-03-06");
        CHECK(sent.due_rule == "nrm.reasonable_grounds_panel");
        CHECK(sent.due == Date::of(2026, 4, 20).value());
        auto const adult = world.prepared(world.woman, "adult");
        CHECK(world.recorded(adult, EntryKind::sent, "2026-03-06").due_rule
            == "nrm.reasonable_grounds");
    });
}

TEST_CASE(
    "a decision asks for another look at the case, tells the chronology, and can be taken back")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const of_case = world.opens_case(world.girl);
        auto const made = world.prepared(world.girl, "child");
        world.recorded(made, EntryKind::sent, "2026-03-06");
        auto const prompts = [&] {
            return cases::prompts_shown(
                world.cases_room, world.world.as(world.worker)->visit(), of_case);
        };
        auto const told = [&](char const* kind) {
            std::size_t many = 0;
            for (auto const& one : world.linked.store.list_events(
                     world.world.as(world.worker)->visit(), thing(world.girl)))
                many += one.event.kind == kind ? 1U : 0U;
            return many;
        };
        CHECK(prompts().empty());
        CHECK(told("nrm_referred") == 1);
        auto const positive = world.recorded(made, EntryKind::rg_positive, "2026-03-06");
        REQUIRE(prompts().size() == 1);
        CHECK(prompts()[0].reasons[0].kind == "referral_mechanism_decision");
        CHECK(prompts()[0].reasons[0].from == thing(made.id));
        CHECK(told("nrm_decided") == 1);
        CHECK(world.takes_back(world.worker, made, positive.id, " ").error().field == "taken_back");
        CHECK(world.takes_back(world.colleague, made, positive.id).ok());
        CHECK(told("nrm_decided") == 0);
        auto const entries = entries_of(world.world.as(world.worker)->visit(), made);
        REQUIRE(entries.size() == 2);
        CHECK(entries[1].taken_back_because == "The wrong line");
        CHECK(where_it_stands(entries)->kind == EntryKind::sent);
        CHECK(world.takes_back(world.worker, made, positive.id).error().code == Code::conflict);
    });
}

TEST_CASE("a guardian is asked for besides, on Home, until somebody has")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const about = "referral " + made.reference.write();
        CHECK(world.lines_with(world.worker, "Send", about) == 1);
        world.recorded(made, EntryKind::sent, "2026-03-06");
        CHECK(world.lines_with(world.worker, "Send", about) == 0);
        CHECK(world.lines_with(world.colleague, "Ask", "guardian") == 1);
        CHECK(world.lines_with(world.elsewhere, "Ask", "guardian") == 0);
        world.recorded(made, EntryKind::guardian_asked, "2026-03-06");
        CHECK(world.lines_with(world.worker, "Ask", "guardian") == 0);
    });
}

TEST_CASE("put right is a version with a reason, and a late one is told of the other")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const puts_right
            = [&](Referral wanted, std::string const& place, std::string const& reason) {
                  wanted.exploitation[0].place = place;
                  return world.world.as(world.worker)->visit().change([&](Change& change) {
                      return correct(world.room, change, wanted, reason);
                  });
              };
        CHECK(puts_right(made, "The station", "").error().field == "reason");
        auto const saved = puts_right(made, "The station", "She said where");
        REQUIRE(saved.ok());
        CHECK(saved->version == 2);
        CHECK(puts_right(made, "The park", "Late").error().code == Code::conflict);
        auto const pass = world.world.as(world.worker);
        auto const stands = find(pass->visit(), made.id);
        CHECK(stands->exploitation[0].place == "The station");
        auto const before = versions_of(pass->visit(), *stands);
        REQUIRE(before.size() == 1);
        CHECK(before[0].referral.exploitation[0].place == "The harbour front");
        CHECK(before[0].reason == "She said where");
    });
}

TEST_CASE("what whoever may not know the person does not know")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        for (auto const who : {world.elsewhere, world.auditor}) {
            auto const pass = world.world.as(who);
            CHECK(find(pass->visit(), made.id).error().code == Code::not_found);
            CHECK_FALSE(knows(pass->visit(), made.id));
            CHECK(list_referrals(pass->visit(), world.girl).empty());
            CHECK(list_owned_referrals(pass->visit()).empty());
        }
        CHECK(world.records(world.elsewhere, made, EntryKind::sent, "2026-03-06").error().code
            == Code::not_found);
        CHECK(find(world.world.as(world.colleague)->visit(), made.id).ok());
    });
}

TEST_CASE("a note of section 45 says who looked at it, and is taken back with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        DefenceNote note;
        note.person = world.girl;
        note.owner_agency = world.council;
        note.on = Date::of(2026, 3, 5).value();
        note.considered_by = "Her solicitor";
        note.contact = "Her arrest on 4 March";
        auto const notes = [&](AccountId who, DefenceNote const& one) {
            return world.world.as(who)->visit().change(
                [&](Change& change) { return note_defence(world.room, change, one); });
        };
        CHECK(notes(world.worker, note).error().field == "words");
        note.words = "Both tests; the officer in the case was told";
        CHECK(notes(world.elsewhere, note).error().code == Code::not_found);
        auto const referral = world.prepared(world.girl, "child");
        note.referral = referral.id;
        auto const made = notes(world.worker, note);
        REQUIRE(made.ok());
        CHECK(shows(world.get(world.worker, "/justice/referrals/{referral}",
                        address_of(referral.id), {{"referral", referral.id.write()}}),
            "Her arrest on 4 March"));
        auto of_another = note;
        of_another.person = world.woman;
        CHECK(notes(world.worker, of_another).error().code == Code::not_found);
        auto const pass = world.world.as(world.colleague);
        auto const all = list_defence_notes(pass->visit(), world.girl);
        REQUIRE(all.size() == 1);
        CHECK(all[0].considered_by == "Her solicitor");
        CHECK(list_defence_notes(world.world.as(world.elsewhere)->visit(), world.girl).empty());
        auto const back = world.world.as(world.worker)->visit().change([&](Change& change) {
            return withdraw_defence(world.room, change, made->id, "Of her brother");
        });
        CHECK(back.ok());
        CHECK(list_defence_notes(world.world.as(world.colleague)->visit(), world.girl)[0]
                  .withdrawn_because
            == "Of her brother");
    });
}

} // namespace kith::justice
