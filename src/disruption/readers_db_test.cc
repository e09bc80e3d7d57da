// SPDX-License-Identifier: MIT
// Steps on both databases: who reads them, whom they touch, who is told of a breach, and what a
// reader of the tables finds.
#include "disruption/disruption_world_test.h"

namespace kith::disruption {

TEST_CASE("who works with the target reads its steps; for all others there are none")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const on_man = world.considered(thing(world.man), "D02");
        auto const on_flat = world.considered(thing(world.flat), "D20");
        auto const on_place = world.considered(thing(world.takeaway), "D17");
        auto const reads = [&](AccountId who, Step const& step) {
            return find(world.world.as(who)->visit(), step.id).ok();
        };
        for (auto const& step : {on_man, on_flat, on_place})
            CHECK(reads(world.worker, step));
        for (auto const who : {world.elsewhere, world.sergeant}) {
            CHECK(!reads(who, on_man));
            CHECK(!reads(who, on_flat));
            CHECK(reads(who, on_place)); // a place that all may go to
        }
        CHECK(!reads(world.auditor, on_place));
        // What may not be known is what does not exist.
        auto const missing = find(world.world.as(world.elsewhere)->visit(), StepId::fresh());
        CHECK(find(world.world.as(world.elsewhere)->visit(), on_man.id).error() == missing.error());
        CHECK(list_of(world.world.as(world.elsewhere)->visit(), thing(world.man)).empty());
        // The same council keeps its own step; the police read it, and do not.
        CHECK(world.moves(world.sergeant, on_place, StepStatus::rejected, "No").error().code
            == Code::not_allowed);
        CHECK(world.moves(world.elsewhere, on_place, StepStatus::rejected, "No").ok());
    });
}

TEST_CASE("a licensing officer reads their own agency's steps on premises, and nothing of children")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        world.works_with(thing(world.takeaway), world.licensing_team, world.council);
        auto const review = world.planned(thing(world.takeaway), "D17");
        auto of_police = world.a_step(thing(world.takeaway), "D16");
        of_police.owner_agency = world.police;
        auto const notice = world.considers(world.worker, of_police).value();
        auto const on_man = world.considered(thing(world.man), "D18");
        REQUIRE(world.links_child(world.worker, review, world.girl).ok());
        auto const pass = world.world.as(world.licensing);
        auto const read = find(pass->visit(), review.id);
        REQUIRE(read.ok());
        CHECK(!find(pass->visit(), notice.id).ok());
        CHECK(!find(pass->visit(), on_man.id).ok());
        CHECK(list_owned(pass->visit()).size() == 1);
        CHECK(children_of(pass->visit(), *read).empty());
        CHECK(answers_of(pass->visit(), *read).empty());
        CHECK(world.moves(world.licensing, review, StepStatus::applied, "Hearing on 2 April").ok());
        CHECK(!world.links_child(world.licensing, review, world.girl).ok());
        CHECK(!world.answers(world.licensing, review, world.answered(review), "Better").ok());
        CHECK(!world.considers(world.licensing, world.a_step(thing(world.takeaway), "D19")).ok());
    });
}

TEST_CASE("a child is linked once, and seen by those alone who may know them")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const step = world.considered(thing(world.takeaway), "D16");
        REQUIRE(world.links_child(world.worker, step, world.girl).ok());
        CHECK(world.links_child(world.worker, step, world.girl).error().code == Code::conflict);
        auto const seen = [&](AccountId who) {
            auto const pass = world.world.as(who);
            return children_of(pass->visit(), find(pass->visit(), step.id).value()).size();
        };
        CHECK(seen(world.worker) == 1);
        CHECK(seen(world.elsewhere) == 0);
        CHECK(seen(world.sergeant) == 0);
        auto const by = [&](AccountId who, std::string const& reference) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return link_child(change, step.id, reference, "They were there");
            });
        };
        // Whom they may not know answers as who does not exist.
        auto const girls
            = people::find(world.world.as(world.worker)->visit(), world.girl)->reference.write();
        CHECK(by(world.elsewhere, girls).error()
            == by(world.elsewhere, Reference::fresh('P').write()).error());
        // Who it is stands in no ledger line of the step.
        auto const lease = world.world.database.reader();
        for (auto const& line : ledger::lines_about(*lease, *world.world.keys, thing(step.id), 20))
            CHECK(line.text.find(girls) == std::string::npos);
        auto const child = children_of(world.world.as(world.worker)->visit(), step).front();
        auto const ends = [&](AccountId who) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return unlink_child(change, step.id, child.id, "It was another child");
            });
        };
        CHECK(ends(world.elsewhere).error().code == Code::not_found);
        CHECK(ends(world.worker).ok());
        CHECK(children_of(world.world.as(world.worker)->visit(), step).front().ended_because
            == "It was another child");
    });
}

