// SPDX-License-Identifier: MIT
// A text that was let out, and those to whom it is told, on both databases.
#include "intelligence/desk_world_test.h"
#include <doctest/doctest.h>

namespace kith::intelligence {
namespace {
    std::vector<std::string> const name_nobody{"Name nobody"};

    // Every byte that the tables of the desk hold.
    std::string bytes_at_desk(db::Database& database)
    {
        std::string all;
        auto const lease = database.reader();
        for (auto const& sql :
            {db::Sql{"test: submissions", "select sealed from intelligence_submissions"},
                db::Sql{"test: sources", "select sealed from intelligence_sources"},
                db::Sql{"test: triages", "select sealed from intelligence_triages"},
                db::Sql{"test: grades", "select sealed from intelligence_grades"},
                db::Sql{"test: old grades", "select sealed from intelligence_old_grades"},
                db::Sql{"test: texts", "select sealed from intelligence_texts"},
                db::Sql{"test: decisions",
                    "select decision as sealed from intelligence_texts where decision is not null"},
                db::Sql{"test: subjects", "select sealed from intelligence_subjects"},
                db::Sql{"test: marks", "select mark as sealed from intelligence_subjects"},
                db::Sql{"test: sharings", "select sealed from intelligence_sharings"},
                db::Sql{"test: outcomes", "select sealed from intelligence_outcomes"},
                db::Sql{"test: reviews", "select sealed from intelligence_reviews"}})
            for (auto const row : lease->run(sql))
                all += row.bytes("sealed");
        return all;
    }
} // namespace

TEST_CASE("only a text that was let out is shared, with whom the desk says, and nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const not_yet = desk.received();
        CHECK(desk.shares(desk.officer, not_yet.id, {{}, {}, desk.licence}).error().code
            == Code::conflict);
        auto const one = desk.let_out();
        CHECK(desk.shares(desk.officer, one.id, {}).error().field == "recipient");
        CHECK(desk.shares(desk.worker, one.id, {{}, {}, desk.licence}).error().code
            == Code::not_allowed);
        auto const by_name = desk.shares(desk.officer, one.id, {{}, {}, desk.licence});
        REQUIRE(by_name.ok());
        CHECK(by_name->reference.kind() == 'G');
        auto const read = desk.reads(desk.licence, by_name->id);
        REQUIRE(read.ok());
        CHECK(read->text == "A van is used to move boxes");
        // a colleague of the same team, whoever submitted it, others: none of them
        for (auto const who :
            {desk.same_team, desk.worker, desk.other, desk.auditor, desk.handler}) {
            CHECK(desk.reads(who, by_name->id).error().code == Code::not_found);
            CHECK(desk.lists(who) == 0);
        }
        // to a team, and to whoever answers for an agency
        auto const team = desk.shares(desk.officer, one.id, {{}, desk.licensing, {}});
        REQUIRE(team.ok());
        for (auto const who : {desk.licence, desk.same_team})
            CHECK(desk.reads(who, team->id).ok());
        CHECK(desk.reads(desk.worker, team->id).error().code == Code::not_found);
        auto const agency = desk.shares(desk.officer, one.id, {desk.council, {}, {}});
        REQUIRE(agency.ok());
        CHECK(desk.reads(desk.licence, agency->id).ok()); // an agency contact there
        CHECK(!desk.reads(desk.worker, agency->id).ok()); // works there, answers for nothing
        CHECK(!desk.reads(desk.other, agency->id).ok());
        CHECK(desk.lists(desk.licence) == 3);
    });
}

TEST_CASE("a recipient reads neither what was told nor who told or sent it")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const shared = desk.shares(desk.officer, one.id, {{}, {}, desk.licence});
        REQUIRE(shared.ok());
        auto const pass = desk.world.as(desk.licence);
        CHECK(find(pass->visit(), one.id).error().code == Code::not_found);
        CHECK(list(pass->visit()).empty());
        CHECK(list_desk(pass->visit()).empty());
        CHECK(find_source(pass->visit(), one.id, "Curious").error().code == Code::not_found);
        auto const read = find_shared(pass->visit(), shared->id).value();
        for (auto const& text : {read.text, read.sharing.purpose_words, read.sharing.necessity}) {
            CHECK(text.find(DeskWorld::told) == std::string::npos);
            CHECK(text.find(DeskWorld::secret) == std::string::npos);
        }
    });
}

