// SPDX-License-Identifier: MIT
#include "people/import_file.h"
#include "people/imports.h"
#include "people/people_world_test.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;
using imports::accept;
using imports::find_import;
using imports::forget_staged;
using imports::list_kept;
using imports::list_rows;
using imports::look_again;
using imports::refuse;
using imports::State;
using imports::undo;

namespace {
// The council of the family world, and its register.
class RegisterWorld : public FamilyWorld {
public:
    explicit RegisterWorld(db::Database& database) : FamilyWorld(database)
    {
        council = world.as(worker)->visit().visitor().agency;
    }
    Result<Import> staged_as(Visit const& visit, AgencyId agency, std::string const& text)
    {
        Import head;
        head.agency = agency;
        head.team = agency == council ? team : TeamId();
        head.file_hash = ledger::write_hex(ledger::sha256(text));
        auto const prepared = TRY(imports::prepare(list, visit, head, text, {}));
        return imports::stage(list, visit, head, prepared);
    }
    Import staged(Visit const& visit, std::string const& text)
    {
        return staged_as(visit, council, text).value();
    }
    Result<Import> accepted(Visit const& visit, std::string const& text)
    {
        return accept(list, visit, staged(visit, text));
    }
    Import bring_in(std::string const& text)
    {
        return accepted(world.as(colleague)->visit(), text).value();
    }
    std::vector<KnownPerson> known_as(char const* name, char const* birth)
    {
        return known(world.as(colleague)->visit(), {{name}, PartialDate::read(birth).value(), {}});
    }
    Person one_known(char const* name, char const* birth)
    {
        auto const all = known_as(name, birth);
        REQUIRE(all.size() == 1);
        return all[0].person;
    }

    AgencyId council;
    PeopleList list{room};
};
char const* const three_children = "number,forename,surname,dob,mobile\n"
                                   "1,Kim,Elm,2010-01-02,\n"
                                   "2,Ash,Oak,2011-03-04,01632 960001\n"
                                   "3,Sky,Fir,2012-05-06,\n";
} // namespace

TEST_CASE("a file is staged, accepted as a whole, and its team works with the new people")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto const pass = drawn.world.as(drawn.colleague);
        auto const import = drawn.staged(pass->visit(), three_children);
        CHECK(import.counts.made == 3);
        CHECK(drawn.known_as("Kim Elm", "2010-01-02").empty()); // not yet
        auto const rows = list_rows(pass->visit(), import, 0, 50);
        REQUIRE(rows.size() == 3);
        CHECK(rows[1].row.value(ImportField::forename) == "Ash");
        auto const done = accept(drawn.list, pass->visit(), import);
        REQUIRE(done.ok());
        CHECK(done->state == State::accepted);
        auto const kim = drawn.one_known("Kim Elm", "2010-01-02");
        CHECK(find(drawn.world.as(drawn.worker)->visit(), kim.id).ok()); // of the team
        CHECK_FALSE(find(drawn.world.as(drawn.elsewhere)->visit(), kim.id).ok());
        CHECK(list_rows(pass->visit(), *done, 0, 50)[1].row.values.empty()); // destroyed
        pass->settle();
        CHECK(drawn.world.verdict().problems.empty());
        CHECK_FALSE(accept(drawn.list, pass->visit(), *done).ok()); // once
    });
}

TEST_CASE("the same file again changes nothing, and a changed row is a version")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        drawn.bring_in(three_children);
        auto const again = drawn.bring_in(three_children);
        CHECK(again.counts.unchanged == 3);
        CHECK(again.counts.made == 0);
        auto const kim = drawn.one_known("Kim Elm", "2010-01-02");
        CHECK(kim.version == 1);
        auto const changed = drawn.bring_in("number,forename,surname,dob,mobile\n"
                                            "1,Kim,Elm,2010-01-03,01632 960002\n"
                                            "2,Ash,Oak,2011-03-04,01632 960001\n");
        CHECK(changed.counts.changed == 1);
        CHECK(changed.counts.unchanged == 1);
        auto const now = find(drawn.world.as(drawn.colleague)->visit(), kim.id).value();
        CHECK(now.version == 2);
        CHECK(now.birth->write() == "2010-01-03");
        CHECK(now.contacts.size() == 1);
    });
}