TEST_CASE("who may not know the child reads when a step ends, and not that a birthday ends it")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        world.works_with(thing(world.man), world.police_team, world.police);
        auto step = world.a_step(thing(world.man), "D01");
        step.owner_agency = world.police;
        step.footing = "under_16";
        step.footing_child = world.girl;
        auto const made = world.considers(world.worker, step).value();
        REQUIRE(world.answers(world.worker, made, world.answered(made)).ok());
        world.moved(made, StepStatus::planned, "");
        auto const page = [&](AccountId who, std::string const& before) {
            auto const path = before + "/disruption/steps/" + made.id.write();
            auto const read = world.get(
                who, before + "/disruption/steps/{step}", path, {{"step", made.id.write()}});
            return read ? std::string(read->body) : std::string();
        };
        CHECK(page(world.worker, "").find("its basis ends with a birthday") != std::string::npos);
        CHECK(page(world.worker, "").find("Freya Larkspur") != std::string::npos);
        for (auto const* const before : {"", "/api/v1"}) {
            auto const read = page(world.sergeant, before);
            REQUIRE(!read.empty());
            for (auto const* const words : {"birthday", "under_16", "under 16 (", "Freya"})
                CHECK_MESSAGE(read.find(words) == std::string::npos, words);
        }
        CHECK(page(world.sergeant, "").find("2 May 2027") != std::string::npos);
        // The police, whose step it is, put its days right, and leave what it rests on as it is.
        auto wanted = find(world.world.as(world.sergeant)->visit(), made.id).value();
        wanted.review_on = Date::read("2026-04-10").value();
        auto const corrected = world.world.as(world.sergeant)->visit().change([&](Change& change) {
            return correct(world.room, change, wanted, "As agreed");
        });
        REQUIRE(corrected.ok());
        CHECK(corrected->footing_child == world.girl);
        CHECK(corrected->ends->by == EndsBy::birthday);
    });
}

TEST_CASE("a breach is told to whoever holds a case of the target or of a linked child, until read")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        // The other team's social worker holds the boy's case, and does not know the flat.
        world.works_with(
            thing(world.boy), world.world.team(world.council, "Third team"), world.council);
        auto const other_team = [&] {
            auto const pass = world.world.as(world.elsewhere);
            return pass->visit().visitor().teams.front();
        }();
        world.works_with(thing(world.boy), other_team, world.council);
        auto const boys_case = world.opens_case(thing(world.boy), world.elsewhere);
        auto const step = world.served(thing(world.flat), "D14");
        REQUIRE(world.links_child(world.worker, step, world.boy).ok());
        CHECK(world.lines_with(world.elsewhere, "Read", "breach") == 0);
        CHECK(!world.moves(world.worker, step, StepStatus::breached, "").ok());
        world.moved(step, StepStatus::breached, "The door was open at night, and men went in");
        auto const words = "breach near case " + boys_case.reference.write();
        CHECK(world.lines_with(world.elsewhere, "Read", words) == 1);
        CHECK(world.lines_with(world.worker, "Read", "breach") == 0); // holds no case of theirs
        CHECK(world.lines_with(world.sergeant, "Read", "breach") == 0);
        auto const told = unread_breaches(world.world.as(world.elsewhere)->visit());
        REQUIRE(told.size() == 1);
        // Which step it is, is not theirs to know: the flat is not.
        CHECK(!find(world.world.as(world.elsewhere)->visit(), step.id).ok());
        auto const page = world.get(world.elsewhere, "/disruption/breaches/{breach}",
            "/disruption/breaches/" + told[0].breach.move.write(),
            {{"breach", told[0].breach.move.write()}});
        REQUIRE(page.ok());
        std::string const body(page->body);
        CHECK(body.find("was breached on") != std::string::npos);
        CHECK(body.find("men went in") == std::string::npos);
        CHECK(body.find("chandler") == std::string::npos);
        CHECK(body.find(step.reference.write()) == std::string::npos);
        CHECK(!find_told(world.world.as(world.sergeant)->visit(), told[0].breach.move).ok());
        REQUIRE(say_read(world.world.as(world.elsewhere)->visit(), told[0].breach.move).ok());
        CHECK(world.lines_with(world.elsewhere, "Read", "breach") == 0);
        // A second one is told again.
        world.moved(step, StepStatus::breached, "Again, two nights later");
        CHECK(world.lines_with(world.elsewhere, "Read", words) == 1);
        // The target's own case: whoever holds that is told too.
        world.opens_case(thing(world.flat), world.worker);
        CHECK(world.lines_with(world.worker, "Read", "breach") == 2);
    });
}

TEST_CASE(
    "a phone that is used in the harm has a workbook of its own, for the agency that named it")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const named = [&](std::string const& words) {
            return world.world.as(world.sergeant)->visit().change([&](Change& change) {
                return name_target(
                    world.room, change, "phone", words, "A card that was handed out");
            });
        };
        CHECK(named("the black one").error().field == "words");
        auto const phone = named("01632 960001");
        REQUIRE(phone.ok());
        CHECK(named("01632960001").value() == *phone); // the same, written otherwise
        auto const pass = world.world.as(world.sergeant);
        auto const situation = situation_of(pass->visit(), *phone).value();
        CHECK(options_for(world.room, pass->visit(), situation).supported.at(0).tactic->code
            == "D23");
        auto step = world.a_step(*phone, "D23");
        step.owner_agency = world.police;
        auto const made = world.considers(world.sergeant, step);
        REQUIRE(made.ok());
        CHECK(!find(world.world.as(world.worker)->visit(), made->id).ok());
    });
}

TEST_CASE("a reader of the tables finds no words, and each step's versions have its columns")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        CHECK(world.world.twin_columns("disruption_steps")
            == world.world.columns("disruption_steps_was"));
        auto const step = world.served(thing(world.takeaway), "D14");
        auto const lease = database.reader();
        std::string all;
        for (auto const& sql :
            {db::Sql{"words of steps, test", "select because as text from disruption_steps"},
                db::Sql{"words of moves, test", "select why as text from disruption_moves"},
                db::Sql{
                    "words of answers, test", "select answers as text from disruption_answers"}})
            for (auto const row : lease->run(sql))
                all += row.bytes("text");
        CHECK(all.size() > 100);
        CHECK(all.find("worry") == std::string::npos);
        CHECK(all.find("quiet kind") == std::string::npos);
        // What was answered has a key of its own: the step's does not open it.
        for (auto const row :
            lease->run(db::Sql{"answers of steps, test", "select answers from disruption_answers"}))
            CHECK(!world.world.keys->unseal(*lease, thing(step.id), row.bytes("answers")));
    });
}

} // namespace kith::disruption