TEST_CASE("a text stands under the tightest of its grades and of the sharing's own conditions")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out(); // graded P
        auto const plain = desk.shares(desk.officer, one.id, {{}, {}, desk.licence});
        auto const bound = desk.shares(
            desk.officer, one.id, {{}, {}, desk.same_team}, "Not to the licence holder");
        REQUIRE(plain.ok());
        REQUIRE(bound.ok());
        CHECK(desk.reads(desk.licence, plain->id)->handling == Handling{});
        CHECK(desk.reads(desk.same_team, bound->id)->handling
            == Handling{HandlingCode::conditional, {"Not to the licence holder"}});
        // graded C: what was shared before is under its condition from now on
        REQUIRE(desk.graded(desk.second, one.id, desk.grade_answers("C", "Name nobody"), 1).ok());
        CHECK(desk.reads(desk.licence, plain->id)->handling
            == Handling{HandlingCode::conditional, name_nobody});
        CHECK(desk.reads(desk.same_team, bound->id)->handling.conditions
            == std::vector<std::string>{"Name nobody", "Not to the licence holder"});
        // let out under C, a grade of P does not loosen it
        auto const later = desk.written(desk.officer, one.id, "A van is used", 1);
        REQUIRE(desk.decided(desk.second, one.id, later.value().id, "authorise").ok());
        REQUIRE(desk.graded(desk.officer, one.id, desk.grade_answers("P"), 2).ok());
        auto const again = desk.shares(desk.officer, one.id, {{}, {}, desk.licence});
        REQUIRE(again.ok());
        CHECK(desk.reads(desk.licence, again->id)->handling.conditions == name_nobody);
    });
}

TEST_CASE("it is acknowledged once, and what came of it is told to the desk")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const shared = desk.shares(desk.officer, one.id, {{}, desk.licensing, {}}).value();
        auto const acknowledged = [&](AccountId who) {
            return desk.as(who, [&](Change& change) { return acknowledge(change, shared.id); });
        };
        CHECK(acknowledged(desk.officer).error().code == Code::not_allowed); // who shared it
        CHECK(acknowledged(desk.other).error().code == Code::not_found);
        REQUIRE(acknowledged(desk.licence).ok());
        CHECK(acknowledged(desk.same_team).error().code == Code::conflict);
        auto const outcome = [&](AccountId who, char const* words) {
            auto const answers
                = desk.of("intelligence/outcome", {{"outcome", "acted"}, {"words", words}});
            return desk.as(
                who, [&](Change& change) { return tell_outcome(change, shared.id, answers); });
        };
        CHECK(outcome(desk.licence, "").error().field == "words");
        CHECK(outcome(desk.other, "Nothing").error().code == Code::not_found);
        REQUIRE(outcome(desk.same_team, "We looked at the licence").ok());
        auto const work = desk.work(one.id);
        REQUIRE(work.outcomes.size() == 1);
        CHECK(work.outcomes[0].words == "We looked at the licence");
        CHECK(work.sharings[0].acknowledged_by == desk.licence);
        CHECK(desk.reads(desk.licence, shared.id)->outcomes.size() == 1);
        // whoever submitted it reads none of that
        auto const pass = desk.world.as(desk.worker);
        CHECK(told_back(pass->visit(), find(pass->visit(), one.id).value()).empty());
    });
}

