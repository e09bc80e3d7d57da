// SPDX-License-Identifier: MIT
#include "people/import_diff.h"
#include "people/import_file.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Date const import_day = Date::of(2026, 3, 6).value();
Owner const council{"quillshire_council", "Quillshire Council"};

imports::File file_of(std::string text, std::vector<std::string> const& map = {})
{
    return read_import_file(
        std::move(text), imports::read_mapping(import_fields(), map).value(), council, import_day)
        .value();
}
Error refused_file(std::string text, std::vector<std::string> const& map = {})
{
    auto const mapping = imports::read_mapping(import_fields(), map);
    if (!mapping)
        return mapping.error();
    return read_import_file(std::move(text), *mapping, council, import_day).error();
}
Person first_person(imports::File const& file)
{
    return person_of(file.rows.at(0), council, import_day).value();
}
std::string troubles_in(imports::File const& file)
{
    std::string all;
    for (auto const& one : file.troubles)
        all += std::to_string(one.row) + " [" + one.column + "] " + one.words + "\n";
    return all;
}
} // namespace

TEST_CASE("the Standard Safeguarding Dataset's table of people is known by its columns")
{
    auto const file = file_of(
        "pers_person_id,pers_legacy_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender,"
        "pers_ethnicity,pers_dob,pers_common_child_id,pers_send_flag,pers_expected_dob,"
        "pers_death_date,pers_is_mother,pers_nationality\r\n"
        "P100,OLD7,N888400025001,Robin,Ashdown,M,01,WBRI,2011-05-03 00:00:00,9990000018,N,NULL,"
        "NULL,N,British\r\n");
    CHECK(file.trouble_count == 0);
    CHECK(is_safeguarding_dataset(file.columns));
    CHECK(file.columns.carried
        == std::vector<std::string>{"pers_gender", "pers_ethnicity", "pers_send_flag",
            "pers_expected_dob", "pers_is_mother", "pers_nationality"});
    auto const person = first_person(file);
    CHECK(person.names.front().text == "Robin Ashdown");
    CHECK(person.birth->write() == "2011-05-03");
    CHECK(person.sex == "M");
    CHECK_FALSE(person.died.has_value());
    REQUIRE(person.identifiers.size() == 4);
    CHECK(person.identifiers[0].scheme == "agency_number");
    CHECK(person.identifiers[0].value == "QUILLSHIRE_COUNCIL/P100");
    CHECK(person.identifiers[1].scheme == "agency_former_number");
    CHECK(person.identifiers[2].scheme == "nhs_number"); // a common child id that is one
    CHECK(person.identifiers[3].scheme == "upn");
    CHECK(person.identifiers[3].source == "Quillshire Council");
}

TEST_CASE("a file in Windows-1252 with semicolons and quotes is read, and said to be so")
{
    auto const file
        = file_of("number;surname;forename;dob;address;postcode\n"
                  "1;\"O\x92Neill; Smith\";Zo\xEB;03/05/2011;\"2 Mill Lane\";ZZ1 1ZZ\n");
    CHECK(file.windows_1252);
    CHECK(file.separator == ';');
    auto const person = first_person(file);
    CHECK(person.names.front().text == "Zoë O’Neill; Smith");
    CHECK(person.birth->write() == "2011-05-03");
    CHECK(person.contacts.front().value == "2 Mill Lane, ZZ1 1ZZ");
    CHECK_FALSE(file_of("\xEF\xBB\xBFnumber\tfull_name\n1\tZoë Ash\n").windows_1252);
}

TEST_CASE("an NHS number is verified on the day given, in either order, or by its status")
{
    auto const verified_on = [](std::string const& status) {
        auto const file
            = file_of("number,surname,nhs_number,nhs_number_status\n1,Ash,9990000018," + status);
        auto const person = first_person(file);
        auto const& numbers = person.identifiers;
        return std::ranges::find(numbers, "nhs_number", &Identifier::scheme)->verified_on;
    };
    auto const day = Date::of(2011, 5, 3).value();
    for (auto const* const status : {"2011-05-03", "03/05/2011", "2011-05-03 00:00:00"})
        CHECK(verified_on(status) == day);
    for (auto const* const status : {"01", "Yes", "verified"})
        CHECK(verified_on(status) == import_day);
    for (auto const* const status : {"02", "Trace attempted", "2011", ""})
        CHECK(verified_on(status) == std::nullopt);
}

TEST_CASE("a column that nobody knows is said to be what it is, or is carried")
{
    auto const text = "ref,nom,town_hall\n7,Robin Ash,x\n";
    CHECK(refused_file(text).words.key.starts_with("No column holds a name"));
    CHECK(refused_file(text, {"full_name=nom"}).words.key.starts_with("No column holds a number"));
    auto const file = file_of(text, {"full_name=nom", "number=ref"});
    CHECK(file.columns.carried == std::vector<std::string>{"town_hall"});
    CHECK(first_person(file).identifiers.front().value == "QUILLSHIRE_COUNCIL/7");
    CHECK(refused_file(text, {"full_name=name"}).words.key.starts_with("No column is called"));
    CHECK(refused_file(text, {"nickname=nom"}).words.key.starts_with("There is no field"));
    CHECK(refused_file(text, {"nom"}).words.key.starts_with("Say FIELD=COLUMN"));
    auto const kept = imports::read_kept_mapping(
        import_fields(), imports::write_mapping(import_fields(), file.columns.used));
    CHECK(kept == file.columns.used);
}

