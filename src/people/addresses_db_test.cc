// SPDX-License-Identifier: MIT
#include "people/people_world_test.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* street = "1 Canary Wharf Lane, ZY9 9ZY";
constexpr char const* landline_note = "The canary sings after six";

// Robin, whose address, house phone and mobile are known.
Person robin_at_home(bool is_protected)
{
    auto person = robin();
    person.protected_address = is_protected;
    person.contacts.push_back({{}, "address", street, Known::yes, "Ring twice"});
    person.contacts.push_back({{}, "phone", "01632 960002", Known::yes, landline_note});
    return person;
}

// How often a text stands in what the tables of people hold in clear.
std::size_t times_in_clear(db::Database& database, std::string const& text)
{
    constexpr db::Sql contacts{"all contacts",
        "select value || ' ' || note || ' ' || reason as said from person_contacts"};
    constexpr db::Sql names{"all names", "select name || ' ' || reason as said from person_names"};
    constexpr db::Sql versions{"all versions", "select reason as said from persons_was"};
    auto const lease = database.reader();
    std::size_t times = 0;
    for (auto const& sql : {contacts, names, versions})
        for (auto const row : lease->run(sql))
            times += row.text("said").find(text) == std::string::npos ? 0 : 1;
    constexpr db::Sql sealed{"all sealed", "select sealed from protected_contacts"};
    for (auto const row : lease->run(sealed))
        times += row.bytes("sealed").find(text) == std::string::npos ? 0 : 1;
    return times;
}

std::size_t sealed_rows(db::Database& database)
{
    constexpr db::Sql sealed{"all protected contacts", "select id from protected_contacts"};
    return database.reader()->run(sealed).size();
}

std::vector<std::string> kinds_of(Person const& person)
{
    std::vector<std::string> kinds;
    for (auto const& one : person.contacts)
        kinds.push_back(one.kind);
    std::ranges::sort(kinds);
    return kinds;
}

using Kinds = std::vector<std::string>;

Result<Person> change_to(
    FamilyWorld& drawn, AccountId who, Person const& person, std::string const& reason)
{
    return drawn.world.as(who)->visit().change(
        [&](Change& change) { return save(change, person, reason); });
}
} // namespace

TEST_CASE("a protected address is never written in clear, and opens for those who work with them")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin_at_home(true)).value();
        CHECK(times_in_clear(database, "Canary") == 0);
        CHECK(times_in_clear(database, landline_note) == 0);
        CHECK(sealed_rows(database) == 2); // not the mobile, which a front door may need
        for (auto const who : {drawn.worker, drawn.colleague}) {
            auto const seen = find(drawn.world.as(who)->visit(), made.id).value();
            CHECK(kinds_of(seen) == Kinds{"address", "mobile", "phone"});
            CHECK_FALSE(seen.addresses_withheld);
            auto const phone
                = std::ranges::find(seen.contacts, std::string("phone"), &ContactDetail::kind);
            CHECK(phone->value == "01632 960002");
            CHECK(phone->note == landline_note);
            CHECK(phone->safe == Known::yes);
        }
        auto const door = find(drawn.world.as(drawn.front_door)->visit(), made.id).value();
        CHECK(kinds_of(door) == Kinds{"mobile"});
        CHECK(door.addresses_withheld);
    });
}

TEST_CASE("protection seals what stood in clear, and what was taken back; its end puts both back")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto person = drawn.record(drawn.worker, robin_at_home(false)).value();
        CHECK(times_in_clear(database, "Canary") == 1); // or this could find nothing anywhere
        std::erase_if(
            person.contacts, [](ContactDetail const& one) { return one.kind == "phone"; });
        person = change_to(drawn, drawn.worker, person, "They moved house").value();
        CHECK(times_in_clear(database, landline_note) == 1); // its row stays, taken back

        person.protected_address = true;
        person = change_to(drawn, drawn.worker, person, "To be kept from 1 Canary Lane").value();
        CHECK(times_in_clear(database, "anary") == 0); // nor in the reason
        CHECK(sealed_rows(database) == 2);
        CHECK(kinds_of(person) == Kinds{"address", "mobile"});

        std::erase_if(
            person.contacts, [](ContactDetail const& one) { return one.kind == "address"; });
        person.contacts.push_back({{}, "through", "Her aunt, 2 Canary Street", Known::yes});
        person = change_to(drawn, drawn.worker, person, "Left 1 Canary Lane").value();
        CHECK(times_in_clear(database, "anary") == 0);
        CHECK(sealed_rows(database) == 3);
        CHECK(kinds_of(person) == Kinds{"mobile", "through"});

        person.protected_address = false;
        person = change_to(drawn, drawn.worker, person, "No danger any more").value();
        CHECK(sealed_rows(database) == 0);
        CHECK(kinds_of(person) == Kinds{"mobile", "through"});
        constexpr db::Sql all{"contacts, and those taken back",
            "select kind, reason, withdrawn_at from person_contacts order by kind"};
        auto const rows = database.reader()->run(all);
        REQUIRE(rows.size() == 4); // address, mobile, phone, through
        CHECK(rows[0].text("reason") == "Left 1 Canary Lane");
        CHECK(rows[1].is_null("withdrawn_at"));
        CHECK(rows[2].text("reason") == "They moved house");
        CHECK(rows[3].is_null("withdrawn_at"));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("who may not read a protected address can neither end its protection nor take it back")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin_at_home(true)).value();
        auto const open = links::involvements_of(
            drawn.world.as(drawn.worker)->visit().reading(), thing(made.id));
        http::FormData form;
        form.add("involvement", open[0].id.write());
        form.add("reason", "Handed over");
        REQUIRE(drawn.post(drawn.colleague, "/people/{person}/involve/end", made.id, form).ok());
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::hours(24));
        auto person = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
        REQUIRE(person.addresses_withheld); // recorded them, and works with them no more
        person.protected_address = false;
        person.contacts.clear();
        person.contacts.push_back({{}, "address", "3 Canary Close", Known::not_known});
        auto const saved = change_to(drawn, drawn.worker, person, "Told by the school").value();
        CHECK(saved.protected_address);
        CHECK(saved.contacts.empty());
        CHECK(times_in_clear(database, "Canary") == 0);
        CHECK(sealed_rows(database) == 3); // what stood, and what they added and see no more
    });
}

