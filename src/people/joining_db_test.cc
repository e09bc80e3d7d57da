// SPDX-License-Identifier: MIT
#include "people/fact_store.h"
#include "people/joining.h"
#include "people/people_world_test.h"
#include "people/rows.h"
#include "people/same.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace kith;
using namespace kith::people;

namespace {
Person named(char const* name, char const* birth)
{
    Person person;
    person.names = {{{}, "birth", name}};
    person.birth = PartialDate::read(birth).value();
    return person;
}

struct JoiningWorld : FamilyWorld {
    using FamilyWorld::FamilyWorld;

    Person at(AccountId who, PersonId id) { return find(world.as(who)->visit(), id).value(); }
    Result<JoinId> join_as(AccountId who, Person const& kept, Person const& other)
    {
        return world.as(who)->visit().change([&](Change& change) {
            return join_records(change,
                {kept.id, other.id, version_of(change.writing(), kept.id),
                    version_of(change.writing(), other.id), "The school told us"});
        });
    }
    Result<PersonId> part_as(AccountId who, JoinId join, std::vector<Uuid> const& to_other = {})
    {
        return world.as(who)->visit().change([&](Change& change) {
            auto const stands = find_join(change.writing(), join);
            auto const kept = kept_of(change.writing(), stands->kept);
            return part_records(room, change,
                {join, version_of(change.writing(), kept), "They are cousins", to_other});
        });
    }
    Result<Person> save_as(AccountId who, Person const& person)
    {
        return world.as(who)->visit().change(
            [&](Change& change) { return save(change, person, "Told by the school"); });
    }
};

std::vector<std::string> names_in(Person const& person)
{
    std::vector<std::string> all;
    for (auto const& one : person.names)
        all.push_back(one.text);
    std::ranges::sort(all);
    return all;
}

using Names = std::vector<std::string>;
} // namespace

TEST_CASE(
    "two records joined read as one person, by either reference, to whoever works with either")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto const kept = drawn.record(drawn.worker, robin()).value();
        auto theirs = named("Robyn Smith", "2011-05-03");
        theirs.sex = "F";
        theirs.contacts = {{{}, "email", "robyn@example.invalid", Known::yes}};
        auto const other = drawn.record(drawn.elsewhere, theirs).value();
        CHECK_FALSE(knows(drawn.world.as(drawn.elsewhere)->visit(), kept.id));
        REQUIRE(drawn.join_as(drawn.front_door, kept, other).ok());

        for (auto const who : {drawn.worker, drawn.elsewhere, drawn.front_door}) {
            auto const one = drawn.at(who, other.id);
            CHECK(one.id == kept.id);
            CHECK(one.reference == kept.reference);
            CHECK(names_in(one) == Names{"Rob", "Robin O’Neill-Smith", "Robyn Smith"});
            CHECK(one.contacts.size() == 2);
            CHECK(one.sex == "F"); // which the kept record does not say
            CHECK(find(drawn.world.as(who)->visit(), other.reference)->id == kept.id);
        }
        for (auto const who : {drawn.school_lead, drawn.administrator})
            for (auto const& id : {kept.id, other.id})
                CHECK(find(drawn.world.as(who)->visit(), id).error()
                    == find(drawn.world.as(who)->visit(), PersonId::fresh()).error());
        // each is there once
        CHECK(list_own(drawn.world.as(drawn.elsewhere)->visit()).size() == 1);
        auto const door = drawn.world.as(drawn.front_door);
        CHECK(known(door->visit(), {{"Rob", "Robyn Smith"}, kept.birth, {}}).size() == 1);
        CHECK(named_in(door->visit(), "I saw Robyn Smith and Robin O’Neill-Smith").size() == 1);
        auto const facts = find_facts(door->visit(), other.id).value();
        CHECK(facts.thing == thing(kept.id));
        CHECK(facts.holding_teams.size() == 2);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a record that is joined is not joined again, so there is never a loop")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        std::vector<Person> all;
        for (auto const* const name : {"Ash Lee", "Ashley Lee", "A. Lee"})
            all.push_back(drawn.record(drawn.worker, named(name, "2010")).value());
        REQUIRE(drawn.join_as(drawn.worker, all[0], all[1]).ok());
        CHECK(drawn.join_as(drawn.worker, all[0], all[1]).error().code == Code::invalid);
        CHECK(drawn.join_as(drawn.worker, all[1], all[0]).error().code == Code::invalid);
        CHECK(drawn.join_as(drawn.worker, all[0], all[0]).error().code == Code::invalid);
        CHECK(drawn.join_as(drawn.worker, all[1], all[2]).error().code == Code::conflict);
        REQUIRE(drawn.join_as(drawn.worker, all[2], all[0]).ok()); // a joined one, with what is its
        CHECK(drawn.at(drawn.worker, all[1].id).id == all[2].id);
        CHECK(drawn.join_as(drawn.worker, all[2], all[1]).error().code == Code::invalid);
        auto const lease = database.reader();
        CHECK(records_of(*lease, all[2].id).size() == 3);
        CHECK(kept_of(*lease, all[1].id) == all[2].id);
    });
}

