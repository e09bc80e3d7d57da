// SPDX-License-Identifier: MIT
// The desk's own work on both databases: triage, grades, texts and who lets them out, reviews and
// weeding.
#include "intelligence/desk_world_test.h"
#include <doctest/doctest.h>

namespace kith::intelligence {

TEST_CASE("nothing is done at the desk before it is received, nor by anybody but the desk")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const sent = desk.submitted(desk.worker);
        CHECK(desk.graded(desk.officer, sent.id, desk.grade_answers(), 0).error().code
            == Code::not_allowed);
        auto const untriaged = desk.received();
        CHECK(desk.graded(desk.officer, untriaged.id, desk.grade_answers(), 0).error().code
            == Code::conflict); // what is urgent does not wait
        auto const one = desk.triaged();
        for (auto const who : {desk.worker, desk.handler})
            CHECK(desk.graded(who, one.id, desk.grade_answers(), 0).error().code
                == Code::not_allowed);
        for (auto const who : {desk.licence, desk.auditor})
            CHECK(
                desk.graded(who, one.id, desk.grade_answers(), 0).error().code == Code::not_found);
        // whoever sent it, and a source handler, read nothing of what the desk made of it
        REQUIRE(desk.graded(desk.officer, one.id, desk.grade_answers(), 0).ok());
        for (auto const who : {desk.worker, desk.handler}) {
            auto const pass = desk.world.as(who);
            auto const known = find(pass->visit(), one.id);
            REQUIRE(known.ok());
            CHECK(find_desk_work(pass->visit(), *known).error().code == Code::not_found);
        }
    });
}

TEST_CASE("what is urgent is told first, and stands first in the list of the desk")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const first = desk.received();
        auto const second = desk.received();
        auto const triaged = [&](SubmissionId id, forms::Answers const& answers) {
            return desk.as(
                desk.officer, [&](Change& change) { return triage(change, id, answers); });
        };
        auto const urgent = [&](char const* reference) {
            return desk.of("intelligence/triage",
                {{"urgent", "yes"}, {"reference", reference}, {"told", "The duty inspector"}});
        };
        CHECK(triaged(second.id, urgent("")).error().field == "reference");
        REQUIRE(triaged(second.id, urgent("LC-20260306-0412")).ok());
        REQUIRE(triaged(first.id, desk.of("intelligence/triage", {{"urgent", "no"}})).ok());
        auto const lines = list_desk(desk.world.as(desk.officer)->visit());
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].submission.id == second.id);
        CHECK(lines[0].waiting.urgent);
        CHECK(lines[0].waiting.stage == Stage::to_grade);
        auto const work = desk.work(second.id);
        REQUIRE(work.triages.size() == 1);
        CHECK(work.triages[0].reference == "LC-20260306-0412");
        CHECK(list_desk(desk.world.as(desk.worker)->visit()).empty());
    });
}

TEST_CASE("a grade is never changed: a later one supersedes it, and both stand")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.triaged();
        REQUIRE(desk.graded(desk.officer, one.id, desk.grade_answers(), 0).ok());
        // somebody who had not seen the first does not put theirs over it
        CHECK(
            desk.graded(desk.second, one.id, desk.grade_answers("C", "Name nobody"), 0).error().code
            == Code::conflict);
        REQUIRE(desk.graded(desk.second, one.id, desk.grade_answers("C", "Name nobody"), 1).ok());
        auto const work = desk.work(one.id);
        REQUIRE(work.grades.size() == 2);
        CHECK(work.grades[0].in_short() == "2B C");
        CHECK(work.grades[0].handling.conditions == std::vector<std::string>{"Name nobody"});
        CHECK(work.grades[0].by == desk.second);
        CHECK(work.grades[1].in_short() == "2B P");
        CHECK(work.grades[1].by == desk.officer);
        // a historic grade stands beside them, as it was written
        auto const old = desk.of(
            "intelligence/old_grade", {{"as_written", " B 2 4 "}, {"from", "Another force, 2009"}});
        REQUIRE(desk.as(desk.officer,
                        [&](Change& change) { return keep_old_grade(change, one.id, old); })
                    .ok());
        auto const with_old = desk.work(one.id);
        REQUIRE(with_old.old_grades.size() == 1);
        CHECK(with_old.old_grades[0].as_written == " B 2 4 ");
        CHECK(with_old.grades.size() == 2); // and is converted into none
    });
}

