// SPDX-License-Identifier: MIT
// What a decision on a concern starts, and where a case goes when records are taken apart.
#include "cases/concern_world_test.h"
#include "cases/onward.h"
#include <algorithm>

namespace kith::cases {
namespace {
    std::vector<Case> cases_about(CasesWorld& world, Thing const& subject)
    {
        return list_of(world.world.as(world.front_door)->visit(), subject);
    }
    std::string page_of_concern(CasesWorld& world, AccountId who, ConcernId id)
    {
        auto request = Request::get("/concerns/" + id.write());
        request.matched("/concerns/{concern}", "", {{"concern", id.write()}});
        for (auto const& one : world.house.routes.all())
            if (one.method == http::Method::get && one.pattern == "/concerns/{concern}")
                return one.handler(world.world.as(who)->visit(), request).value().body;
        return {};
    }
} // namespace

TEST_CASE("a decision opens a case for each person it is about and each context that is referred")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "Men wait at the grill");
        link_as(world, id, thing(world.girl), "worry_about");
        link_as(world, id, thing(world.takeaway), "happened_at");
        world.world.clock.move_to(Instant::read("2026-03-09T10:00:00Z").value());
        REQUIRE(decided_with(world, id, {"assessment", "context_referral"}).ok());
        auto const of_girl = cases_about(world, thing(world.girl));
        auto const of_place = cases_about(world, thing(world.takeaway));
        REQUIRE(of_girl.size() == 1);
        REQUIRE(of_place.size() == 1);
        CHECK(of_girl[0].opened_from == thing(id));
        CHECK(of_girl[0].strands == std::set<std::string>{"NOT_KNOWN"});
        CHECK(of_girl[0].opened_because == "A decision on a concern: Assessment (section 17)");
        CHECK(of_place[0].opened_because == "A decision on a concern: Referral of a context");
        // Received on Friday 6 March, decided on Monday: the time of law runs from Friday.
        CHECK(london::day_of(of_girl[0].referred_at) == Date::of(2026, 3, 6).value());
        CHECK(of_girl[0].opened_at.write().starts_with("2026-03-09"));
        auto const page = page_of_concern(world, world.front_door, id);
        CHECK(page.find("Cases that came from this") != std::string::npos);
        CHECK(page.find(of_girl[0].reference.write()) != std::string::npos);
        // Decided again, nothing is opened twice.
        REQUIRE(decided_with(world, id, {"strategy_discussion", "context_referral"}).ok());
        CHECK(cases_about(world, thing(world.girl)).size() == 1);
        CHECK(cases_about(world, thing(world.takeaway)).size() == 1);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("who is not what the worry is about gets no case, nor does an outcome that starts none")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "She saw it");
        link_as(world, id, thing(world.girl), "saw_it");
        link_as(world, id, thing(world.takeaway), "related_place");
        REQUIRE(decided_with(world, id, {"assessment", "context_referral"}).ok());
        CHECK(cases_about(world, thing(world.girl)).empty());
        CHECK(cases_about(world, thing(world.takeaway)).empty());
        auto const other = a_concern(world, "Advice wanted");
        link_as(world, other, thing(world.girl), "worry_about");
        link_as(world, other, thing(world.takeaway), "happened_at");
        REQUIRE(decided_with(world, other, {"information_and_advice", "level_3"}).ok());
        CHECK(cases_about(world, thing(world.girl)).size() == 1); // level 3
        CHECK(cases_about(world, thing(world.takeaway)).empty()); // nobody referred it
    });
}

TEST_CASE("why a concern was decided so stands on the case for who may read its decisions alone")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "Men wait at the grill");
        link_as(world, id, thing(world.girl), "worry_about");
        link_as(world, id, thing(world.takeaway), "happened_at");
        REQUIRE(decided_with(world, id, {"assessment", "context_referral"}).ok());
        auto const of_girl = cases_about(world, thing(world.girl)).at(0);
        auto const of_place = cases_about(world, thing(world.takeaway)).at(0);
        for (auto const* const rest : {"", "/print", "/text"}) {
            auto const page = "/cases/{case}" + std::string(rest);
            for (auto const& one : {of_girl, of_place})
                CHECK(world.get(world.front_door, page, one.id)->body.find("Men wait there")
                    != std::string::npos);
            // They read the case, and may not know the concern.
            auto const held = world.get(world.worker, page, of_girl.id);
            CHECK(held->body.find("A decision on a concern: Assessment (section 17)")
                != std::string::npos);
            CHECK(held->body.find("Men wait there") == std::string::npos);
            CHECK(world.get(world.licensing, page, of_place.id)->body.find("Men wait there")
                == std::string::npos);
        }
        for (auto const* const page :
            {"/cases/{case}/history", "/cases/{case}/chronology", "/api/v1/cases/{case}"})
            CHECK(world.get(world.worker, page, of_girl.id)->body.find("Men wait there")
                == std::string::npos);
        // Whoever raised it knows the concern and not why it was decided so.
        auto const school = world.world.as(world.school_lead);
        CHECK(world.linked.seen.may_know(school->visit(), thing(id)));
        CHECK(decision_behind(world.room, school->visit(), of_girl).size() == 0);
        CHECK(decision_behind(world.room, world.world.as(world.front_door)->visit(), of_girl).size()
            == 1);
    });
}

TEST_CASE("however long its reasons are and whomever they name, a decision is recorded")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "Men wait at the grill");
        link_as(world, id, thing(world.takeaway), "happened_at");
        auto const pass = world.world.as(world.front_door);
        auto const concern = world.concerns_room.store.find(pass->visit(), id).value();
        concerns::Decision decision;
        decision.outcomes = {{"context_referral", std::string(4001, 'x') + " Nancy Bracken"}};
        CHECK(pass->visit()
                  .change([&](Change& change) {
                      return start_cases(world.room, change, concern, decision);
                  })
                  .ok());
        REQUIRE(cases_about(world, thing(world.takeaway)).size() == 1);
        CHECK(cases_about(world, thing(world.takeaway))[0].opened_because
            == "A decision on a concern: Referral of a context");
    });
}