TEST_CASE("only who may decide on both joins two records, and only as they were read")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        auto const two = drawn.record(drawn.elsewhere, robin()).value();
        auto const three = drawn.record(drawn.worker, robin()).value();
        CHECK(drawn.join_as(drawn.worker, one, two).error().code == Code::not_found);
        CHECK(drawn.join_as(drawn.elsewhere, one, two).error().code == Code::not_found);
        auto const stale
            = [&](std::int64_t kept_version, std::int64_t other_version, std::string const& why) {
                  return drawn.world.as(drawn.worker)
                      ->visit()
                      .change([&](Change& change) {
                          return join_records(
                              change, {one.id, three.id, kept_version, other_version, why});
                      })
                      .error();
              };
        CHECK(stale(2, 1, "Same").code == Code::conflict);
        CHECK(stale(1, 2, "Same").code == Code::conflict);
        CHECK(stale(1, 1, " ").field == "why");
        CHECK(stale(1, 1, std::string(501, 'x')).field == "why");
        auto const joined = drawn.join_as(drawn.colleague, one, three);
        REQUIRE(joined.ok());
        // whoever had either open is told
        auto late = one;
        late.language = "Urdu";
        CHECK(drawn.save_as(drawn.worker, late).error().code == Code::conflict);
        auto late_other = three;
        late_other.language = "Urdu";
        CHECK(drawn.save_as(drawn.worker, late_other).error().code == Code::conflict);
        CHECK(drawn.part_as(drawn.elsewhere, *joined).error().code == Code::not_found);
    });
}

TEST_CASE("two checked numbers that differ are two people, until one is taken off")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto first = robin();
        first.identifiers[0].verified_on = Date::of(2026, 1, 5).value();
        auto second = named("Rob Smith", "2011-05-03");
        second.identifiers = {{{}, "nhs_number", "9990000085", "GP", Date::of(2026, 2, 5).value()}};
        auto const one = drawn.record(drawn.worker, first).value();
        auto two = drawn.record(drawn.worker, second).value();
        CHECK(drawn.join_as(drawn.worker, one, two).error().code == Code::invalid);
        two.identifiers.clear();
        two = drawn.save_as(drawn.worker, two).value();
        CHECK(drawn.join_as(drawn.worker, one, two).ok());
    });
}

TEST_CASE("what is new goes to the kept record, what another record says is not emptied from it")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto const kept = drawn.record(drawn.worker, named("Sam Oke", "2012")).value();
        auto theirs = named("Samuel Oke", "2012");
        theirs.language = "Yoruba";
        auto const other = drawn.record(drawn.worker, theirs).value();
        auto const join = drawn.join_as(drawn.worker, kept, other).value();
        auto person = drawn.at(drawn.worker, kept.id);
        person.names.push_back({{}, "alias", "Sammy"});
        std::erase_if(person.names, [](Name const& one) { return one.text == "Samuel Oke"; });
        person = drawn.save_as(drawn.worker, person).value();
        CHECK(names_in(person) == Names{"Sam Oke", "Sammy"}); // taken off the other record
        person.language.clear();
        CHECK(drawn.save_as(drawn.worker, person).error().field == "language");
        REQUIRE(drawn.part_as(drawn.worker, join).ok());
        CHECK(names_in(drawn.at(drawn.worker, kept.id)) == Names{"Sam Oke", "Sammy"});
        CHECK(drawn.at(drawn.worker, kept.id).language.empty()); // it was never its own
        CHECK(drawn.at(drawn.worker, other.id).language == "Yoruba");
    });
}