TEST_CASE("undoing takes back what was made and changed, and keeps what was touched since")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        drawn.bring_in("number,forename,surname,dob\n1,Kim,Elm,2010-01-02\n");
        auto const kim = drawn.one_known("Kim Elm", "2010-01-02");
        auto const second = drawn.bring_in("number,forename,surname,dob,mobile\n"
                                           "1,Kim,Yew,2010-01-09,01632 960002\n"
                                           "2,Ash,Oak,2011-03-04,\n"
                                           "3,Sky,Fir,2012-05-06,\n");
        CHECK(second.counts.changed == 1);
        CHECK(second.counts.made == 2);
        auto sky = drawn.one_known("Sky Fir", "2012-05-06");
        auto const ash = drawn.one_known("Ash Oak", "2011-03-04");
        drawn.world.clock.move_to(drawn.world.clock.now() + std::chrono::minutes(5));
        sky.language = "Polish";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, sky, "They told us"); })
                    .ok());
        auto const pass = drawn.world.as(drawn.colleague);
        CHECK(undo(drawn.list, pass->visit(), second, " ").error().field == "why");
        auto const undone = undo(drawn.list, pass->visit(), second, "The wrong year's file");
        REQUIRE(undone.ok());
        CHECK(undone->state == State::undone);
        CHECK(undone->counts.kept == 1);
        auto const kept = list_kept(pass->visit(), *undone);
        REQUIRE(kept.size() == 1);
        CHECK(kept[0].thing == thing(sky.id));
        CHECK_FALSE(find(pass->visit(), ash.id).ok());
        CHECK_FALSE(find(pass->visit(), ash.reference).ok());
        CHECK(find(pass->visit(), ash.id).error()
            == find(pass->visit(), PersonId::fresh()).error()); // as if there were none
        CHECK(drawn.known_as("Ash Oak", "2011-03-04").empty());
        auto const as_before = find(pass->visit(), kim.id).value();
        CHECK(as_before.version == 3);
        CHECK(as_before.birth == kim.birth);
        CHECK(as_before.contacts.empty());
        REQUIRE(as_before.names.size() == 1);
        CHECK(as_before.names[0].text == "Kim Elm");
        CHECK_FALSE(undo(drawn.list, pass->visit(), *undone, "twice").ok());
        CHECK(drawn.bring_in("number,full_name,dob\n2,Ash Oak,2011-03-04\n").counts.made == 1);
    });
}

TEST_CASE("who may be known is a record of their own, and proposed; nobody is joined")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        std::vector<std::pair<PersonId, PersonId>> proposed;
        drawn.room.propose_same = [&](Change&, PersonId a, PersonId b, std::string const&) -> Done {
            proposed.emplace_back(a, b);
            return done();
        };
        auto const robin_known = drawn.record(drawn.worker, robin()).value();
        auto const import = drawn.bring_in("number,full_name,dob\n"
                                           "1,Robin O'Neill Smith,2011-05-03\n"
                                           "2,Sky Fir,2012-05-06\n"
                                           "3,Sky Fir,2012-05-06\n");
        CHECK(import.counts.made == 3);
        CHECK(import.counts.perhaps_known == 2);
        auto const pass = drawn.world.as(drawn.colleague);
        auto const pairs = list_alike(pass->visit(), import);
        REQUIRE(pairs.size() == 2);
        CHECK(pairs[0].other == thing(robin_known.id));
        CHECK(pairs[0].why == "Same name and birth date");
        CHECK(pairs[1].why == "Row 3 of the same file gives the same name and birth date");
        CHECK(proposed.size() == 2);
        CHECK(known(pass->visit(), {{"Robin O'Neill Smith"}, robin_known.birth, {}}).size() == 2);
    });
}

