// SPDX-License-Identifier: MIT
// Submissions on both databases: who reads what was told, who alone reads who told it, and what a
// reader of the tables finds.
#include "intelligence/intelligence.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

namespace kith::intelligence {
namespace {
    constexpr char const* secret = "Quillfeather of the third floor";
    constexpr char const* told = "A grey van at the back door";

    std::string colleague(db::Connection&, AccountId) { return "A colleague"; }

    struct Desk {
        explicit Desk(db::Database& database)
            : world(database, {"data/policies/intelligence.toml", "data/policies/links.toml"})
            , words(words::Catalogue::shipped())
            , forms(forms::Forms::shipped(words))
            , facts(directory::ReferenceFacts::read().value())
            , pages(html::templates_once())
            , clocks(actions::Clocks::read().value())
            , home{pages}
            , room{linked, facts, forms, words, pages, home, clocks, *world.keys, colleague}
        {
            join(house, room);
            auto const council = world.agency("council");
            auto const police = world.agency("police");
            worker = world.account("return interview worker", council);
            other = world.account("return interview worker", council);
            officer = world.account("police intelligence officer", police);
            handler = world.account("source handler", police);
            auditor = world.account("auditor", council);
            child = {"person", Uuid::fresh()};
            interview = {"return_interview", Uuid::fresh()};
            // As missing says: whoever may read it gets whose it is.
            room.origins["return_interview"]
                = [this](Visit const& visit, Uuid const& id) -> std::optional<Origin> {
                if (id != interview.id || visit.visitor().account != worker)
                    return std::nullopt;
                return Origin{child, "Return interview of M-7KM-4QX9"};
            };
        }

        forms::Answers answers(char const* danger = "no") const
        {
            auto given = empty_submission(room);
            given.set("danger", std::string(danger));
            given.set("subject", std::string("A van"));
            given.set("known", std::string(told));
            given.set("how_known", std::string("Seen"));
            given.set("risk", std::string("None that is known"));
            given.set("told_by", std::string("somebody"));
            given.set("source", std::string(secret));
            return given;
        }
        Result<Submission> submits(AccountId who, forms::Answers const& given, Thing from = {})
        {
            return world.as(who)->visit().change(
                [&](Change& change) { return submit(room, change, given, from); });
        }
        Submission sent() { return submits(worker, answers()).value(); }
        bool knows(AccountId who, SubmissionId id) { return find(world.as(who)->visit(), id).ok(); }
        Result<Source> reads_source(AccountId who, SubmissionId id)
        {
            auto const pass = world.as(who);
            auto source = find_source(pass->visit(), id, "To protect them");
            pass->settle();
            return source;
        }
        // What a reader of the database has of what was told, and of who told it.
        std::string sealed_in(db::Sql const& sql)
        {
            std::string all;
            auto const lease = world.database.reader();
            for (auto const row : lease->run(sql))
                all += row.bytes("sealed");
            return all;
        }

        tests::Partnership world;
        words::Catalogue words;
        forms::Forms forms;
        directory::ReferenceFacts facts;
        access::Pages pages;
        actions::Clocks clocks;
        actions::Home home;
        links::Links linked;
        Intelligence room;
        House house;
        AccountId worker, other, officer, handler, auditor;
        Thing child, interview;
    };
} // namespace

TEST_CASE("whoever sent it and the desk read what was told; nobody else knows of it")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        auto const one = desk.sent();
        CHECK(one.reference.kind() == 'N');
        for (auto const who : {desk.worker, desk.officer, desk.handler})
            CHECK(desk.knows(who, one.id));
        for (auto const who : {desk.other, desk.auditor})
            CHECK(!desk.knows(who, one.id));
        CHECK(list(desk.world.as(desk.officer)->visit()).size() == 1);
        CHECK(list(desk.world.as(desk.worker)->visit()).size() == 1);
        CHECK(list(desk.world.as(desk.other)->visit()).empty());
        auto const pass = desk.world.as(desk.officer);
        auto const read = find(pass->visit(), one.id).value();
        CHECK(read.told.text("known") == told);
        CHECK(!read.told.has("source"));
        CHECK(!read.told.has("told_by"));
        CHECK(desk.submits(desk.auditor, desk.answers()).error().code == Code::not_allowed);
    });
}

TEST_CASE("who told it is read by a source handler, with a reason that the ledger keeps as a look")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        auto const one = desk.sent();
        for (auto const who : {desk.worker, desk.other, desk.officer, desk.auditor})
            CHECK(desk.reads_source(who, one.id).error().code == Code::not_found);
        CHECK(
            desk.reads_source(desk.handler, SubmissionId::fresh()).error().code == Code::not_found);
        auto const source = desk.reads_source(desk.handler, one.id);
        REQUIRE(source.ok());
        CHECK(source->words == secret);
        auto const lease = desk.world.database.reader();
        auto const lines = ledger::lines_about(
            *lease, *desk.world.keys, {"intelligence_source", one.id.uuid()}, 10);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].act == "look");
        CHECK(lines[0].account == desk.handler);
        CHECK(lines[0].purpose == "To protect them");
        CHECK(lines[0].text.empty());
        // What the ledger says of the submission says nothing of who told it.
        for (auto const& line : ledger::lines_about(*lease, *desk.world.keys, thing(one.id), 10)) {
            CHECK(line.text.find(secret) == std::string::npos);
            CHECK(line.purpose.find(secret) == std::string::npos);
        }
        CHECK(desk.world.verdict().problems.empty());
    });
}

