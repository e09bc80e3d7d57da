// SPDX-License-Identifier: MIT
#include "people/alike.h"
#include "people/people_world_test.h"
#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/core.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* to_search = "/people/search";
constexpr char const* to_type = "/people/alike";
constexpr char const* to_find_people = "/api/v1/people/find";

http::FormData search_form(char const* name, char const* number = "")
{
    http::FormData form;
    form.add("purpose", "A concern");
    form.add("name", name);
    form.add("number", number);
    return form;
}

Result<Response> typed_by(FamilyWorld& drawn, AccountId who, std::string const& name)
{
    http::FormData form;
    form.add("name", name);
    return drawn.post(who, to_type, {}, form);
}

// The snapshot as the job keeps it.
void keep_up(FamilyWorld& drawn, db::Database& database)
{
    drawn.room.snapshot->follow(*database.reader(), drawn.world.clock.now());
}

std::vector<std::string> acts_kept(db::Database& database)
{
    std::vector<std::string> acts;
    auto const lease = database.reader();
    for (auto const row : lease->run(db::Sql{
             "acts", "select act from ledger where thing_kind = 'person_search' order by at, id"}))
        acts.push_back(row.text("act"));
    return acts;
}

std::int64_t count_acts(db::Database& database, std::string const& act)
{
    return std::ranges::count(acts_kept(database), act);
}

Person person_at(char const* name, char const* birth, char const* address)
{
    Person person;
    person.names = {{{}, "birth", name}};
    person.birth = PartialDate::read(birth).value();
    person.contacts = {{{}, "address", address, Known::yes}};
    return person;
}

bool names(Result<Response> const& answer, std::string const& text)
{
    return answer.value().body.find(text) != std::string::npos;
}
} // namespace

TEST_CASE("a front door is shown whom another team works with, and each look-up is kept")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        keep_up(drawn, database);
        auto const found
            = drawn.post(drawn.front_door, to_search, {}, search_form("", "999 000 0018"));
        CHECK(found.value().status == http::Status::ok);
        CHECK(names(found, made.reference.write()));
        CHECK(names(found, "Same NHS number"));
        CHECK(names(found, "/people/" + made.id.write() + "/purpose"));
        CHECK(count_acts(database, "search") == 1);
        auto const by_reference = drawn.post(
            drawn.front_door, to_search, {}, search_form("", made.reference.write().c_str()));
        CHECK(names(by_reference, "The same reference"));
        auto const nobody
            = drawn.post(drawn.front_door, to_search, {}, search_form("Nobody Atall"));
        CHECK(names(nobody, "Nobody you may know of is like this"));
        CHECK(count_acts(database, "search") == 3);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a referrer is offered nobody of another agency, and the answer is the same to the byte")
{
    auto const answers = [](db::Database& database, bool with_hidden) {
        FamilyWorld drawn(database);
        auto const mine
            = drawn
                  .record(drawn.school_lead, person_at("Robin Oneill", "2011-05-03", "1 Mill Lane"))
                  .value();
        if (with_hidden)
            for (auto i = 0; i < 30; ++i)
                REQUIRE(drawn.record(drawn.worker, robin()).ok());
        keep_up(drawn, database);
        std::string all;
        for (auto const* const name : {"ro", "robin", "Robin O’Neill-Smith", "Rob", "smith"}) {
            all += typed_by(drawn, drawn.school_lead, name).value().body;
            auto const page = drawn.post(drawn.school_lead, to_search, {}, search_form(name));
            all += page.value().body;
        }
        all += drawn.post(drawn.school_lead, to_search, {}, search_form("", "999 000 0018"))
                   .value()
                   .body;
        for (auto const* const name : {"Robin O’Neill-Smith", "robin oneill"})
            all += drawn
                       .send(drawn.school_lead, to_find_people, {},
                           fmt::format(
                               R"({{"purpose":"A concern","names":["{}"],"birth":"2011-05-03"}})",
                               name))
                       .value()
                       .body;
        // What is drawn anew each time.
        for (auto const& [drawn_anew, stands] : {std::pair{mine.id.write(), std::string("ID")},
                 {mine.reference.write(), std::string("REFERENCE")}})
            for (auto at = all.find(drawn_anew); at != std::string::npos; at = all.find(drawn_anew))
                all.replace(at, drawn_anew.size(), stands);
        for (auto at = all.find("name=\"csrf\" value=\""); at != std::string::npos;
             at = all.find("name=\"csrf\" value=\"", at + 1))
            all.erase(at + 19, all.find('"', at + 19) - at - 19);
        return all;
    };
    std::string without;
    tests::on_both_databases([&](db::Database& database) {
        without = answers(database, false);
        CHECK(without.find("REFERENCE") != std::string::npos); // their own is found
        CHECK(without.find("csrf") != std::string::npos);
    });
    tests::on_both_databases(
        [&](db::Database& database) { CHECK(answers(database, true) == without); });
}

TEST_CASE("who only refers, and who keeps the machines, looks nobody up")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        REQUIRE(drawn.record(drawn.worker, robin()).ok());
        for (auto const* const route : {to_search, to_type})
            CHECK(drawn.post(drawn.administrator, route, {}, search_form("Robin")).error()
                == not_found());
        CHECK(acts_kept(database).empty());
    });
}

