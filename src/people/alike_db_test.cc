// SPDX-License-Identifier: MIT
#include "people/alike.h"
#include "people/fact_store.h"
#include "people/joining.h"
#include "people/people_world_test.h"
#include "people/snapshot_rows.h"
#include <doctest/doctest.h>
#include <set>

using namespace kith;
using namespace kith::people;

namespace {
void follow_rows(FamilyWorld& drawn)
{
    drawn.room.snapshot->follow(*drawn.world.database.reader(), drawn.world.clock.now());
}

Match named(std::vector<std::string> const& names, char const* birth = "")
{
    Match match;
    match.names = names;
    if (*birth)
        match.birth = PartialDate::read(birth).value();
    return match;
}

// How many are found, and that the first of them is who is meant.
std::size_t found_as(FamilyWorld& drawn, AccountId who, Match const& match, PersonId meant)
{
    auto const found = alike(drawn.room, drawn.world.as(who)->visit(), match, 10);
    if (!found.empty())
        CHECK(found.front().person.id == meant);
    return found.size();
}
} // namespace

TEST_CASE("somebody is found however the name is written, by its beginning, and in another script")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        Person person;
        person.names = {{{}, "birth", "Mohammed Khan"}, {{}, "previous", "Mohammed Iqbal"}};
        person.birth = PartialDate::read("2011-05-03").value();
        auto const made = drawn.record(drawn.worker, person).value();
        REQUIRE(drawn.record(drawn.worker, robin()).ok());
        CHECK(alike(
            drawn.room, drawn.world.as(drawn.front_door)->visit(), named({"Mohamed Kahn"}), 10)
                  .empty()); // nothing is read yet
        CHECK_FALSE(drawn.room.snapshot->is_whole());
        follow_rows(drawn);
        CHECK(drawn.room.snapshot->is_whole());
        CHECK(drawn.room.snapshot->size() == 2);
        for (auto const* const name :
            {"Mohamed Kahn", "Muhammad Khan", "Khan Mohammed", "Мохаммед Хан", "mohammed iqbal"})
            CHECK_MESSAGE(found_as(drawn, drawn.front_door, named({name}), made.id) >= 1, name);
        auto begun = named({"moh"});
        begun.unfinished = true;
        CHECK(found_as(drawn, drawn.front_door, begun, made.id) == 1);
        CHECK(found_as(drawn, drawn.worker, begun, made.id) == 1); // their own team's
        CHECK(found_as(drawn, drawn.school_lead, begun, made.id) == 0);
        CHECK(found_as(drawn, drawn.elsewhere, begun, made.id) == 0);
        auto aged = named({"Mohammed Khan"});
        aged.age = 14; // on 6 March 2026, as on 3 May 2025
        auto const found = alike(drawn.room, drawn.world.as(drawn.front_door)->visit(), aged, 10);
        REQUIRE(found.size() >= 1);
        CHECK(found.front().person.id == made.id);
        CHECK_FALSE(found.front().reasons.empty());
        CHECK(likely(drawn.room, drawn.world.as(drawn.front_door)->visit(),
                  named({"Mohamed Kahn"}, "2011-05-03"))
                  .size()
            == 1); // a second record needs a word
        CHECK(likely(drawn.room, drawn.world.as(drawn.front_door)->visit(), named({"Mohamed Kahn"}))
                  .empty()); // a name alone does not
    });
}

TEST_CASE(
    "somebody is found by their name in Latin letters, or in their own, whichever was recorded")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        struct Twins {
            char const* own;
            char const* latin;
        };
        constexpr std::array twins
            = {Twins{"Nguyễn Thị Hương", "Nguyen Thi Huong"}, Twins{"Ștefan Ionuț", "Stefan Ionut"},
                Twins{"Юлія Їжак", "Yulia Yizhak"}, Twins{"李伟", "Li Wei"},
                Twins{"王小明", "Wang Xiaoming"}, Twins{"محمد حسين", "Mohammed Hussain"}};
        for (auto const own_is_held : {true, false}) {
            std::vector<PersonId> ids;
            for (auto const& [own, latin] : twins) {
                Person person;
                person.names = {{{}, "birth", own_is_held ? own : latin}};
                ids.push_back(drawn.record(drawn.worker, person).value().id);
            }
            follow_rows(drawn);
            for (std::size_t at = 0; at < twins.size(); ++at)
                for (auto const* const name : {twins[at].own, twins[at].latin}) {
                    CAPTURE(name);
                    auto const found = alike(
                        drawn.room, drawn.world.as(drawn.front_door)->visit(), named({name}), 4);
                    CHECK(std::ranges::any_of(
                        found, [&](auto const& one) { return one.person.id == ids[at]; }));
                }
        }
        for (auto const* const name : {"Mo", "Hussain Mo"}) {
            auto begun = named({name});
            begun.unfinished = true;
            auto const found
                = alike(drawn.room, drawn.world.as(drawn.front_door)->visit(), begun, 10);
            CHECK(std::ranges::any_of(found,
                [](auto const& one) { return one.person.names.front().text == "محمد حسين"; }));
        }
    });
}

