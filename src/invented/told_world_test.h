// SPDX-License-Identifier: MIT
#pragma once

// For tests: a demonstration folder as `app` wires it, on a Wednesday morning, with hashing that
// costs next to nothing.

#include "base/shipped.h"
#include "invented/invented.h"
#include "platform/access/accounts.h"
#include "platform/html/templates_once_test.h"
#include "platform/ledger/ledger.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <memory>
#include <sodium.h>

namespace kith::invented {

// Once a program: the overlay stands in for the shipped files from then on.
inline void stand_in_for_the_real_place()
{
    static tests::Folder const folder;
    static bool const laid = [] {
        lay_overlay(folder.path());
        overlay(folder.path());
        return true;
    }();
    (void)laid;
}

class ToldWorld {
public:
    explicit ToldWorld(db::Database& held)
        : database(held)
        , keys(ledger::Keys::open(folder.path() / "keys"))
        , templates(html::templates_once())
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , drafts(*keys)
        , facts((stand_in_for_the_real_place(), directory::ReferenceFacts::read().value()))
        , clocks(actions::Clocks::read().value())
        , pages(templates)
        , home{pages}
        , room{{}, facts, clocks, forms, drafts, words, pages, clock,
              {folder.path() / "inbox", folder.path() / "outbox"}, home, links,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
        , cases{people, contexts, room, links, facts, clocks, forms, drafts, pages, home, actions,
              [](db::Connection&, AccountId) { return std::string("A colleague"); },
              cases::Pathways::read().value()}
        , disruption{people, contexts, cases, links, facts, clocks, pages, home,
              [](db::Connection&, AccountId) { return std::string("A colleague"); },
              disruption::Tactics::read(facts).value(), forms, drafts, words}
        , intelligence{links, facts, forms, words, pages, home, clocks, *keys,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
        , missing{people, contexts, intelligence, links, facts, clocks, forms, drafts, words, pages,
              home, actions, [](db::Connection&, AccountId) { return std::string("A colleague"); },
              missing::read_repeat_rule().value()}
    {
        room.people = &people;
        std::filesystem::create_directories(room.post.inbox);
        std::filesystem::create_directories(room.post.outbox);
        ledger::number_at_commit(database);
        clock.move_to(end);
        concerns::join(house, room);
        people::join(house, people);
        contexts::join(house, contexts);
        actions::join(house, home);
        actions::join(house, actions);
        intelligence::join(house, intelligence);
        missing::join(house, missing);
        cases::join(house, cases);
        disruption::join(house, disruption);
        std::vector<std::pair<std::string, std::string>> policies;
        for (auto const* path : {"data/policies/concerns.toml", "data/policies/directory.toml",
                 "data/policies/home.toml", "data/policies/people.toml",
                 "data/policies/contexts.toml", "data/policies/links.toml",
                 "data/policies/partners.toml", "data/policies/cases.toml",
                 "data/policies/actions.toml", "data/policies/notes.toml",
                 "data/policies/prompts.toml", "data/policies/groups.toml",
                 "data/policies/fairness.toml", "data/policies/same_person.toml",
                 "data/policies/imports.toml", "data/policies/concern_drafts.toml",
                 "data/policies/missing.toml", "data/policies/intelligence.toml",
                 "data/policies/disruption.toml", "data/policies/of_concern.toml"})
            policies.emplace_back(path, shipped_file(path));
        gate = std::make_unique<access::Gate>(
            database, *keys, access::Policy::read(policies, house.predicates), clock);
    }

    Result<Told> tell_small(std::uint64_t seed)
    {
        return tell(
            Invented{clock, *gate, hasher, room, cases, disruption, missing, intelligence, own_key,
                [this](
                    std::size_t done, std::size_t of) { progressed = progressed || done == of; }},
            Size::small, seed);
    }
    AccountId account(std::string_view sign_in)
    {
        return access::find_account(*database.reader(), sign_in).value().id;
    }

    Instant end = Instant::read("2026-03-18T11:00:00Z").value();
    std::string own_key = std::string(32, 'k');
    bool progressed = false;
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
    access::PasswordHasher hasher{
        access::HashCost{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}};
    access::Pages pages;
    actions::Home home;
    links::Links links;
    people::People people{
        links, facts, pages, [](db::Connection&, AccountId) { return std::string("A colleague"); }};
    contexts::Contexts contexts{
        links, facts, pages, [](db::Connection&, AccountId) { return std::string("A colleague"); }};
    concerns::Concerns room;
    actions::Actions actions{pages, facts, clocks, home,
        [](db::Connection&, AccountId) { return std::string("A colleague"); }};
    cases::Cases cases;
    disruption::Disruption disruption;
    intelligence::Intelligence intelligence;
    missing::Missing missing;
    House house;
    std::unique_ptr<access::Gate> gate;
};

} // namespace kith::invented