TEST_CASE("an officer does not grade what they sent themselves, nor let any of it out")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const own = desk.submitted(desk.officer);
        REQUIRE(desk.as(desk.second, [&](Change& change) { return receive(change, own.id); }).ok());
        auto const not_urgent = desk.of("intelligence/triage", {{"urgent", "no"}});
        REQUIRE(
            desk.as(desk.second, [&](Change& change) { return triage(change, own.id, not_urgent); })
                .ok());
        CHECK(desk.graded(desk.officer, own.id, desk.grade_answers(), 0).error().code
            == Code::not_allowed);
        REQUIRE(desk.graded(desk.second, own.id, desk.grade_answers(), 0).ok());
        auto const text = desk.written(desk.second, own.id, "A van is used", 0);
        REQUIRE(text.ok());
        CHECK(texts_waiting(desk.world.as(desk.officer)->visit()).empty());
        CHECK(texts_waiting(desk.world.as(desk.second)->visit()).empty()); // they wrote it
        CHECK(desk.decided(desk.officer, own.id, text->id, "authorise").error().code
            == Code::not_allowed); // they submitted it
        CHECK(desk.decided(desk.second, own.id, text->id, "authorise").error().code
            == Code::not_allowed); // they wrote it
        CHECK(!desk.work(own.id).authorised());
    });
}

TEST_CASE("a text is put forward once the item is graded, and let out by a second person")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.triaged();
        CHECK(desk.written(desk.officer, one.id, "A van", 0).error().code == Code::conflict);
        REQUIRE(desk.graded(desk.officer, one.id, desk.grade_answers("C", "Name nobody"), 0).ok());
        auto const text = desk.written(desk.officer, one.id, "A van is used at night", 0);
        REQUIRE(text.ok());
        CHECK(texts_waiting(desk.world.as(desk.second)->visit()).size() == 1);
        CHECK(desk.decided(desk.officer, one.id, text->id, "authorise").error().code
            == Code::not_allowed);
        // refused, with why, which whoever wrote it reads
        CHECK(desk.decided(desk.second, one.id, text->id, "refuse").error().field == "reason");
        REQUIRE(desk.decided(desk.second, one.id, text->id, "refuse", "It says at night").ok());
        CHECK(desk.work(one.id).texts[0].state == TextState::refused);
        CHECK(desk.work(one.id).texts[0].decision == "It says at night");
        CHECK(desk.decided(desk.second, one.id, text->id, "authorise").error().code
            == Code::conflict); // decided once
        // written anew, and let out under the handling that stands
        CHECK(desk.written(desk.officer, one.id, "A van is used", 0).error().code
            == Code::conflict); // somebody else's text was not seen
        auto const later = desk.written(desk.officer, one.id, "A van is used", 1);
        REQUIRE(later.ok());
        REQUIRE(desk.decided(desk.second, one.id, later->id, "authorise").ok());
        auto const work = desk.work(one.id);
        REQUIRE(work.authorised());
        CHECK(work.authorised()->text == "A van is used");
        CHECK(work.authorised()->handling.conditions == std::vector<std::string>{"Name nobody"});
        CHECK(stage_of(find(desk.world.as(desk.officer)->visit(), one.id).value(), work)
            == Stage::to_share);
        // the raw text stands as it was told
        CHECK(find(desk.world.as(desk.officer)->visit(), one.id)->told.text("known")
            == DeskWorld::told);
    });
}

TEST_CASE("a later text that is let out supersedes the one before it")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const later = desk.written(desk.second, one.id, "A white van is used", 1);
        REQUIRE(later.ok());
        CHECK(desk.work(one.id).authorised()->number == 1); // until it is let out
        REQUIRE(desk.decided(desk.officer, one.id, later->id, "authorise").ok());
        auto const work = desk.work(one.id);
        CHECK(work.authorised()->number == 2);
        CHECK(work.texts[1].state == TextState::superseded);
    });
}

TEST_CASE("whoever submitted it reads what the desk tells them, and nothing else of its work")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.received();
        auto const tells = [&](char const* words) {
            auto const answers = desk.of("intelligence/answer", {{"words", words}});
            return desk.as(desk.officer, [&](Change& change) {
                return answer_submitter(desk.room, change, one.id, answers);
            });
        };
        CHECK(tells("Please find out where he lives").error().field == "words"); // nobody is tasked
        REQUIRE(tells("Licensing has looked at the premises. Thank you.").ok());
        auto const pass = desk.world.as(desk.worker);
        auto const back = told_back(pass->visit(), find(pass->visit(), one.id).value());
        REQUIRE(back.size() == 1);
        CHECK(back[0].words == "Licensing has looked at the premises. Thank you.");
    });
}

