// SPDX-License-Identifier: MIT
#pragma once

// An invented partnership for tests of rooms: agencies, teams and accounts with roles, and a way in
// for each.
//
//   tests::Partnership world(database, {"data/policies/people.toml"});
//   auto const council = world.agency("council");
//   auto const team = world.team(council, "Front door");
//   auto const worker = world.account("triage worker", council, team);
//   auto const pass = world.as(worker);
//   find(pass->visit(), id);
//
// The clock stands at nine on Friday 6 March 2026, and goes on from there.

#include "base/shipped.h"
#include "directory/directory.h"
#include "platform/access/accounts.h"
#include "platform/access/gate.h"
#include "world/databases.h"
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace kith::tests {

class Partnership {
public:
    // `add` adds the conditions of the rooms whose policies are named.
    Partnership(db::Database& held, std::vector<std::string> const& policies,
        void (*add)(access::Predicates&) = nullptr)
        : database(held), keys(ledger::Keys::open(folder.path() / "keys"))
    {
        clock.move_to(Instant::read("2026-03-06T09:00:00Z").value());
        if (database.kind() == db::Kind::sqlite)
            database.before_commit(
                [](db::Connection& connection) { ledger::number_entries(connection); });
        std::vector<std::pair<std::string, std::string>> files;
        for (auto const& path : policies)
            files.emplace_back(path, std::string(shipped_file(path)));
        files.emplace_back("data/policies/directory.toml",
            std::string(shipped_file("data/policies/directory.toml")));
        access::Predicates predicates;
        if (add)
            add(predicates);
        gate = std::make_unique<access::Gate>(
            database, *keys, access::Policy::read(files, predicates), clock);
    }

    AgencyId agency(std::string const& code, std::string const& kind = "council")
    {
        directory::Agency agency;
        agency.code = code;
        agency.name = code;
        agency.kind = kind;
        agency.during.from = start;
        return gate->enter_as_process("demo")
            ->visit()
            .change([&](access::Change& change) { return directory::save(change, agency); })
            .value()
            .id;
    }

    TeamId team(AgencyId agency, std::string const& name)
    {
        directory::Team team;
        team.agency = agency;
        team.name = name;
        team.purpose = "front_door_children";
        team.during.from = start;
        return gate->enter_as_process("demo")
            ->visit()
            .change([&](access::Change& change) { return directory::save(change, team); })
            .value()
            .id;
    }

    AccountId account(std::string const& role, AgencyId agency, TeamId team = {})
    {
        AccountId id;
        auto const name = "colleague" + std::to_string(++accounts_);
        database.write([&](db::Connection& connection) {
            access::Writing const writing{connection, *keys, {{}, {}, "demo", {}}, clock.now()};
            id = access::create_account(writing, {name, name, "not used here"}).value();
            must(access::assign(writing, {id, agency, team, role, {start}}).ok(), "assigned");
            return db::Outcome::keep;
        });
        return id;
    }

    // Somebody who is there works in another team too.
    void assign(AccountId account, std::string const& role, AgencyId agency, TeamId team)
    {
        database.write([&](db::Connection& connection) {
            access::Writing const writing{connection, *keys, {{}, {}, "demo", {}}, clock.now()};
            must(access::assign(writing, {account, agency, team, role, {start}}).ok(), "assigned");
            return db::Outcome::keep;
        });
    }

    // A visit of its own, which borrows a connection for as long as it is held.
    std::unique_ptr<access::Pass> as(AccountId account) { return gate->enter(account).value(); }

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

    // The names of a table's columns.
    std::set<std::string> columns(char const* table)
    {
        std::set<std::string> names;
        auto const lease = database.reader();
        auto const sql = database.kind() == db::Kind::sqlite
            ? db::Sql{"columns, sqlite", "select name from pragma_table_info($1)"}
            : db::Sql{"columns, postgres",
                "select column_name as name from information_schema.columns where table_name = $1"};
        for (auto const row : lease->run(sql, table))
            names.insert(row.text("name"));
        return names;
    }
    // Those a twin should have.
    std::set<std::string> twin_columns(char const* table)
    {
        auto names = columns(table);
        names.insert({"superseded_at", "reason"});
        return names;
    }

    Folder folder;
    db::Database& database;
    std::unique_ptr<ledger::Keys> keys;
    Clock clock;
    std::unique_ptr<access::Gate> gate;

private:
    Date const start = Date::of(2024, 1, 1).value();
    int accounts_ = 0;
};

} // namespace kith::tests