TEST_CASE("an attempt to see a protected address is a page without one")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto home = robin_at_home(true);
        home.names.resize(1); // two of one moment stand in any order
        auto const with = drawn.record(drawn.worker, home).value();
        auto bare = robin();
        bare.names.resize(1);
        bare.protected_address = true;
        auto const without = drawn.record(drawn.worker, bare).value();
        http::FormData why;
        why.add("purpose", "Weighing a concern");
        auto const page = [&](Person const& of) {
            REQUIRE(drawn.post(drawn.front_door, "/people/{person}/purpose", of.id, why).ok());
            auto body = drawn.get(drawn.front_door, "/people/{person}", of.id).value().body;
            for (auto const& [from, to] : {std::pair{of.id.write(), std::string("ID")},
                     {of.reference.write(), std::string("REFERENCE")}})
                for (auto at = body.find(from); at != std::string::npos; at = body.find(from))
                    body.replace(at, from.size(), to);
            return body.substr(0, body.find("<aside")); // which names involvements by their ids
        };
        auto const seen = page(with);
        CHECK(seen == page(without));
        CHECK(seen.find("The address is protected") != std::string::npos);
        auto const own = drawn.get(drawn.worker, "/people/{person}", with.id).value().body;
        CHECK(own.find(street) != std::string::npos);
    });
}

TEST_CASE("what an earlier version left in clear is sealed at the start, once")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin_at_home(false)).value();
        drawn.record(drawn.worker, robin_at_home(false)).value(); // not protected: stays as it is
        constexpr db::Sql mark{"as the version before kept it",
            "update persons set protected_address = true where id = $1"};
        database.write([&](db::Connection& connection) {
            connection.run(mark, made.id);
            return db::Outcome::keep;
        });
        auto const now = drawn.world.clock.now();
        CHECK(times_in_clear(database, "Canary") == 2);
        auto const held = find(drawn.world.as(drawn.front_door)->visit(), made.id).value();
        CHECK(kinds_of(held) == Kinds{"mobile"}); // not even then

        CHECK(seal_protected(database, *drawn.world.keys, now) == 1);
        CHECK(times_in_clear(database, "Canary") == 1);
        CHECK(sealed_rows(database) == 2);
        CHECK(seal_protected(database, *drawn.world.keys, now) == 0);
        auto const seen = find(drawn.world.as(drawn.worker)->visit(), made.id).value();
        CHECK(kinds_of(seen) == Kinds{"address", "mobile", "phone"});
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a sealed address opens for its own person alone, and not once their key is gone")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin_at_home(true)).value();
        auto const other = drawn.record(drawn.worker, robin_at_home(true)).value();
        constexpr db::Sql move{"as a thief of rows would",
            "update protected_contacts set person = $2 where person = $1"};
        database.write([&](db::Connection& connection) {
            connection.run(move, made.id, other.id);
            return db::Outcome::keep;
        });
        auto const worker = drawn.world.as(drawn.worker);
        CHECK(find(worker->visit(), other.id)->contacts.size() == 3);
        CHECK(find(worker->visit(), made.id)->contacts.size() == 1);
        database.write([&](db::Connection& connection) {
            drawn.world.keys->destroy(connection, thing(other.id), drawn.world.clock.now());
            return db::Outcome::keep;
        });
        CHECK(find(drawn.world.as(drawn.worker)->visit(), other.id)->contacts.size() == 1);
    });
}