TEST_CASE("a number that was not verified, or another birth date, is not surely the same person")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto person = robin(); // the health visitor's number, which nobody verified
        (void)drawn.record(drawn.worker, person).value();
        auto const row = "nhs_number,full_name,dob\n9990000018,Robin O'Neill Smith,2011-05-03\n";
        auto const pass = drawn.world.as(drawn.colleague);
        CHECK(drawn.staged(pass->visit(), row).counts.perhaps_known == 1);
        person.identifiers.front().verified_on = Date::of(2026, 1, 1).value();
        person.identifiers.front().value = "9990000085";
        (void)drawn.record(drawn.worker, person).value();
        CHECK(drawn
                  .staged(pass->visit(),
                      "nhs_number,full_name,dob\n9990000085,Robin O'Neill Smith,2011-05-03\n")
                  .counts.unchanged
            == 1);
        CHECK(drawn
                  .staged(pass->visit(),
                      "nhs_number,full_name,dob\n9990000085,Robin O'Neill Smith,2011-05-04\n")
                  .counts.perhaps_known
            == 1);
    });
}

TEST_CASE("two numbers of one agency are two people until somebody decides, whatever else is alike")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        std::string const header
            = "number,former_number,nhs_number,nhs_number_status,full_name,dob\n";
        drawn.bring_in(header + "K1,,9990000018,01,Kim Elm,2010-01-02\n");
        auto const pass = drawn.world.as(drawn.colleague);
        auto const other
            = drawn.staged(pass->visit(), header + "K2,,9990000018,01,Kim Elm,2010-01-02\n");
        CHECK(other.counts.perhaps_known == 1);
        auto const rows = list_rows(pass->visit(), other, 0, 50);
        REQUIRE(rows.size() == 1);
        REQUIRE_FALSE(rows[0].candidates.empty());
        CHECK(rows[0].candidates[0].why == "Same number, and another of your agency’s own numbers");
        auto const renumbered
            = drawn.staged(pass->visit(), header + "K2,K1,9990000018,01,Kim Elm,2010-01-02\n");
        CHECK(renumbered.counts.perhaps_known == 0);
        CHECK(renumbered.counts.changed == 1);
        CHECK(
            drawn.staged(pass->visit(), "nhs_number,full_name,dob\n9990000018,Kim Elm,2010-01-02\n")
                .counts.unchanged
            == 1);
    });
}

TEST_CASE("two rows that are surely one record are named, and then nothing is staged")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        drawn.bring_in("number,nhs_number,nhs_number_status,full_name,dob\n"
                       "K1,9990000018,01,Kim Elm,2010-01-02\n");
        auto const pass = drawn.world.as(drawn.colleague);
        Import head;
        head.agency = drawn.council;
        head.team = drawn.team;
        auto const prepared = imports::prepare(drawn.list, pass->visit(), head,
            "number,nhs_number,full_name,dob,mobile\nK1,,Kim Elm,2010-01-02,01632 960001\n"
            ",9990000018,Kim Elm,2010-01-02,01632 960002\nK3,,Sky Fir,2012-05-06,\n",
            {});
        REQUIRE(prepared.ok());
        REQUIRE(prepared->file.trouble_count == 1);
        CHECK(prepared->file.troubles[0].row == 3);
        CHECK(prepared->file.troubles[0].words.starts_with(
            "it is about the record that row 2 is about too"));
        CHECK_FALSE(imports::stage(drawn.list, pass->visit(), head, *prepared).ok());
    });
}

TEST_CASE("another agency's people, and imports, are not there for whoever brings in a file")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto const import = drawn.bring_in(three_children);
        auto const school = drawn.world.as(drawn.school_lead);
        auto const hidden = find_import(school->visit(), import.id);
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error() == find_import(school->visit(), ImportId::fresh()).error());
        auto const agency = school->visit().visitor().agency;
        auto const theirs = drawn.staged_as(school->visit(), agency, three_children);
        REQUIRE(theirs.ok());
        CHECK(theirs->counts.perhaps_known == 0); // though the council knows all three
        CHECK(theirs->counts.made == 3);
        for (auto const who : {drawn.worker, drawn.administrator, drawn.front_door}) {
            auto const pass = drawn.world.as(who);
            CHECK_FALSE(find_import(pass->visit(), import.id).ok());
            CHECK_FALSE(drawn.staged_as(pass->visit(), drawn.council, three_children).ok());
        }
    });
}