TEST_CASE("recalled, expired or superseded: it is not read any more, and said to have ended")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const recalled = desk.shares(desk.officer, one.id, {{}, {}, desk.licence}).value();
        auto const expires = desk.shares(desk.officer, one.id, {{}, {}, desk.same_team}).value();
        auto const take = [&](AccountId who, char const* reason) {
            auto const answers = desk.of("intelligence/recall", {{"reason", reason}});
            return desk.as(
                who, [&](Change& change) { return recall(change, recalled.id, answers); });
        };
        CHECK(take(desk.officer, "").error().field == "reason");
        CHECK(take(desk.licence, "Why not").error().code == Code::not_allowed);
        REQUIRE(take(desk.second, "It points to one person").ok());
        CHECK(take(desk.second, "Again").error().code == Code::conflict);
        CHECK(desk.reads(desk.licence, recalled.id).error().code == Code::not_found);
        auto const ended = list_shared(desk.world.as(desk.licence)->visit());
        REQUIRE(ended.size() == 1);
        CHECK(ended[0].state == SharingState::recalled);
        CHECK(ended[0].text.empty());
        CHECK(ended[0].sharing.purpose_words.empty());
        CHECK(ended[0].sharing.recalled_because.empty()); // why is for the desk
        CHECK(desk.work(one.id).sharings[1].recalled_because == "It points to one person");
        // an outcome is not told of what ended
        auto const answers
            = desk.of("intelligence/outcome", {{"outcome", "acted"}, {"words", "Late"}});
        CHECK(desk.as(desk.licence,
                      [&](Change& change) { return tell_outcome(change, recalled.id, answers); })
                  .error()
                  .code
            == Code::not_found);
        CHECK(desk.reads(desk.same_team, expires.id).ok());
        desk.world.clock.move_to(Instant::read("2026-06-02T09:00:00Z").value());
        CHECK(desk.reads(desk.same_team, expires.id).error().code == Code::not_found);
        CHECK(
            list_shared(desk.world.as(desk.same_team)->visit())[0].state == SharingState::expired);
        CHECK(desk.reads(desk.officer, expires.id).ok()); // the desk still does
    });
}

TEST_CASE("a later text ends the sharings of the one before it")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const shared = desk.shares(desk.officer, one.id, {{}, {}, desk.licence}).value();
        auto const later = desk.written(desk.officer, one.id, "A van is used", 1).value();
        CHECK(desk.reads(desk.licence, shared.id).ok());
        REQUIRE(desk.decided(desk.second, one.id, later.id, "authorise").ok());
        CHECK(desk.reads(desk.licence, shared.id).error().code == Code::not_found);
        CHECK(
            list_shared(desk.world.as(desk.licence)->visit())[0].state == SharingState::superseded);
    });
}

TEST_CASE("on the page of a record stands what was shared with the visitor about it, no more")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto const shared
            = desk.shares(desk.officer, one.id, {{}, {}, desk.licence}, "Name nobody");
        REQUIRE(shared.ok());
        auto const about = [&](AccountId who) {
            return shared_about(desk.room, desk.world.as(who)->visit(), desk.premises).size();
        };
        CHECK(about(desk.licence) == 0); // the desk has not said what it is about
        auto const linked = [&](std::string const& reference) {
            auto const answers
                = desk.of("intelligence/subject", {{"reference", reference.c_str()}});
            return desk.as(desk.officer,
                [&](Change& change) { return link_subject(desk.room, change, one.id, answers); });
        };
        CHECK(linked(Reference::fresh('P').write()).error().field == "reference");
        REQUIRE(linked(desk.premises_reference.write()).ok());
        CHECK(linked(desk.premises_reference.write()).error().field == "reference"); // already
        CHECK(about(desk.licence) == 1);
        for (auto const who : {desk.same_team, desk.worker, desk.other})
            CHECK(about(who) == 0);
        CHECK(shared_about(
            desk.room, desk.world.as(desk.licence)->visit(), {"context", Uuid::fresh()})
                  .empty());
        // joined to another record, it stands on the page of that one too
        Thing const joined{"context", Uuid::fresh()};
        CHECK(shared_about(desk.room, desk.world.as(desk.licence)->visit(), joined).empty());
        desk.room.records_of = [&](db::Connection&, Thing const& one) {
            return one == joined ? std::vector{joined, desk.premises} : std::vector{one};
        };
        CHECK(shared_about(desk.room, desk.world.as(desk.licence)->visit(), joined).size() == 1);
        auto const panel
            = panel_about(desk.room, desk.world.as(desk.licence)->visit(), desk.premises);
        REQUIRE(panel);
        CHECK(panel->get("title").text() == "Intelligence shared with you about this");
        CHECK(panel->get("text").text().find("Name nobody") != std::string::npos);
        // to others the box says only that the desk may be told
        auto const empty
            = panel_about(desk.room, desk.world.as(desk.worker)->visit(), desk.premises);
        REQUIRE(empty);
        CHECK(empty->get("rows").is_undefined());
        CHECK(empty->get("link").get("href").text() == "/intelligence/new");
        CHECK(!panel_about(desk.room, desk.world.as(desk.auditor)->visit(), desk.premises));
        // taken back, it stands there no longer
        auto const link = desk.work(one.id).subjects.at(0);
        CHECK(link.subject == desk.premises);
        REQUIRE(desk.as(desk.second,
                        [&](Change& change) { return unlink_subject(change, one.id, link.id); })
                    .ok());
        CHECK(about(desk.licence) == 0);
    });
}

