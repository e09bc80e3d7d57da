// SPDX-License-Identifier: MIT
// Partners are asked, answer, fall silent, are asked again: on both databases, and who may know
// what.
#include "base/shipped.h"
#include "concerns/concerns.h"
#include "concerns/partner_acts.h"
#include "concerns/partner_views.h"
#include "platform/html/templates_once_test.h"
#include "world/databases.h"
#include "world/partnership.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
// A front door that holds a concern a school raised; a police team, and a hospital without teams.
class AskingWorld {
public:
    explicit AskingWorld(db::Database& database)
        : base(database, {"data/policies/concerns.toml", "data/policies/partners.toml"},
            add_predicates)
        , templates(html::templates_once())
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , drafts(*base.keys)
        , facts(directory::ReferenceFacts::read().value())
        , clocks(actions::Clocks::read().value())
        , pages(templates)
        , home{pages}
        , room{{}, facts, clocks, forms, drafts, words, pages, base.clock,
              {base.folder.path() / "inbox", base.folder.path() / "outbox"}, home, links,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        council = base.agency("council");
        front_door = base.team(council, "Front door");
        police = base.agency("police");
        desk = base.team(police, "Desk");
        hospital = base.agency("hospital");
        worker = base.account("triage worker", council, front_door);
        officer = base.account("police intelligence officer", police, desk);
        nurse_lead = base.account("safeguarding lead", hospital);
        nurse = base.account("referrer", hospital);
        school_lead = base.account("school lead", base.agency("school"));
        concern = raise_one();
    }

    template <class Body>
    auto change(AccountId account, Body const& body)
    {
        auto const pass = base.as(account);
        auto result = pass->visit().change(body);
        pass->settle();
        return result;
    }

    Asking asking()
    {
        Asking asking;
        asking.concern = concern;
        asking.partners = {Partner{{}, desk}, Partner{hospital, {}}, Partner{{}, desk}};
        asking.urgency = "RED";
        asking.answers = *forms::Answers::from_json("concerns/partner_request", 1,
            R"({"ask":["known"],"shares":"A boy of 13 was burned at the takeaway","purpose":"To decide what help is needed","basis":["G-CA47"],"told":"nobody_named"})");
        return asking;
    }
    Result<PartnerRequestId> ask(Asking const& asking)
    {
        return change(worker, [&](Change& inside) { return ask_partners(room, inside, asking); });
    }
    Done answer(AccountId who, AskedOf const& asked, char const* json, std::string reason = {})
    {
        Answering const answering{asked.check.id, asked.check.version,
            *forms::Answers::from_json("concerns/partner_answer", 1, json), std::move(reason)};
        return change(
            who, [&](Change& inside) { return answer_partner_check(room, inside, answering); });
    }
    std::vector<AskedOf> asked_of(AccountId who)
    {
        auto const pass = base.as(who);
        return room.partners.list_to_answer(pass->visit());
    }
    std::vector<PartnerRequest> requests()
    {
        auto const pass = base.as(worker);
        auto const found = room.store.find(pass->visit(), concern).value();
        return room.partners.list(pass->visit(), found);
    }

    tests::Partnership base;
    html::Templates const& templates;
    words::Catalogue words;
    forms::Forms forms;
    forms::Drafts drafts;
    directory::ReferenceFacts facts;
    actions::Clocks clocks;
    access::Pages pages;
    actions::Home home;
    links::Links links;
    Concerns room;
    AgencyId council, police, hospital;
    TeamId front_door, desk;
    AccountId worker, officer, nurse_lead, nurse, school_lead;
    ConcernId concern;

private:
    ConcernId raise_one()
    {
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"what":"SECRET of the concern","safe_now":"yes","strengths":"An aunt","own_words":"“I like football”","consent":"agreed"})");
        auto const id
            = change(school_lead, [&](Change& inside) { return raise(room, inside, *answers); });
        base.database.write([&](db::Connection& connection) {
            connection.run({"hold it", "update concerns set holding_team = $2 where id = $1"},
                id.value(), front_door);
            return db::Outcome::keep;
        });
        return id.value();
    }
};

char const* const nothing_known = R"({"known":"not_known","complete":"all"})";
} // namespace