TEST_CASE("what changes is followed, and who is found exactly is found before that")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        follow_rows(drawn);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const exact = named({"robin oneill smith"}, "2011-05-03");
        CHECK(found_as(drawn, drawn.front_door, exact, made.id) == 1);
        CHECK(found_as(drawn, drawn.front_door, named({"Robyn Oneill"}), made.id) == 0);
        follow_rows(drawn);
        CHECK(found_as(drawn, drawn.front_door, named({"Robyn Oneill Smith"}), made.id) == 1);
        auto person = made;
        person.names = {{{}, "birth", "Ottoline Quillfern"}};
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, person, "another's name"); })
                    .ok());
        follow_rows(drawn);
        CHECK(found_as(drawn, drawn.front_door, named({"Robyn Oneill Smith"}), made.id) == 0);
        CHECK(found_as(drawn, drawn.front_door, named({"Otoline Quilfern"}), made.id) == 1);
        auto const twice = alike(drawn.room, drawn.world.as(drawn.front_door)->visit(),
            named({"Ottoline Quillfern"}, "2011-05-03"), 10);
        CHECK(twice.size() == 1); // by the rows and by the snapshot, once
        CHECK(twice.front().reasons.front() == "Same name and birth date");
        CHECK(twice.front().reasons.size() > 1);
    });
}

TEST_CASE(
    "somebody is found by a phone or a postcode, and by neither where the address is protected")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        Person person;
        person.names = {{{}, "birth", "Ottoline Quillfern"}};
        person.contacts = {{{}, "address", "12 Anvil Lane, Eastmoor ZY1 1EB", Known::yes},
            {{}, "phone", "01632 960001", Known::yes}};
        auto const open = drawn.record(drawn.worker, person).value();
        person.names = {{{}, "birth", "Peregrine Marlwood"}};
        person.protected_address = true;
        auto const sealed = drawn.record(drawn.worker, person).value();
        follow_rows(drawn);
        Match match;
        match.postcode = "ZY1 1EB";
        CHECK(found_as(drawn, drawn.front_door, match, open.id) == 1);
        CHECK(found_as(drawn, drawn.worker, match, open.id) == 1); // their own team too
        match = {};
        match.phone = "+44 1632 960001";
        CHECK(found_as(drawn, drawn.front_door, match, open.id) == 1);
        CHECK(found_as(drawn, drawn.front_door, named({"Peregrine Marlwood"}), sealed.id) == 1);
        auto const rows = read_described(*database.reader(), sealed.id).value();
        CHECK(rows.postcodes.empty());
        CHECK(rows.phones.empty());
        CHECK(read_described(*database.reader(), open.id)->phones
            == std::vector<std::string>{"01632960001"});
        CHECK_FALSE(read_described(*database.reader(), PersonId::fresh()));
    });
}

TEST_CASE("numbers of two schemes that differ speak neither for nor against")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        Person person;
        person.names = {{{}, "birth", "Ottoline Quillfern"}};
        person.birth = PartialDate::read("2011-05-03").value();
        person.identifiers = {{{}, "upn", "N888400025001", "School register"}};
        auto const made = drawn.record(drawn.worker, person).value();
        follow_rows(drawn);
        CHECK(read_described(*database.reader(), made.id)->identifiers.empty());
        auto match = named({"Otoline Quillfern"}, "2011-05-03");
        auto const visit = drawn.world.as(drawn.front_door);
        auto const without = alike(drawn.room, visit->visit(), match, 10);
        match.identifiers = {{{}, "nhs_number", "9990000018"}};
        auto const with = alike(drawn.room, visit->visit(), match, 10);
        REQUIRE(without.size() == 1);
        REQUIRE(with.size() == 1);
        CHECK(with[0].bits == without[0].bits);
    });
}

TEST_CASE("the rows are read in batches, each person once and whole")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        std::set<PersonId> made;
        for (auto i = 0; i < 5; ++i)
            made.insert(drawn.record(drawn.worker, robin()).value().id);
        auto last = PersonId::read("00000000-0000-0000-0000-000000000001").value();
        std::set<PersonId> read;
        auto const lease = database.reader();
        for (;;) {
            auto const some = read_described_after(*lease, last, 2);
            if (some.empty())
                break;
            CHECK(some.size() <= 2);
            last = some.back().person;
            for (auto const& one : some) {
                CHECK(read.insert(one.person).second);
                CHECK(std::set<std::string>(one.names.begin(), one.names.end())
                    == std::set<std::string>{"Robin O’Neill-Smith", "Rob"});
                CHECK(one.identifiers == std::vector<std::string>{"9990000018"});
                CHECK(one.phones == std::vector<std::string>{"01632960001"});
                CHECK(one.birth == "2011-05-03");
            }
        }
        CHECK(read == made);
    });
}