TEST_CASE("why, and something to look for, are asked first, and what was typed comes back")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        http::FormData form;
        form.add("name", "Quillfern");
        auto const asked = drawn.post(drawn.front_door, to_search, {}, form);
        CHECK(asked.value().status == http::Status::unprocessable);
        CHECK(names(asked, "Say why you look"));
        CHECK(names(asked, "value=\"Quillfern\""));
        auto const empty = drawn.post(drawn.front_door, to_search, {}, search_form("Q"));
        CHECK(empty.value().status == http::Status::unprocessable);
        CHECK(names(empty, "two letters of a name"));
        http::FormData aged;
        aged.add("purpose", "A concern");
        aged.add("age", "14");
        auto const by_age = drawn.post(drawn.front_door, to_search, {}, aged);
        CHECK(by_age.value().status == http::Status::unprocessable);
        CHECK(names(by_age, "fits too many people: enter two letters of a name as well"));
        CHECK_FALSE(names(by_age, "Nobody"));
        CHECK(acts_kept(database).empty());
        CHECK(typed_by(drawn, drawn.front_door, "Q").value().status == http::Status::ok);
        CHECK(acts_kept(database).empty()); // one letter is no look-up
    });
}

TEST_CASE("after many look-ups somebody waits and says why, whatever was found, and it is kept")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        drawn.room.lookup_limits = {{{}, 10, 3, 100, 100, 15, 300}};
        auto const search = [&](char const* name, char const* reason = "") {
            auto form = search_form(name);
            form.add("reason", reason);
            return drawn.post(drawn.front_door, to_search, {}, form).value();
        };
        for (auto const* const name : {"Ann", "Bea", "Cat"})
            CHECK(search(name).status == http::Status::ok);
        auto const slowed = search("Dan");
        CHECK(slowed.status == http::Status::too_many);
        CHECK(slowed.headers.find("Retry-After") == "15");
        CHECK(slowed.body.find("Wait 15 seconds, and say why") != std::string::npos);
        CHECK(slowed.body.find("value=\"Dan\"") != std::string::npos);
        CHECK(count_acts(database, "searched much") == 1);
        CHECK(search("Dan", "A class list").status == http::Status::too_many); // not yet
        CHECK(typed_by(drawn, drawn.front_door, "Eve").value().status == http::Status::too_many);
        CHECK(drawn
                  .send(drawn.front_door, to_find_people, {},
                      R"({"purpose":"A concern","names":["Fay"]})")
                  .value()
                  .status
            == http::Status::too_many);
        CHECK(count_acts(database, "searched much") == 1); // one run is one act
        CHECK(search("Ann").status == http::Status::too_many);

        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::seconds(20));
        CHECK(search("Dan").status == http::Status::too_many); // no reason
        CHECK(search("Dan", "A class list").status == http::Status::ok);
        CHECK(count_acts(database, "say why") == 1);
        CHECK(search("Eve").status == http::Status::ok);
        CHECK(count_acts(database, "search") == 5); // Ann, Bea, Cat, Dan, Eve
        CHECK(drawn.world.verdict().problems.empty());

        for (auto const* const name : {"Fay", "Gus"})
            CHECK(search(name).status == http::Status::ok);
        auto const again = search("Hal");
        CHECK(again.headers.find("Retry-After") == "30"); // twice as long
        CHECK(drawn.post(drawn.worker, to_search, {}, search_form("Ann")).value().status
            == http::Status::ok); // others do not wait

        // The auditor of their agency reads that they did, and why; nobody else does.
        auto const* const runs = "/people/lookup-runs";
        auto const told = drawn.get(drawn.auditor, runs, {});
        REQUIRE(told.ok());
        CHECK(told->body.find("A class list") != std::string::npos);
        CHECK(told->body.find("They did not go on.") != std::string::npos); // the second, so far
        for (auto const* const name : {"Ann", "Hal", "Gus"})
            CHECK(told->body.find(name) == std::string::npos);
        auto const as_data = drawn.get(drawn.auditor, "/api/v1/people/lookup-runs", {});
        REQUIRE(as_data.ok());
        CHECK(as_data->body.find(R"("different":3,)") != std::string::npos);
        auto const of_others = drawn.get(drawn.auditor_elsewhere, runs, {});
        REQUIRE(of_others.ok());
        CHECK(of_others->body.find("Nobody looked many people up") != std::string::npos);
        for (auto const who : {drawn.front_door, drawn.colleague, drawn.administrator})
            CHECK(drawn.get(who, runs, {}).error().code == Code::not_found);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a look-up that led to a record does not count")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        drawn.room.lookup_limits = {{{}, 10, 2, 100, 100, 15, 300}};
        auto const made = drawn.record(drawn.worker, robin()).value();
        http::FormData why;
        why.add("purpose", "A concern");
        for (auto const* const name : {"Ann", "Bea", "Cat", "Dan"}) {
            drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::seconds(1));
            CHECK(drawn.post(drawn.front_door, to_search, {}, search_form(name)).value().status
                == http::Status::ok);
            drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::seconds(1));
            REQUIRE(drawn.post(drawn.front_door, "/people/{person}/purpose", made.id, why).ok());
        }
        CHECK(count_acts(database, "searched much") == 0);
    });
}

TEST_CASE("who may be known already stands above the form that is filled in, without a script")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        keep_up(drawn, database);
        http::FormData form;
        form.add("known", "yes");
        form.add("name", "Robin Smith");
        form.add("language", "Urdu");
        form.add("identifier", "999 000 0018");
        auto const page = drawn.post(drawn.worker, "/people/new", {}, form).value();
        CHECK(page.status == http::Status::ok);
        CHECK(page.body.find(made.reference.write()) != std::string::npos);
        CHECK(page.body.find("value=\"Urdu\"") != std::string::npos);
        CHECK(page.body.find("There is a problem") == std::string::npos);
        CHECK(count_acts(database, "search") == 1);
    });
}