TEST_CASE("one act asks two partners; one answers, one is silent, is asked again, and the decision "
          "records who was silent")
{
    tests::on_both_databases([](db::Database& database) {
        AskingWorld world(database);
        auto const asking = world.asking();
        REQUIRE(world.ask(asking).ok());
        REQUIRE(world.ask(asking).ok()); // sent twice, asked once
        REQUIRE(world.requests().size() == 1);
        REQUIRE(world.requests()[0].checks.size() == 2); // the desk was chosen twice
        CHECK(world.requests()[0].due_at == world.requests()[0].asked_at + std::chrono::hours(4));
        CHECK(world.requests()[0].due_rule == "partner_checks.red");

        REQUIRE(world.asked_of(world.officer).size() == 1);
        REQUIRE(world.answer(world.officer, world.asked_of(world.officer)[0], nothing_known).ok());
        CHECK(world.asked_of(world.officer).empty());
        CHECK(world.asked_of(world.nurse_lead).size() == 1);
        CHECK(world.room.store.find(world.base.as(world.worker)->visit(), world.concern)
                  .value()
                  .urgency
            == "RED"); // asked within four hours: so it stands in the queue

        world.base.clock.move_to(world.base.clock.now() + std::chrono::hours(5));
        auto const chased = world.change(world.worker, [&](Change& change) {
            return chase_partners(world.room, change, world.concern, world.requests()[0].id);
        });
        REQUIRE(chased.ok());
        auto const waiting = world.asked_of(world.nurse_lead);
        REQUIRE(waiting.size() == 1);
        CHECK(waiting[0].check.chased_at.size() == 1);
        {
            auto const pass = world.base.as(world.worker);
            auto const lines = partner_lines(world.room, pass->visit());
            REQUIRE(lines.size() == 1);
            CHECK(lines[0].verb == "Ask again");
            CHECK(lines[0].text == "one partner has not answered");
        }

        auto const decided = world.change(world.worker, [&](Change& change) -> Done {
            auto const open = TRY(world.room.store.find(change, world.concern));
            Weighed weighed;
            weighed.concern = open.id;
            weighed.version = open.version;
            weighed.choice.outcomes = {"assessment"};
            weighed.choice.reasons = {{"assessment", "A burn, and a debt"}};
            weighed.reply = "We begin an assessment.";
            return record_decision(world.room, change, weighed);
        });
        REQUIRE(decided.ok());
        auto const pass = world.base.as(world.worker);
        auto const held = world.room.store.find(pass->visit(), world.concern).value();
        auto const silences = world.room.partners.silences(pass->visit(), held);
        REQUIRE(silences.size() == 1);
        CHECK(silences.begin()->second == std::vector{Partner{world.hospital, {}}});
        CHECK(partner_lines(world.room, pass->visit()).empty()); // decided: nothing to ask again
        // what comes late is taken in, and says so
        REQUIRE(world.answer(world.nurse_lead, waiting[0], nothing_known).ok());
        auto const later
            = world.base.as(world.worker); // another request: each sees the database as it began
        auto const view = partners_view(world.room, later->visit(), held);
        auto const shown = view.get("requests").at(0).get("partners").at(1).get("answered").text();
        CHECK(shown.find("late: 1 hour") != std::string::npos);
        CHECK(world.base.verdict().problems.empty());
    });
}

TEST_CASE("a partner sees its own part and nothing else; others see nothing at all")
{
    tests::on_both_databases([](db::Database& database) {
        AskingWorld world(database);
        REQUIRE(world.ask(world.asking()).ok());
        auto const of_police = world.asked_of(world.officer)[0];
        CHECK(of_police.request.checks.empty());
        CHECK(of_police.check.partner == Partner{world.police, world.desk});
        for (auto const who : {world.nurse_lead, world.nurse, world.school_lead, world.worker}) {
            auto const pass = world.base.as(who);
            auto const hidden = world.room.partners.find(pass->visit(), of_police.check.id);
            auto const absent = world.room.partners.find(pass->visit(), PartnerCheckId::fresh());
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error() == absent.error());
        }
        CHECK(world.asked_of(world.nurse).empty()); // of the hospital, but does not answer for it
        auto const officer = world.base.as(world.officer);
        CHECK(
            world.room.store.find(officer->visit(), world.concern).error().code == Code::not_found);
        auto const page = asked_view(world.room, officer->visit(), of_police);
        for (auto const& row : page.get("given").items())
            CHECK(row.get("text").text().find("SECRET") == std::string::npos);
        // whoever raised the concern reads it, and not what partners were asked
        auto const school = world.base.as(world.school_lead);
        auto const raised = world.room.store.find(school->visit(), world.concern);
        REQUIRE(raised.ok());
        CHECK(world.room.partners.list(school->visit(), *raised).empty());
        auto const asked = world.change(world.school_lead,
            [&](Change& change) { return ask_partners(world.room, change, world.asking()); });
        CHECK_FALSE(asked.ok());
        CHECK(world.requests().size() == 1);
    });
}

