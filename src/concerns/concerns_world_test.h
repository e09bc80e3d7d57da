// SPDX-License-Identifier: MIT
#pragma once

// A room of concerns in an invented partnership, with the rooms below it, for its tests on both
// databases. The clock stands at seven minutes past nine on Friday 6 March 2026.

#include "base/london.h"
#include "concerns/concerns.h"
#include "contexts/contexts.h"
#include "people/people.h"
#include "platform/access/accounts.h"
#include "platform/html/templates_once_test.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <memory>
#include <vector>

namespace kith::concerns {

inline Instant const friday_morning = Instant::read("2026-03-06T09:07:00Z").value();

// One front door for one district, a colleague at another, and a school lead.
class Partnership {
public:
    explicit Partnership(db::Database& held)
        : database(held)
        , keys(ledger::Keys::open(folder.path() / "keys"))
        , templates(html::templates_once())
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , drafts(*keys)
        , facts(directory::ReferenceFacts::read().value())
        , clocks(actions::Clocks::read().value())
        , pages(templates)
        , home{pages}
        , room{{}, facts, clocks, forms, drafts, words, pages, clock,
              {folder.path() / "inbox", folder.path() / "outbox"}, home, links,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        room.people = &people_room;
        std::filesystem::create_directories(room.post.inbox);
        std::filesystem::create_directories(room.post.outbox);
        clock.move_to(friday_morning);
        if (database.kind() == db::Kind::sqlite)
            database.before_commit(
                [](db::Connection& connection) { ledger::number_entries(connection); });
        actions::add_predicates(house.predicates); // of policies that ship beside its own
        join(house, room);
        people::join(house, people_room);
        contexts::join(house, contexts_room);
        gate = std::make_unique<access::Gate>(
            database, *keys, access::Policy::shipped(house.predicates), clock);
        people();
    }

    access::Pass& as(AccountId account)
    {
        passes.push_back(gate->enter(account).value());
        return *passes.back();
    }

    ledger::Verdict verdict()
    {
        if (database.kind() == db::Kind::postgres)
            database.write([](db::Connection& connection) {
                ledger::number_entries(connection);
                return db::Outcome::keep;
            });
        auto const lease = database.reader();
        return ledger::verify(*lease, {});
    }

    tests::Folder folder;
    db::Database& database;
    std::unique_ptr<ledger::Keys> keys;
    html::Templates const& templates;
    words::Catalogue words;
    forms::Forms forms;
    forms::Drafts drafts;
    directory::ReferenceFacts facts;
    actions::Clocks clocks;
    Clock clock;
    access::Pages pages;
    actions::Home home;
    links::Links links;
    people::People people_room{
        links, facts, pages, [](db::Connection&, AccountId) { return std::string("A colleague"); }};
    contexts::Contexts contexts_room{
        links, facts, pages, [](db::Connection&, AccountId) { return std::string("A colleague"); }};
    Concerns room;
    House house;
    std::unique_ptr<access::Gate> gate;
    std::vector<std::unique_ptr<access::Pass>> passes;
    TeamId front_door;
    AccountId triage_worker;
    AccountId other_front_door;
    AccountId school_lead;
    AccountId other_school_lead;

private:
    TeamId team(Change& change, AgencyId agency, char const* name)
    {
        directory::Team team;
        team.agency = agency;
        team.name = name;
        team.purpose = "front_door_children";
        team.during.from = Date::of(2024, 1, 1).value();
        return directory::save(change, team).value().id;
    }
    AgencyId agency(Change& change, char const* code, char const* kind)
    {
        directory::Agency agency;
        agency.code = code;
        agency.name = code;
        agency.kind = kind;
        agency.during.from = Date::of(2024, 1, 1).value();
        return directory::save(change, agency).value().id;
    }
    AccountId account(
        Change& change, char const* name, char const* role, AgencyId agency, TeamId team)
    {
        access::Writing const writing{change.writing(), *keys, {{}, {}, "demo", {}}, change.now()};
        auto const id = access::create_account(writing, {name, name, "not used here"}).value();
        auto const assigned
            = access::assign(writing, {id, agency, team, role, {Date::of(2024, 1, 1).value()}});
        REQUIRE(assigned.ok());
        return id;
    }
    void people()
    {
        auto const pass = gate->enter_as_process("demo");
        auto const made = pass->visit().change([&](Change& change) -> Done {
            auto const council = agency(change, "council", "council");
            auto const school = agency(change, "school", "school");
            front_door = team(change, council, "Front door");
            auto const other = team(change, council, "Another front door");
            TRY(directory::save(change,
                directory::TeamArea{front_door, "E06000009", {Date::of(2024, 1, 1).value()}}));
            triage_worker = account(change, "triage", "triage worker", council, front_door);
            other_front_door = account(change, "other", "triage worker", council, other);
            school_lead = account(change, "school", "school lead", school, {});
            other_school_lead = account(change, "school2", "school lead", school, {});
            change.writing().run({"add postcode",
                                     "insert into postcodes (postcode, latitude, longitude, "
                                     "district, ward, quality, source, loaded_at) values ($1, "
                                     "53.8, -3.0, $2, '', 10, 'test', $3)"},
                "FY1 1AD", "E06000009", change.now());
            return done();
        });
        REQUIRE(made.ok());
    }
};

} // namespace kith::concerns
