// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "directory/directory.h"
#include "directory/pages.h"
#include "platform/access/accounts.h"
#include "platform/access/gate.h"
#include "platform/html/templates_once_test.h"
#include "world/databases.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
// A house with the directory's own policy, in which the command line sets things up.
struct DirectoryHouse {
    explicit DirectoryHouse(db::Database& held) : database(held) { }

    tests::Folder folder = {};
    db::Database& database;
    Clock clock = Clock(*Instant::read("2026-03-18T10:00:00Z"));
    std::unique_ptr<ledger::Keys> keys = ledger::Keys::open(folder.path() / "keys");
    access::Gate gate = access::Gate(database, *keys,
        access::Policy::read(
            {{"directory.toml", std::string(shipped_file("data/policies/directory.toml"))}},
            access::Predicates()),
        clock);
    std::unique_ptr<access::Pass> pass = gate.enter_as_process("command line");

    template <class What>
    auto put(What const& what, std::string const& reason)
    {
        return pass->visit().change(
            [&](access::Change& change) { return save(change, what, reason); });
    }
    template <class What>
    Done put(What const& what)
    {
        return pass->visit().change([&](access::Change& change) { return save(change, what); });
    }
    AccountId account(std::string const& name)
    {
        constexpr db::Sql add{"test add account",
            "insert into accounts (id, sign_in_name, name, password_hash, password_set_at, "
            "one_time, second_step_last, failures, created_at) "
            "values ($1, $2, $2, '', $3, true, 0, 0, $3)"};
        auto const id = AccountId::fresh();
        database.write([&](db::Connection& connection) {
            connection.run(add, id, name, clock.now());
            return db::Outcome::keep;
        });
        return id;
    }
};

Date store_day(char const* text) { return *Date::read(text); }
Agency council()
{
    return {{}, "blackpool_council", "Blackpool Council", "council", {store_day("2025-01-01")}, 0};
}

std::int64_t count_of(db::Database& database, db::Sql const& sql)
{
    return database.reader()->run(sql)[0].integer("n");
}
constexpr db::Sql count_agencies_was{
    "test count agencies_was", "select count(*) as n from agencies_was"};
constexpr db::Sql count_ledger{
    "test count ledger", "select count(*) as n from ledger where act = 'save'"};
} // namespace

TEST_CASE("an agency that was saved is found by id and by code, and is in the ledger")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const saved = house.put(council(), "");
        REQUIRE(saved.ok());
        CHECK(saved->version == 1);
        auto const reader = database.reader();
        CHECK(find_agency(*reader, saved->id)->name == "Blackpool Council");
        CHECK(find_agency(*reader, "blackpool_council")->id == saved->id);
        CHECK(list_agencies(*reader, store_day("2026-03-18")).size() == 1);
        CHECK(list_agencies(*reader, store_day("2024-12-31")).empty());
        CHECK_FALSE(find_agency(*reader, AgencyId::fresh()).ok());
        CHECK(count_of(database, count_ledger) == 1);
    });
}

TEST_CASE("a late save of an agency is refused, and what was replaced is kept with the reason")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const first = *house.put(council(), "");
        auto renamed = first;
        renamed.name = "Blackpool Borough Council";
        auto const second = house.put(renamed, "its full name");
        REQUIRE(second.ok());
        CHECK(second->version == 2);
        CHECK(count_of(database, count_agencies_was) == 1);
        auto const late = house.put(renamed, "again, from the version it was read at");
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        CHECK(count_of(database, count_agencies_was) == 1);
        CHECK(find_agency(*database.reader(), first.id)->name == "Blackpool Borough Council");
    });
}

TEST_CASE("a code stands for one agency, and what is missing is named")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        REQUIRE(house.put(council(), "").ok());
        CHECK(house.put(council(), "").error().field == "code");
        auto nameless = council();
        nameless.code = "Blackpool Council";
        CHECK(house.put(nameless, "").error().words.key
            == "Give a code of small letters, digits and _");
        Team const homeless{
            {}, AgencyId::fresh(), "Awaken", "North", "exploitation", {store_day("2025-01-01")}, 0};
        CHECK(house.put(homeless, "").error().field == "agency");
    });
}

TEST_CASE("a district moves from one team to another on a day, and history keeps both")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const agency = *house.put(council(), "");
        Team team{{}, agency.id, "Awaken", "North", "exploitation", {store_day("2025-01-01")}, 0};
        auto const awaken = *house.put(team, "");
        team.name = "Engage";
        auto const engage = *house.put(team, "");
        CHECK(house.put(TeamArea{awaken.id, "E07000128", {store_day("2025-01-01")}}).ok());
        CHECK(house.pass->visit()
                  .change([&](access::Change& change) {
                      return close_area(
                          change, {awaken.id, "E07000128", {}}, store_day("2026-02-28"));
                  })
                  .ok());
        CHECK(house.put(TeamArea{engage.id, "E07000128", {store_day("2026-03-01")}}).ok());

        auto const reader = database.reader();
        auto const team_on = [&](char const* day) {
            auto const teams = teams_for(*reader, "E07000128", "exploitation", store_day(day));
            return teams.size() == 1 ? teams[0].name : std::to_string(teams.size());
        };
        CHECK(team_on("2026-02-28") == "Awaken");
        CHECK(team_on("2026-03-01") == "Engage");
        CHECK(team_on("2024-12-31") == "0");
        CHECK(teams_for(*reader, "E07000128", "front_door_children", store_day("2026-03-01"))
                  .empty());
        CHECK(list_team_areas(*reader, engage.id, store_day("2026-03-01")).size() == 1);
        CHECK(list_teams(*reader, agency.id, store_day("2026-03-01")).size() == 2);
        // the same area from an earlier day would overlap what stands
        CHECK(house.put(TeamArea{engage.id, "E07000128", {store_day("2026-02-01")}}).error().code
            == Code::conflict);
    });
}