TEST_CASE("nobody reads the source of what they sent themselves, source handlers included")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        desk.world.assign(
            desk.handler, "police intelligence officer", desk.world.agency("another_force"), {});
        auto const both = desk.world.account("source handler", desk.world.agency("third_force"));
        auto const one = desk.sent();
        CHECK(desk.reads_source(both, one.id).ok());
        // As if it had been theirs: the rule is about the sender, whatever else they are.
        auto facts = source_facts_of(one);
        facts.raised_by = both;
        CHECK(!desk.world.as(both)->visit().sees(facts));
    });
}

TEST_CASE("the tables hold neither what was told nor who told it, nor what ties the two to a child")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        auto const one = desk.submits(desk.worker, desk.answers(), desk.interview);
        REQUIRE(one.ok());
        for (auto const& sql :
            {db::Sql{"test: submissions", "select sealed from intelligence_submissions"},
                db::Sql{"test: sources", "select sealed from intelligence_sources"},
                db::Sql{"test: marks", "select sealed from intelligence_marks"}}) {
            auto const bytes = desk.sealed_in(sql);
            REQUIRE(!bytes.empty());
            for (auto const& mark : {std::string(secret), std::string(told),
                     desk.interview.id.write(), desk.child.id.write(), one->id.write()})
                CHECK(bytes.find(mark) == std::string::npos);
        }
        CHECK(desk.world.columns("intelligence_sources")
            == std::set<std::string>{"submission", "sealed"});
        CHECK(desk.world.columns("intelligence_marks") == std::set<std::string>{"mark", "sealed"});
        CHECK(desk.world.columns("intelligence_submissions")
            == std::set<std::string>{"id", "reference", "form_version", "sealed", "sent_at",
                "sent_by", "owner_agency", "received_at", "received_by", "withdrawn_at",
                "withdrawn_because", "weeded_at"});
        // Nor does the ledger name the interview or the child in the Change that sent it.
        auto const lease = desk.world.database.reader();
        CHECK(ledger::lines_about(*lease, desk.interview, 10).empty());
        CHECK(ledger::lines_about(*lease, desk.child, 10).empty());
    });
}

TEST_CASE(
    "what was drawn from a record says so to source handlers, and the record when it was offered")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        auto const day = Date::of(2026, 3, 6).value();
        auto const offered = [&] {
            return offered_on(desk.room, desk.world.as(desk.worker)->visit(), desk.interview);
        };
        CHECK(offered().empty());
        auto const one = desk.submits(desk.worker, desk.answers(), desk.interview);
        REQUIRE(one.ok());
        CHECK(offered() == std::vector<Date>{day});
        REQUIRE(desk.submits(desk.worker, desk.answers(), desk.interview).ok());
        CHECK(offered() == std::vector<Date>{day, day});
        CHECK(offered_on(
            desk.room, desk.world.as(desk.worker)->visit(), {"return_interview", Uuid::fresh()})
                  .empty());
        auto const source = desk.reads_source(desk.handler, one->id);
        REQUIRE(source.ok());
        CHECK(source->drawn_from == desk.interview);
        CHECK(source->child == desk.child);
        CHECK(source->drawn_in == "Return interview of M-7KM-4QX9");
        // Whoever may not read the record draws nothing from it, as from one that is not there.
        CHECK(desk.submits(desk.other, desk.answers(), desk.interview).error().code
            == Code::not_found);
        CHECK(desk.submits(desk.worker, desk.answers(), {"secret", Uuid::fresh()}).error().code
            == Code::not_found);
        CHECK(list(desk.world.as(desk.other)->visit()).empty());
    });
}

TEST_CASE("where somebody is in danger nothing is kept")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        for (auto const* const first : {"danger", "crime", "child"})
            CHECK(desk.submits(desk.worker, desk.answers(first)).error().field == "danger");
        CHECK(list(desk.world.as(desk.officer)->visit()).empty());
        CHECK(desk.submits(desk.worker, desk.answers("told")).ok());
    });
}

TEST_CASE("it is taken back with a reason until the desk has received it, and then not any more")
{
    tests::on_both_databases([](db::Database& database) {
        Desk desk(database);
        auto const back = [&](AccountId who, SubmissionId id, char const* reason) {
            return desk.world.as(who)->visit().change(
                [&](Change& change) { return take_back(change, id, reason); });
        };
        auto const received = [&](AccountId who, SubmissionId id) {
            return desk.world.as(who)->visit().change(
                [&](Change& change) { return receive(change, id); });
        };
        auto const one = desk.sent();
        CHECK(list_waiting(desk.world.as(desk.officer)->visit()).size() == 1);
        CHECK(list_waiting(desk.world.as(desk.handler)->visit()).empty()); // it waits for the desk
        CHECK(back(desk.worker, one.id, " \n").error().field == "reason");
        CHECK(back(desk.other, one.id, "Why not").error().code == Code::not_found);
        CHECK(back(desk.officer, one.id, "Why not").error().code == Code::not_allowed);
        REQUIRE(back(desk.worker, one.id, "It was another van").ok());
        CHECK(!desk.knows(desk.officer, one.id));
        CHECK(desk.reads_source(desk.handler, one.id).error().code == Code::not_found);
        CHECK(find(desk.world.as(desk.worker)->visit(), one.id)->withdrawn_because
            == "It was another van");
        CHECK(received(desk.officer, one.id).error().code == Code::not_found);

        auto const two = desk.sent();
        CHECK(received(desk.worker, two.id).error().code == Code::not_allowed);
        REQUIRE(received(desk.officer, two.id).ok());
        CHECK(received(desk.officer, two.id).error().code == Code::conflict);
        CHECK(back(desk.worker, two.id, "It was another van").error().code == Code::conflict);
        CHECK(find(desk.world.as(desk.worker)->visit(), two.id)->received_by == desk.officer);
        CHECK(list_waiting(desk.world.as(desk.officer)->visit()).empty());
    });
}
} // namespace kith::intelligence