TEST_CASE("an answer in part stays to be finished, a correction is a version, and of two answers "
          "at once the second is told")
{
    tests::on_both_databases([](db::Database& database) {
        AskingWorld world(database);
        REQUIRE(world.ask(world.asking()).ok());
        auto const first = world.asked_of(world.officer)[0];
        auto const part
            = R"({"known":"now","what":"Two incidents in May","strengths":"A coach","complete":"more_follows"})";
        REQUIRE(world.answer(world.officer, first, part).ok());
        auto const late = world.answer(world.officer, first, nothing_known);
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        REQUIRE(world.answer(world.officer, first, part).ok()); // the same form came twice
        auto const second = world.asked_of(world.officer);
        REQUIRE(second.size() == 1);
        CHECK(second[0].check.version == 2);
        REQUIRE(
            world
                .answer(world.officer, second[0],
                    R"({"known":"now","what":"Three incidents","strengths":"A coach","complete":"all"})")
                .ok());
        CHECK(world.asked_of(world.officer).empty());
        auto const pass = world.base.as(world.officer);
        auto const whole = world.room.partners.list_answered(pass->visit(), 10);
        REQUIRE(whole.size() == 1);
        CHECK(world.answer(world.officer, whole[0], nothing_known).error().field == "correction");
        REQUIRE(world.answer(world.officer, whole[0], nothing_known, "It was a namesake").ok());
        CHECK(world.requests()[0].checks.size() == 2);
        auto const lease = database.reader();
        auto const kept
            = lease->run({"kept", "select reason from partner_checks_was order by version"});
        REQUIRE(kept.size() == 3);
        CHECK(kept[2].text("reason") == "It was a namesake");
    });
}

TEST_CASE("a request closed early leaves the partners' lists, and an answer is still taken in")
{
    tests::on_both_databases([](db::Database& database) {
        AskingWorld world(database);
        auto const id = world.ask(world.asking()).value();
        auto const waiting = world.asked_of(world.nurse_lead)[0];
        auto const close = [&](std::string const& reason) {
            return world.change(world.worker, [&](Change& change) {
                return close_partner_request(world.room, change, world.concern, id, reason);
            });
        };
        CHECK(close("").error().field == "reason");
        REQUIRE(close("The family spoke to us").ok());
        CHECK(close("Again").error().code == Code::conflict);
        CHECK(world.asked_of(world.nurse_lead).empty());
        REQUIRE(world.answer(world.nurse_lead, waiting, nothing_known).ok());
        CHECK(world.base.verdict().problems.empty());
    });
}

TEST_CASE("what cannot be asked says why: no partner, no urgency, a partner nobody knows")
{
    tests::on_both_databases([](db::Database& database) {
        AskingWorld world(database);
        auto asking = world.asking();
        asking.urgency = "PURPLE";
        CHECK(world.ask(asking).error().field == "urgency");
        asking.urgency = "AMBER";
        asking.partners = {};
        CHECK(world.ask(asking).error().field == "partners");
        asking.partners = {Partner{AgencyId::fresh(), {}}};
        CHECK(world.ask(asking).error().field == "partners");
        CHECK(world.requests().empty());
    });
}

TEST_CASE("what versions replaced about partners has every column of what it was")
{
    tests::on_both_databases([](db::Database& database) {
        tests::Partnership world(database, {});
        CHECK(world.columns("partner_requests_was") == world.twin_columns("partner_requests"));
        CHECK(world.columns("partner_checks_was") == world.twin_columns("partner_checks"));
    });
}