TEST_CASE("it is looked at again when its clock says so, and weeded by a second person")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const shared = desk.shares(desk.officer, one.id, {{}, {}, desk.licence});
        REQUIRE(shared.ok());
        CHECK(reviews_due(desk.room, desk.world.as(desk.officer)->visit()).empty());
        // twelve months after it was received, told a week before
        desk.world.clock.move_to(Instant::read("2027-03-01T09:00:00Z").value());
        auto const due = reviews_due(desk.room, desk.world.as(desk.officer)->visit());
        REQUIRE(due.size() == 1);
        CHECK(!due[0].weeding);
        auto const reviewed = [&](AccountId who, char const* result) {
            auto const answers = desk.of(
                "intelligence/review", {{"result", result}, {"because", "The flat is empty"}});
            return desk.as(who, [&](Change& change) { return review(change, one.id, answers); });
        };
        REQUIRE(reviewed(desk.officer, "keep").ok());
        CHECK(reviews_due(desk.room, desk.world.as(desk.officer)->visit()).empty());
        REQUIRE(reviewed(desk.officer, "weed").ok());
        CHECK(reviewed(desk.second, "keep").error().code == Code::conflict); // it waits
        CHECK(reviews_due(desk.room, desk.world.as(desk.officer)->visit()).empty());
        CHECK(reviews_due(desk.room, desk.world.as(desk.second)->visit()).size() == 1);
        auto const weeded = [&](AccountId who, char const* decision) {
            auto const answers = desk.of(
                "intelligence/weed", {{"decision", decision}, {"because", "No longer needed"}});
            return desk.as(who, [&](Change& change) { return weed(change, one.id, answers); });
        };
        CHECK(weeded(desk.officer, "weed").error().code == Code::not_allowed); // they proposed it
        REQUIRE(weeded(desk.second, "weed").ok());
        // the fact stays, the text does not
        auto const pass = desk.world.as(desk.officer);
        auto const stands = find(pass->visit(), one.id).value();
        CHECK(stands.state() == SubmissionState::weeded);
        CHECK(stands.reference == one.reference);
        CHECK(stands.told.empty());
        auto const work = find_desk_work(pass->visit(), stands).value();
        CHECK(work.grades[0].in_short() == "2B P");
        CHECK(work.grades[0].because.empty());
        CHECK(work.texts[0].text.empty());
        CHECK(work.texts[0].state == TextState::weeded);
        CHECK(work.reviews[0].decided_because == "No longer needed");
        CHECK(desk.reads(desk.licence, shared->id).error().code == Code::not_found);
        CHECK(find_source(desk.world.as(desk.handler)->visit(), one.id, "To see that it is gone")
                  .error()
                  .code
            == Code::not_found);
        for (auto const& problem : desk.world.verdict().problems)
            FAIL_CHECK(problem); // and the proof still stands
        CHECK(desk.world.verdict().erased > 0);
        CHECK(
            weeded(desk.second, "weed").error().code == Code::not_allowed); // nothing is done to it
    });
}

TEST_CASE("six years after it was received it is to be weeded, or somebody says why it stays")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.received();
        auto const reviewed = [&](char const* result) {
            auto const answers
                = desk.of("intelligence/review", {{"result", result}, {"because", "Needed"}});
            return desk.as(
                desk.officer, [&](Change& change) { return review(change, one.id, answers); });
        };
        desk.world.clock.move_to(Instant::read("2032-01-10T09:00:00Z").value());
        REQUIRE(reviewed("keep").ok()); // looked at, which does not move the day of weeding
        desk.world.clock.move_to(Instant::read("2032-03-02T09:00:00Z").value());
        auto due = reviews_due(desk.room, desk.world.as(desk.second)->visit());
        REQUIRE(due.size() == 1);
        CHECK(due[0].weeding);
        REQUIRE(reviewed("weed").ok());
        auto const kept = desk.of(
            "intelligence/weed", {{"decision", "keep"}, {"because", "A trial is to come"}});
        REQUIRE(
            desk.as(desk.second, [&](Change& change) { return weed(change, one.id, kept); }).ok());
        CHECK(reviews_due(desk.room, desk.world.as(desk.second)->visit()).empty());
        CHECK(desk.work(one.id).reviews[0].decided_because == "A trial is to come");
        CHECK(find(desk.world.as(desk.officer)->visit(), one.id)->told.text("known")
            == DeskWorld::told);
    });
}
} // namespace kith::intelligence