TEST_CASE("where an open case stands, who holds it is asked to look again and nothing is opened")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        std::vector<std::string> prompts;
        world.room.prompted = [&](Change&, Thing const& subject, std::string const& code,
                                  std::string const& text, Thing const& from) -> Done {
            CHECK(subject == thing(world.girl));
            CHECK(from.kind == "concern");
            prompts.push_back(code + ": " + text);
            return done();
        };
        auto const stands = world.open(thing(world.girl));
        auto const id = a_concern(world, "Seen again");
        link_as(world, id, thing(world.girl), "worry_about");
        REQUIRE(decided_with(world, id, {"assessment"}).ok());
        CHECK(list_of(world.world.as(world.worker)->visit(), thing(world.girl)).size() == 1);
        REQUIRE(prompts.size() == 1);
        CHECK(prompts[0] == "new_concern: A decision on a concern: Assessment (section 17)");
        // The front door did not open that case and may not know it: nothing of it is told.
        auto const page = page_of_concern(world, world.front_door, id);
        CHECK(page.find(stands.reference.write()) == std::string::npos);
    });
}

TEST_CASE(
    "a decision with nobody linked says so, and whoever is linked later gets a case by a press")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "A girl I do not know");
        CHECK(page_of_concern(world, world.front_door, id).find("Cases that came from this")
            == std::string::npos);
        REQUIRE(decided_with(world, id, {"early_help"}).ok());
        CHECK(page_of_concern(world, world.front_door, id).find("No case was opened: nobody")
            != std::string::npos);
        link_as(world, id, thing(world.girl), "worry_about");
        auto const page = page_of_concern(world, world.front_door, id);
        CHECK(page.find("Open a case about Freya Larkspur") != std::string::npos);
        CHECK(page.find("/cases/new?person=" + world.girl.write() + "&amp;concern=" + id.write())
            != std::string::npos);
        http::FormData form;
        form.add("person", world.girl.write());
        form.add("concern", id.write());
        form.add("strands", "CSE");
        form.add("because", "She is known now");
        // Whoever may not know the concern cannot begin from it.
        CHECK(world.post(world.worker, "/cases/new", {}, form).error().code == Code::not_found);
        auto const pass = world.world.as(world.front_door);
        auto const stated = pass->visit().change([&](Change& change) -> Done {
            auto const facts = TRY(people::find_facts(change, world.girl));
            return links::state_purpose(change, facts, "Weighing a concern");
        });
        REQUIRE(stated.ok());
        auto const made = world.post(world.front_door, "/cases/new", {}, form);
        REQUIRE(made.ok());
        CHECK(made->status == http::Status::see_other);
        auto const opened = cases_about(world, thing(world.girl));
        REQUIRE(opened.size() == 1);
        CHECK(opened[0].opened_from == thing(id));
    });
}

TEST_CASE("a concern about somebody who works with children starts no case")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const id = a_concern(world, "A coach");
        link_as(world, id, thing(world.girl), "worry_about");
        auto const pass = world.world.as(world.front_door);
        auto concern = world.concerns_room.store.find(pass->visit(), id).value();
        concern.route = concerns::Route::allegation;
        concerns::Decision decision;
        decision.outcomes = {{"assessment", "She is harmed"}};
        REQUIRE(pass->visit()
                    .change([&](Change& change) {
                        return start_cases(world.room, change, concern, decision);
                    })
                    .ok());
        CHECK(cases_about(world, thing(world.girl)).empty());
    });
}

TEST_CASE("a case that was opened while two records were one goes to the record it belongs to")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const cousin = world.world.as(world.worker)->visit().change([](Change& change) {
            return people::create(change, CasesWorld::a_girl());
        });
        REQUIRE(cousin.ok());
        auto const joined = world.world.as(world.worker)->visit().change([&](Change& change) {
            return people::join_records(
                change, {world.girl, cousin->id, 1, 1, "The same name and day of birth"});
        });
        REQUIRE(joined.ok());
        world.world.clock.move_to(Instant::read("2026-03-06T09:30:00Z").value());
        auto const made = world.open(thing(world.girl));
        std::vector<Uuid> to_other;
        std::int64_t version = 0;
        {
            auto const pass = world.world.as(world.worker);
            auto const stands = people::find_join(pass->visit().reading(), *joined).value();
            for (auto const& row : people::later_rows(world.people_room, pass->visit(), stands))
                if (row.kind == "case") {
                    CHECK(row.text.starts_with("Case " + made.reference.write()));
                    to_other.push_back(row.id);
                }
            version = people::find(pass->visit(), world.girl).value().version;
        }
        REQUIRE(to_other.size() == 1);
        auto const parted = world.world.as(world.worker)->visit().change([&](Change& change) {
            return people::part_records(
                world.people_room, change, {*joined, version, "They are cousins", to_other});
        });
        REQUIRE(parted.ok());
        auto const pass = world.world.as(world.worker);
        CHECK(list_of(pass->visit(), thing(world.girl)).empty());
        auto const theirs = list_of(pass->visit(), thing(cousin->id));
        REQUIRE(theirs.size() == 1);
        CHECK(theirs[0].id == made.id);
        CHECK(theirs[0].version == 2);
        CHECK(versions_of(pass->visit(), made.id).size() == 1);
        // Each of the two can have a case of their own again.
        CHECK(world.open(thing(world.girl)).is_open());
    });
}

} // namespace kith::cases