TEST_CASE("nobody is asked to find something out, and who is not there is shared nothing")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out();
        auto asks = desk.share_answers();
        asks.set("purpose_words", std::string("Please find out who drives it"));
        auto const shared = desk.as(desk.officer, [&](Change& change) {
            return share(desk.room, change, one.id, asks, {{}, {}, desk.licence});
        });
        CHECK(shared.error().field == "purpose_words");
        auto const pass = desk.world.as(desk.officer);
        auto const to = [&](char const* chosen, char const* person) {
            return read_recipient(pass->visit(), chosen, person);
        };
        CHECK(to("", "nobody.atall").error().field == "person");
        CHECK(to("", "").error().field == "recipient");
        CHECK(to("team:not-an-id", "").error().field == "recipient");
        CHECK(to(("team:" + TeamId::fresh().write()).c_str(), "").error().field == "recipient");
        CHECK(to(("team:" + desk.licensing.write()).c_str(), "")->team == desk.licensing);
        CHECK(to(("agency:" + desk.council.write()).c_str(), "")->agency == desk.council);
        CHECK(!to("", "colleague1")->account.none());
    });
}

TEST_CASE("the tables hold no word of the desk, nothing of who told it, nor whom it is about")
{
    tests::on_both_databases([](db::Database& database) {
        DeskWorld desk(database);
        auto const one = desk.let_out("Boxes of the Marchpane kind");
        auto const answers = desk.of(
            "intelligence/subject", {{"reference", desk.premises_reference.write().c_str()}});
        REQUIRE(desk.as(desk.officer,
                        [&](Change& change) {
                            return link_subject(desk.room, change, one.id, answers);
                        })
                    .ok());
        auto const shared
            = desk.shares(desk.officer, one.id, {{}, {}, desk.licence}, "Tell no Marchpane");
        REQUIRE(shared.ok());
        auto const outcome
            = desk.of("intelligence/outcome", {{"outcome", "acted"}, {"words", "Marchpane gone"}});
        REQUIRE(desk.as(desk.licence,
                        [&](Change& change) { return tell_outcome(change, shared->id, outcome); })
                    .ok());
        auto const bytes = bytes_at_desk(database);
        REQUIRE(!bytes.empty());
        for (auto const& mark : {std::string("Marchpane"), std::string(DeskWorld::told),
                 std::string(DeskWorld::secret), desk.premises.id.write()})
            CHECK(bytes.find(mark) == std::string::npos);
        CHECK(desk.world.columns("intelligence_subjects")
            == std::set<std::string>{"id", "submission", "mark", "sealed", "recorded_at",
                "recorded_by", "withdrawn_at", "withdrawn_by"});
        // nor does the ledger name the record, in the clear or sealed
        auto const lease = database.reader();
        CHECK(ledger::lines_about(*lease, desk.premises, 10).empty());
        for (auto const& line : ledger::lines_about(*lease, *desk.world.keys, thing(one.id), 50)) {
            CHECK(line.text.find(DeskWorld::secret) == std::string::npos);
            CHECK(line.text.find(desk.premises.id.write()) == std::string::npos);
        }
    });
}
} // namespace kith::intelligence