TEST_CASE("a new safeguarding lead ends the one before; deputies stand beside")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const agency = *house.put(council(), "");
        auto const asha = house.account("asha");
        auto const ben = house.account("ben");
        auto const cat = house.account("cat");
        CHECK(house.put(Lead{agency.id, asha, LeadRole::lead, {store_day("2025-01-01")}}).ok());
        CHECK(house.put(Lead{agency.id, cat, LeadRole::deputy, {store_day("2025-01-01")}}).ok());
        CHECK(house.put(Lead{agency.id, ben, LeadRole::lead, {store_day("2026-03-01")}}).ok());

        auto const reader = database.reader();
        auto const before = list_leads(*reader, agency.id, store_day("2026-02-28"));
        REQUIRE(before.size() == 2);
        CHECK(before[0].account == asha);
        CHECK(before[1].account == cat);
        CHECK(before[1].role == LeadRole::deputy);
        auto const now = list_leads(*reader, agency.id, store_day("2026-03-01"));
        REQUIRE(now.size() == 2);
        CHECK(now[0].account == ben);
        CHECK(is_lead_of(*reader, agency.id, cat, store_day("2026-03-01")));
        CHECK_FALSE(is_lead_of(*reader, agency.id, asha, store_day("2026-03-01")));
    });
}

TEST_CASE("a process that no rule names changes nothing")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        house.pass = house.gate.enter_as_process("inbox");
        CHECK_FALSE(house.put(council(), "").ok());
        CHECK(list_agencies(*database.reader(), store_day("2026-03-18")).empty());
    });
}

TEST_CASE("the staff page answers a place by POST with numbers to call, and asks before that")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const facts = *ReferenceFacts::read();
        auto const& templates = html::templates_once();
        access::Pages const pages(templates);
        Directory const room{facts, pages};
        auto const& visit = house.pass->visit();
        auto const asked = ask_who(room, visit, http::Request::get("/who-to-call"));
        REQUIRE(asked.ok());
        CHECK(asked->body.find("Postcode, town or district") != std::string::npos);
        CHECK(asked->body.find("tel:01253477261") == std::string::npos);
        http::FormData form;
        form.add("place", "<Fleetwood");
        auto const unknown = show_who(room, visit, http::Request::post("/who-to-call", form));
        REQUIRE(unknown.ok());
        CHECK(unknown->body.find("<Fleetwood") == std::string::npos);
        http::FormData known;
        known.add("place", "Blackpool");
        auto const shown = show_who(room, visit, http::Request::post("/who-to-call", known));
        REQUIRE(shown.ok());
        CHECK(shown->body.find("href=\"tel:01253477261\"") != std::string::npos);
        CHECK(shown->body.find("Number not found: ask") != std::string::npos);
    });
}

TEST_CASE("help names the safeguarding lead of one's own agency, and admits where it knows none")
{
    tests::on_both_databases([](db::Database& database) {
        DirectoryHouse house(database);
        auto const agency = *house.put(council(), "");
        auto const asha = house.account("Asha");
        auto const cat = house.account("Cat");
        database.write([&](db::Connection& connection) {
            access::Writing const writing{
                connection, *house.keys, {.process = "test"}, house.clock.now()};
            auto const assigned = access::assign(
                writing, {asha, agency.id, {}, "referrer", {store_day("2026-01-01")}});
            return assigned ? db::Outcome::keep : db::Outcome::undo;
        });
        auto const facts = *ReferenceFacts::read();
        auto const& templates = html::templates_once();
        access::Pages const pages(templates);
        Directory const room{facts, pages};
        auto const help = [&] {
            auto const pass = *house.gate.enter(asha, agency.id); // one a request
            return show_help(room, pass->visit(), http::Request::get("/help"))->body;
        };
        CHECK(help().find("does not know yet who that is") != std::string::npos);
        CHECK(house.put(Lead{agency.id, cat, LeadRole::lead, {store_day("2026-01-01")}}).ok());
        CHECK(house.put(Lead{agency.id, asha, LeadRole::deputy, {store_day("2026-01-01")}}).ok());
        CHECK(help().find(
                  "Speak to your safeguarding lead: Cat (safeguarding lead), or Asha (deputy).")
            != std::string::npos);
    });
}