TEST_CASE("an address protected on one record is protected on both from the joining on")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto open = robin();
        open.contacts.push_back({{}, "address", "2 Invented Street", Known::yes});
        auto hidden = named("Rob Smith", "2011-05-03");
        hidden.protected_address = true;
        hidden.contacts = {{{}, "address", "1 Invented Street", Known::yes}};
        auto const kept = drawn.record(drawn.worker, open).value();
        auto const other = drawn.record(drawn.worker, hidden).value();
        auto const join = drawn.join_as(drawn.worker, kept, other).value();
        CHECK(drawn.at(drawn.worker, kept.id).contacts.size() == 3);
        auto const seen = drawn.at(drawn.front_door, kept.id);
        CHECK(seen.addresses_withheld);
        CHECK(seen.contacts.size() == 1); // the mobile
        auto const lease = database.reader();
        auto const clear = lease->run(db::Sql{"addresses in clear, test",
            "select count(*) as many from person_contacts where kind = 'address'"});
        CHECK(clear[0].integer("many") == 0);
        REQUIRE(drawn.part_as(drawn.worker, join).ok());
        CHECK(drawn.at(drawn.worker, kept.id).contacts.size() == 2);
        CHECK(drawn.at(drawn.worker, other.id).contacts.size() == 1);
        CHECK(drawn.at(drawn.front_door, kept.id).addresses_withheld); // it stays so
    });
}