namespace {
Person drawn_person(char const* name, char const* birth, char const* phone = "01632 960002")
{
    Person person;
    person.names = {{{}, "birth", name}};
    person.birth = PartialDate::read(birth).value();
    person.contacts = {{{}, "mobile", phone, Known::yes}};
    return person;
}

} // namespace

TEST_CASE("the snapshot holds a person once, with the rows of all their records and former homes")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const one
            = drawn.record(drawn.worker, drawn_person("Ada Quill", "2011-05-03")).value();
        auto const other
            = drawn.record(drawn.worker, drawn_person("Bea Rook", "2011-05-04", "01632 960003"))
                  .value();
        follow_rows(drawn);
        CHECK(drawn.room.snapshot->size() == 2);
        auto const door = drawn.front_door;
        auto const join = drawn.world.as(door)
                              ->visit()
                              .change([&](Change& change) {
                                  return join_records(change,
                                      {one.id, other.id, one.version, other.version, "Told"});
                              })
                              .value();
        Fact home;
        home.kind = "address";
        home.code = "HOME";
        home.words = "1 Old Road";
        home.number = "PR1 2AB";
        home.stated_by = "self";
        home.until = PartialDate::read("2024").value();
        auto const kept = find(drawn.world.as(drawn.worker)->visit(), one.id).value();
        REQUIRE(
            drawn.world.as(drawn.worker)
                ->visit()
                .change([&](Change& change) { return add_fact(change, drawn.facts, kept, home); })
                .ok());
        follow_rows(drawn);
        CHECK(drawn.room.snapshot->size() == 1);
        CHECK(found_as(drawn, door, named({"Bea Rook"}), one.id) == 1);
        auto const whole = read_described(*database.reader(), one.id).value();
        CHECK(std::set<std::string>(whole.names.begin(), whole.names.end())
            == std::set<std::string>{"Ada Quill", "Bea Rook"});
        CHECK(std::set<std::string>(whole.phones.begin(), whole.phones.end())
            == std::set<std::string>{"01632960002", "01632960003"});
        CHECK(whole.postcodes == std::vector<std::string>{"PR1 2AB"});
        CHECK_FALSE(read_described(*database.reader(), other.id));
        auto const batch = read_described_after(
            *database.reader(), PersonId::read("00000000-0000-0000-0000-000000000001").value(), 9);
        REQUIRE(batch.size() == 1);
        CHECK(batch[0].names.size() == 2);
        REQUIRE(drawn.world.as(door)
                    ->visit()
                    .change([&](Change& change) {
                        return part_records(drawn.room, change,
                            {join, find(change, one.id)->version, "They are cousins", {}});
                    })
                    .ok());
        follow_rows(drawn);
        CHECK(drawn.room.snapshot->size() == 2);
        CHECK(found_as(drawn, door, named({"Bea Rook"}), other.id) == 1);
    });
}

TEST_CASE("an estimated birth date is compared as an estimate")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto guessed = drawn_person("Ada Quill", "~2011");
        auto const one = drawn.record(drawn.worker, guessed).value();
        auto const read = read_described(*database.reader(), one.id).value();
        CHECK(read.birth_estimated);
        CHECK(read.birth == "2011");
        follow_rows(drawn);
        auto const door = drawn.world.as(drawn.front_door);
        auto const found = alike(drawn.room, door->visit(), named({"Ada Quill"}, "2013-02-01"), 5);
        REQUIRE(found.size() == 1); // two years from a guess
    });
}

TEST_CASE("many hidden people of one name and birth date push nobody out whom the visitor may know")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const person = drawn_person("Ada Quill", "2011-05-03");
        auto const match = named({"Ada Quill"}, "2011-05-03");
        std::set<PersonId> all;
        for (auto i = 0; i < 51; ++i)
            all.insert(drawn.record(drawn.elsewhere, person).value().id);
        auto const last = *all.rbegin(); // rows are read by id
        CHECK(known(drawn.world.as(drawn.worker)->visit(), match).empty());
        links::Involvement works;
        works.team = drawn.team;
        works.role = "Works with them";
        REQUIRE(drawn.world.as(drawn.elsewhere)
                    ->visit()
                    .change([&](Change& change) {
                        works.agency = change.visitor().agency;
                        return links::involve(change, find_facts(change, last).value(), works);
                    })
                    .ok());
        auto const found = known(drawn.world.as(drawn.worker)->visit(), match);
        REQUIRE(found.size() == 1);
        CHECK(found[0].person.id == last);
    });
}