TEST_CASE("each row that cannot be read is named with its column, and not with what stands in it")
{
    auto const file = file_of("number,forename,surname,dob,sex,nhs_number\n"
                              "1,Robin,Ash,03/05/2011,M,\n"
                              "2,Robin,Ash,31/02/2011,M,\n"
                              "3,Robin,Ash,,boy,\n"
                              "4,Robin,Ash,,,9990000019\n"
                              ",Robin,Ash,,,\n"
                              "1,Kim,Elm,,,\n"
                              "7,,,2012-01-01,,\n"
                              "8,Robin,Ash\n"
                              "9,Ro\"bin,Ash,,,\n"
                              ",,,,,\n"
                              "10,Kim,Oak,2030-01-01,,\n");
    CHECK(file.rows.size() == 1);
    CHECK(file.trouble_count == 9);
    auto const told = troubles_in(file);
    CHECK(told.find("3 [dob] write the day as 2011-05-03") != std::string::npos);
    CHECK(told.find("4 [sex] write F, M or U") != std::string::npos);
    CHECK(told.find("5 [nhs_number] Check the NHS number") != std::string::npos);
    CHECK(told.find("6 [] give them a number") != std::string::npos);
    CHECK(told.find("7 [] it has a number of row 2 too") != std::string::npos);
    CHECK(told.find("8 [] give them a name") != std::string::npos);
    CHECK(told.find("9 [] it has 3 fields, and the first row has 6") != std::string::npos);
    CHECK(told.find("10 [] a quotation mark stands in the middle") != std::string::npos);
    CHECK(told.find("12 [dob] Enter a birth date that is not in the future") != std::string::npos);
    CHECK(told.find("Robin") == std::string::npos);
    CHECK(told.find("9990000019") == std::string::npos);
}

TEST_CASE("a file that holds nothing is refused as a whole")
{
    CHECK(refused_file("").words.key.starts_with("The file is empty"));
    CHECK(refused_file("number,surname\n").words.key.starts_with("The file holds no row"));
    CHECK(refused_file("number,number,surname\n1,2,x\n").words.key.starts_with("Two columns"));
}

TEST_CASE("what a file leaves out, or knows less exactly, changes nothing")
{
    auto stands = first_person(file_of("number,forename,surname,dob,sex,mobile\n"
                                       "1,Robin,Ash,2011-05-03,M,01632 960001\n"));
    auto const said
        = first_person(file_of("number,forename,surname,dob,sex\n1,ROBIN,ASH,2011,U\n"));
    CHECK(diff_of(stands, said, council, import_day).lines.empty());
    stands.birth->about = true; // a guess gives way
    CHECK(diff_of(stands, said, council, import_day).lines.size() == 1);
}

TEST_CASE("a later file's name is added beside the birth name, and ends the one it said before")
{
    auto const first = first_person(file_of("number,full_name\n1,Robin Ash\n"));
    auto const married = first_person(file_of("number,full_name\n1,Robin Elm\n"));
    auto const diff = diff_of(first, married, council, import_day);
    REQUIRE(diff.wanted.names.size() == 2);
    CHECK(diff.wanted.names[0].text == "Robin Ash");
    CHECK_FALSE(diff.wanted.names[0].until.has_value());
    CHECK(diff.wanted.names[1].kind == "known_as");
    auto later = diff.wanted;
    later.names[1].from = Date::of(2025, 1, 1).value();
    auto const again = diff_of(
        later, first_person(file_of("number,full_name\n1,Robin Oak\n")), council, import_day);
    REQUIRE(again.wanted.names.size() == 3);
    CHECK(again.wanted.names[1].until == Date::of(2026, 3, 5).value());
    CHECK(again.wanted.names[2].text == "Robin Oak");
    CHECK(diff_of(
        again.wanted, first_person(file_of("number,full_name\n1,Robin Oak\n")), council, import_day)
              .lines.empty());
}

TEST_CASE("a number that the agency corrects replaces its own, and nobody else's")
{
    auto stands = first_person(file_of("number,full_name,upn\n1,Robin Ash,N888400025001\n"));
    stands.identifiers.push_back({{}, "upn", "Z889123426042", "A school"});
    auto const said = first_person(file_of("number,full_name,upn\n1,Robin Ash,D890200124117\n"));
    auto const diff = diff_of(stands, said, council, import_day);
    std::string upns;
    for (auto const& one : diff.wanted.identifiers)
        upns += one.scheme == "upn" ? one.value + " " : "";
    CHECK(upns == "Z889123426042 D890200124117 ");
}

TEST_CASE("an address is not added to a record whose address is protected")
{
    auto stands = first_person(file_of("number,full_name\n1,Robin Ash\n"));
    stands.protected_address = true;
    auto const said = first_person(
        file_of("number,full_name,street,mobile\n1,Robin Ash,2 Mill Lane,01632 960001\n"));
    auto const diff = diff_of(stands, said, council, import_day);
    REQUIRE(diff.wanted.contacts.size() == 1);
    CHECK(diff.wanted.contacts.front().kind == "mobile");
}