TEST_CASE("rows recorded since go to the record that whoever parts them says, each of its kind")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto const kept = drawn.record(drawn.worker, robin()).value();
        auto const other
            = drawn.record(drawn.school_lead, named("Robyn Smith", "2011-05-03")).value();
        auto const friends = drawn.record(drawn.worker, named("Kit Ray", "2011")).value();
        auto const join = drawn.join_as(drawn.front_door, kept, other).value();
        auto person = drawn.at(drawn.school_lead, kept.id);
        person.names.push_back({{}, "alias", "Byn"});
        person.identifiers.push_back({{}, "uln", "1000000078"});
        person.contacts.push_back({{}, "email", "byn@example.invalid", Known::yes});
        REQUIRE(drawn.save_as(drawn.school_lead, person).ok());
        links::Link link;
        link.from = thing(kept.id);
        link.to = thing(friends.id);
        link.role = "friend";
        link.source = "Her own words";
        link.drawn_from = thing(kept.id);
        links::Event event;
        event.kind = "good_news";
        event.day = PartialDate::read("2026-02").value();
        event.said = "Joined the football club";
        event.source = "School";
        event.drawn_from = thing(kept.id);
        auto const worker = drawn.world.as(drawn.worker);
        REQUIRE(
            worker->visit()
                .change([&](Change& change) -> Done {
                    TRY(drawn.linked.store.save(change, link));
                    TRY(drawn.linked.store.save(change, event, {{thing(kept.id), "was_there"}}));
                    return done();
                })
                .ok());
        REQUIRE(drawn.post(drawn.front_door, "/people/{person}/involve", kept.id, {}).ok());

        std::vector<Uuid> all;
        {
            auto const door = drawn.world.as(drawn.colleague);
            auto const stands = find_join(door->visit().reading(), join).value();
            auto const rows = later_rows(drawn.room, door->visit(), stands);
            REQUIRE(rows.size() == 6);
            std::vector<std::string> kinds;
            for (auto const& row : rows) {
                kinds.push_back(row.kind);
                all.push_back(row.id);
                // recorded by the school's lead, for whose agency only the other record is
                if (row.kind == "name" || row.kind == "number" || row.kind == "contact")
                    CHECK(row.seems_others);
                if (row.kind == "link" || row.kind == "involvement")
                    CHECK_FALSE(row.seems_others);
            }
            CHECK(kinds == Names{"name", "number", "contact", "involvement", "link", "link"});
        }
        CHECK(drawn.part_as(drawn.front_door, join, {Uuid::fresh()}).error().code
            == Code::conflict); // a row that is not there
        REQUIRE(drawn.part_as(drawn.front_door, join, all).ok());
        auto const mine = drawn.at(drawn.worker, kept.id);
        CHECK(names_in(mine) == Names{"Rob", "Robin O’Neill-Smith"});
        CHECK(mine.identifiers.size() == 1);
        CHECK(mine.contacts.size() == 1);
        auto const theirs = drawn.at(drawn.school_lead, other.id);
        CHECK(theirs.id == other.id);
        CHECK(names_in(theirs) == Names{"Byn", "Robyn Smith"});
        CHECK(theirs.identifiers.size() == 1);
        CHECK(theirs.contacts.size() == 1);
        auto const door = drawn.world.as(drawn.front_door);
        CHECK(drawn.linked.store.list_of(door->visit(), thing(kept.id)).empty());
        CHECK(drawn.linked.store.list_of(door->visit(), thing(other.id)).size() == 1);
        CHECK(drawn.linked.store.list_events(door->visit(), thing(kept.id)).empty());
        CHECK(drawn.linked.store.list_events(door->visit(), thing(other.id)).size() == 1);
        CHECK(find_facts(door->visit(), kept.id)->holding_teams.size() == 1);
        CHECK(find_facts(door->visit(), other.id)->holding_teams.size() == 1);
        // whoever may know one of them alone reads nothing of the other in its history
        CHECK(taken_back(door->visit().reading(), kept.id).empty());
        CHECK(drawn.part_as(drawn.front_door, join).error().code == Code::conflict); // once
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("what was stated since is offered too, and what is sealed goes under the other's key")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        auto hidden = robin();
        hidden.protected_address = true;
        auto const kept = drawn.record(drawn.worker, hidden).value();
        auto const other = drawn.record(drawn.worker, named("Rob Smith", "2011-05-03")).value();
        auto const state = [&](char const* kind, char const* code, char const* words) {
            Fact fact;
            fact.kind = kind;
            fact.code = code;
            fact.words = words;
            fact.stated_by = "self";
            return drawn.world.as(drawn.worker)->visit().change([&](Change& change) {
                return add_fact(change, drawn.facts, drawn.at(drawn.worker, kept.id), fact);
            });
        };
        auto const stated = [&](PersonId id) {
            auto const pass = drawn.world.as(drawn.worker);
            Names words;
            for (auto const& fact : list_facts(pass->visit(), drawn.at(drawn.worker, id)))
                if (!fact.withdrawn_at)
                    words.push_back(fact.words);
            std::ranges::sort(words);
            return words;
        };
        REQUIRE(state("address", "HOME", "1 Before Road").ok());
        auto const join = drawn.join_as(drawn.worker, kept, other).value();
        REQUIRE(state("address", "STAYING", "2 Since Road").ok());
        REQUIRE(state("support", "", "Time to answer").ok());
        CHECK(stated(kept.id) == Names{"1 Before Road", "2 Since Road", "Time to answer"});
        auto const offered = [&](AccountId who) {
            auto const pass = drawn.world.as(who);
            std::vector<Uuid> ids;
            for (auto const& row : later_rows(
                     drawn.room, pass->visit(), find_join(pass->visit().reading(), join).value()))
                if (row.kind == "fact")
                    ids.push_back(row.id);
            return ids;
        };
        CHECK(offered(drawn.front_door).size() == 1); // not the address
        auto const rows = offered(drawn.worker);
        REQUIRE(rows.size() == 2);
        REQUIRE(drawn.part_as(drawn.worker, join, rows).ok());
        CHECK(stated(kept.id) == Names{"1 Before Road"});
        CHECK(stated(other.id) == Names{"2 Since Road", "Time to answer"});
        auto const clear = database.reader()->run(db::Sql{"homes in clear, test",
            "select count(*) as many from person_facts where kind = 'address'"});
        CHECK(clear[0].integer("many") == 0);
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("whatever is joined, added and taken apart, each record has its own rows at the end")
{
    tests::on_both_databases([](db::Database& database) {
        JoiningWorld drawn(database);
        std::mt19937 draw(7);
        auto const below = [&](std::size_t n) {
            return std::uniform_int_distribution<std::size_t>(0, n - 1)(draw);
        };
        constexpr std::size_t records = 5;
        std::vector<Person> all;
        std::vector<Names> own(records);
        std::vector<std::optional<std::string>> languages(records);
        for (std::size_t i = 0; i < records; ++i) {
            auto const name = "Person " + std::to_string(i);
            all.push_back(drawn.record(drawn.worker, named(name.c_str(), "2010")).value());
            own[i] = {name};
        }
        std::vector<std::size_t> above(records, records); // whom each is joined to
        std::vector<JoinId> by(records);
        auto const root = [&](std::size_t i) {
            while (above[i] != records)
                i = above[i];
            return i;
        };
        auto const check = [&] {
            for (std::size_t i = 0; i < records; ++i) {
                Names expected;
                for (std::size_t j = 0; j < records; ++j)
                    if (root(j) == root(i))
                        expected.insert(expected.end(), own[j].begin(), own[j].end());
                std::ranges::sort(expected);
                auto const person = drawn.at(drawn.worker, all[i].id);
                CHECK(person.id == all[root(i)].id);
                CHECK(names_in(person) == expected);
            }
        };
        for (int step = 0; step < 25; ++step) {
            auto const one = below(records);
            auto const two = below(records);
            switch (below(3)) {
            case 0: { // joins the two people, if they are two and nobody said so
                auto const kept = root(one);
                auto const other = root(two);
                auto const apart = [&] {
                    auto const lease = database.reader();
                    return stand_apart(*lease, all[kept].id, all[other].id);
                }();
                auto const join = drawn.join_as(drawn.worker, all[kept], all[other]);
                CHECK(join.ok() == (kept != other && !apart));
                if (join) {
                    above[other] = kept;
                    by[other] = *join;
                }
                break;
            }
            case 1: { // adds a name: to the kept record
                auto person = drawn.at(drawn.worker, all[one].id);
                auto const name = "Added " + std::to_string(step);
                person.names.push_back({{}, "alias", name});
                REQUIRE(drawn.save_as(drawn.worker, person).ok());
                own[root(one)].push_back(name);
                break;
            }
            default: // takes a record away, and one row with it
                if (above[one] == records)
                    break;
                std::vector<LaterRow> rows;
                {
                    auto const worker = drawn.world.as(drawn.worker);
                    rows = later_rows(drawn.room, worker->visit(),
                        find_join(worker->visit().reading(), by[one]).value());
                }
                std::vector<Uuid> moved;
                if (!rows.empty()) {
                    auto const& row = rows[below(rows.size())];
                    moved = {row.id};
                    for (auto& names : own)
                        std::erase(names, row.text);
                    own[one].push_back(row.text);
                }
                REQUIRE(drawn.part_as(drawn.worker, by[one], moved).ok());
                above[one] = records;
                // so that the two may be joined again
                auto const worker = drawn.world.as(drawn.worker);
                for (auto const& proposal : same_of(worker->visit(), all[one].id))
                    REQUIRE(worker->visit()
                                .change([&](Change& change) {
                                    return take_back(change,
                                        {proposal.id, proposal.version,
                                            version_of(change.writing(), proposal.one),
                                            version_of(change.writing(), proposal.other), "Again"});
                                })
                                .ok());
                break;
            }
            check();
        }
        CHECK(drawn.world.verdict().problems.empty());
    });
}