TEST_CASE("the command line brings in and undoes, and opens no record")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto const pass = drawn.world.gate->enter_as_process("command line (ash)");
        auto const import = drawn.accepted(pass->visit(), three_children);
        REQUIRE(import.ok());
        auto const kim = drawn.one_known("Kim Elm", "2010-01-02");
        CHECK(kim.owner_agency == drawn.council);
        CHECK_FALSE(find(pass->visit(), kim.id).ok());
        CHECK(reference_of_own(pass->visit(), kim.id) == kim.reference.write());
        CHECK(drawn.staged(pass->visit(), three_children).counts.unchanged == 3);
        auto const undone = undo(drawn.list, pass->visit(), *import, "The wrong file");
        REQUIRE(undone.ok());
        CHECK(undone->counts.kept == 0);
        CHECK(drawn.known_as("Kim Elm", "2010-01-02").empty());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE(
    "a record that was changed after the file was looked at stops all of it, until it is looked "
    "at again")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        drawn.bring_in(three_children);
        auto const pass = drawn.world.as(drawn.colleague);
        auto const import = drawn.staged(pass->visit(),
            "number,forename,surname,dob\n4,New,Child,2013-01-01\n1,Kim,Elm,2010-01-05\n");
        auto kim = drawn.one_known("Kim Elm", "2010-01-02");
        kim.language = "Polish";
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) { return save(change, kim, "They told us"); })
                    .ok());
        auto const late = accept(drawn.list, pass->visit(), import);
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        CHECK(drawn.known_as("New Child", "2013-01-01").empty()); // nothing of it
        auto const again = look_again(drawn.list, pass->visit(), import);
        REQUIRE(again.ok());
        REQUIRE(accept(drawn.list, pass->visit(), *again).ok());
        auto const now = find(pass->visit(), kim.id).value();
        CHECK(now.language == "Polish");
        CHECK(now.birth->write() == "2010-01-05");
    });
}

TEST_CASE("what nobody accepted within 30 days is destroyed, and so is what was refused")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto const import = drawn.staged(drawn.world.as(drawn.colleague)->visit(), three_children);
        auto const refused_now = refuse(drawn.world.as(drawn.colleague)->visit(),
            drawn.staged(drawn.world.as(drawn.colleague)->visit(), three_children));
        REQUIRE(refused_now.ok());
        CHECK(list_rows(drawn.world.as(drawn.colleague)->visit(), *refused_now, 0, 9)[0]
                  .row.values.empty());
        auto const at_once = forget_staged(database, *drawn.world.keys, drawn.world.clock.now());
        CHECK(at_once == 0);
        auto const later = drawn.world.clock.now() + std::chrono::hours(24 * 30 + 1);
        CHECK(forget_staged(database, *drawn.world.keys, later) == 1);
        CHECK(forget_staged(database, *drawn.world.keys, later) == 0);
        auto const pass = drawn.world.as(drawn.colleague);
        auto const forgotten = find_import(pass->visit(), import.id).value();
        CHECK(forgotten.state == State::refused);
        CHECK(list_rows(pass->visit(), forgotten, 0, 9)[0].row.values.empty());
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("a profile keeps an agency's columns, and the newest save stands")
{
    tests::on_both_databases([](db::Database& database) {
        RegisterWorld drawn(database);
        auto const pass = drawn.world.as(drawn.colleague);
        auto const surname = static_cast<std::size_t>(ImportField::surname);
        auto const keep = [&](char const* column, std::string_view what = "people") {
            return pass->visit().change([&](Change& change) {
                return imports::save_profile(change, drawn.council, what, import_fields(),
                    {"Register", {{surname, column}}});
            });
        };
        auto const found = [&](std::string_view what, char const* name) {
            return imports::find_profile(pass->visit(), drawn.council, what, import_fields(), name);
        };
        REQUIRE(keep("FAMILY").ok());
        REQUIRE(keep("SURNAME_1").ok());
        CHECK(found("people", "Register")->at(surname) == "SURNAME_1");
        CHECK(imports::list_profiles(pass->visit(), drawn.council, "people").size() == 1);
        CHECK_FALSE(found("people", "Other").ok());
        CHECK_FALSE(found("contexts", "Register").ok()); // of another kind of list
        CHECK(imports::list_profiles(pass->visit(), drawn.council, "contexts").empty());
        CHECK(keep("NAME", "contexts").error().field == "save_profile");
        CHECK(drawn.world.columns("imports_was") == drawn.world.twin_columns("imports"));
        CHECK(drawn.world.columns("import_profiles_was")
            == drawn.world.twin_columns("import_profiles"));
    });
}
