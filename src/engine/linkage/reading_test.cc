// SPDX-License-Identifier: MIT
#include "engine/linkage/reading.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
std::string_view name(People const& people, Value value) { return people.text(Book::names, value); }
} // namespace

TEST_CASE(
    "columns are known by the names people give them, with or without a space after the comma")
{
    World world("rec_id, given_name, surname, street_number, address_1, postcode, date_of_birth, "
                "soc_sec_id\n"
                "rec-1-org, Amelia , waller, 6, tullaroop street, 4011, 19081209, 6988048\n");
    auto const& people = world.people();
    REQUIRE(people.records.size() == 1);
    auto const& one = people.records[0];
    CHECK(people.ids[0] == "rec-1-org");
    CHECK(name(people, one.forename) == "amelia");
    CHECK(name(people, one.surname) == "waller");
    CHECK(one.birth == Birth{1908, 12, 9});
    CHECK(people.text(Book::houses, one.house) == "6");
    CHECK(people.text(Book::streets, one.street) == "tullaroop street");
    CHECK(people.text(Book::contacts, one.identifier) == "6988048");
}

TEST_CASE("quotes hold commas, line ends and doubled quotes")
{
    World world("id,forename,surname,note\r\n\"1\",\"Ann \"\"Annie\"\"\",\"Day, "
                "Lewis\",\"two\nlines\"\r\n2,Bo,Ek,\r\n");
    REQUIRE(world.read.troubles.empty());
    auto const& people = world.people();
    REQUIRE(people.records.size() == 2);
    CHECK(name(people, people.records[0].forename) == "ann annie");
    CHECK(name(people, people.records[0].surname) == "day lewis");
    CHECK(people.ids[1] == "2");
}

TEST_CASE("each row that cannot be read is named, and then nothing is read")
{
    World world("id,forename,surname\n1,Ann,Day\n2,Bo\n\n3,Cy,Ek,more\n4,D\"y,Fox\n");
    CHECK(world.people().records.empty());
    REQUIRE(world.read.troubles.size() == 3);
    CHECK(world.read.troubles[0].row == 3);
    CHECK(world.read.troubles[0].words == "it has 2 fields, and the header has 3");
    CHECK(world.read.troubles[1].row == 5);
    CHECK(world.read.troubles[2].row == 6);
    CHECK(world.read.troubles[2].words == "a quotation mark stands in the middle of a field");
}

TEST_CASE("a row of names that cannot be read is named too")
{
    World world("id,fore\"name,surname\n1,Ann,Day\n");
    CHECK(world.people().records.empty());
    REQUIRE(world.read.troubles.size() == 1);
    CHECK(world.read.troubles[0].row == 1);
    CHECK(world.read.troubles[0].words == "a quotation mark stands in the middle of a field");
}

TEST_CASE("a file that is empty, or names nobody, says what to do")
{
    World empty("");
    REQUIRE(empty.read.troubles.size() == 1);
    CHECK(empty.read.troubles[0].row == 0);
    World nobody("id,colour\n1,red\n");
    REQUIRE(nobody.read.troubles.size() == 1);
    CHECK(nobody.read.troubles[0].words.find("--map surname=COLUMN") != std::string::npos);
}

TEST_CASE("a column asked for is used, and one that is not there is said")
{
    std::string_view const text = "key,called,family\n7,Ann,Day\n";
    std::vector<Asked> const asked
        = {{Column::id, "key"}, {Column::forename, "called"}, {Column::surname, "family"}};
    auto const read = read_people({&text, 1}, asked, {}, 1);
    REQUIRE(read.people.records.size() == 1);
    CHECK(name(read.people, read.people.records[0].surname) == "day");
    std::vector<Asked> const wrong = {{Column::surname, "sirname"}};
    auto const refused = read_people({&text, 1}, wrong, {}, 1);
    CHECK(refused.not_found == std::vector<std::string>{"sirname"});
}

TEST_CASE("files name their columns each in its own way: a column asked for need be in one alone")
{
    std::vector<std::string_view> const texts
        = {"id,forename,Family\n1,Ann,Day\n", "id,forename,Nachname\n2,Bea,Fox\n"};
    std::vector<Asked> const asked = {{Column::surname, "Family"}, {Column::middle, "Nachname"}};
    auto const read = read_people(texts, asked, {}, 1);
    CHECK(read.troubles.empty());
    CHECK(read.not_found.empty());
    REQUIRE(read.people.records.size() == 2);
    CHECK(name(read.people, read.people.records[0].surname) == "day");
    CHECK(name(read.people, read.people.records[1].middle) == "fox");
    CHECK(read.people.records[1].surname == 0);
}

TEST_CASE("who is only asked for may have no name, and must have something")
{
    std::string_view const born = "id,dob\n1,2011-05-03\n";
    CHECK_FALSE(read_people({&born, 1}, {}, {}, 1).troubles.empty());
    auto const read = read_people({&born, 1}, {}, {}, 1, Needs::anything);
    REQUIRE(read.people.records.size() == 1);
    CHECK(read.people.records[0].birth == Birth{2011, 5, 3});
    std::string_view const nothing = "id,colour\n1,red\n";
    auto const refused = read_people({&nothing, 1}, {}, {}, 1, Needs::anything);
    REQUIRE(refused.troubles.size() == 1);
    CHECK(refused.troubles[0].words.find("call one forename, surname") != std::string::npos);
}

TEST_CASE("what an export writes for nothing is nothing, and somebody may be called Null")
{
    World world("id,forename,surname,postcode,town\n1,Ann,Null,NULL,n/a\n2,NULL,Fox,Null,nuLL\n"
                "3,\\N,(null),null,Nulla\n");
    auto const& people = world.people();
    REQUIRE(people.records.size() == 3);
    CHECK(name(people, people.records[0].surname) == "null");
    CHECK(people.records[1].forename == 0);
    CHECK(people.records[2].forename == 0);
    CHECK(people.records[2].surname == 0);
    for (auto const& one : people.records)
        CHECK(one.postcode == 0);
    CHECK(people.records[0].town == 0);
    CHECK(people.records[1].town == 0);
    CHECK(people.text(Book::towns, people.records[2].town) == "nulla");
}

TEST_CASE("an identifier is verified where the column says so, its status is 01 or it has a day")
{
    World world("id,forename,nhs_number,nhs_number_status\n1,Ann,9990000018,01\n"
                "2,Ann,9990000018,03/05/2011\n3,Ann,9990000018,2011-05-03\n"
                "4,Ann,9990000018,Verified\n5,Ann,9990000018,TRUE\n6,Ann,9990000018,02\n"
                "7,Ann,9990000018,Trace attempted\n8,Ann,9990000018,0\n9,Ann,9990000018,\n"
                "10,Ann,,01\n");
    REQUIRE(world.people().records.size() == 10);
    for (std::size_t at = 0; at < 10; ++at)
        CHECK(world.people().records[at].verified == (at < 5));
}

TEST_CASE("a date that is no date is missing, and counted")
{
    World world("id,forename,surname,dob\n1,Ann,Day,soon\n2,Bo,Ek,\n");
    CHECK(world.read.births_unread == 1);
    CHECK(world.people().records[0].birth == Birth{});
}

TEST_CASE("a date of no day is counted, and two ways of writing one telephone number are one")
{
    World world(
        "id,forename,dob,phone\n1,Ann,31/02/2011,07700 900123\n2,Bo,03-May-2011,+447700900123\n");
    auto const& records = world.people().records;
    REQUIRE(records.size() == 2);
    CHECK(world.read.births_impossible == 1);
    CHECK(world.read.births_unread == 0);
    CHECK(records[0].birth == Birth{2011, 2, 31}); // its digits may be a slip of the pen
    CHECK(records[1].birth == Birth{2011, 5, 3});
    CHECK(records[0].phone == records[1].phone);
}

TEST_CASE("a birth date is an estimate where it says so, or a column does")
{
    World world("id,forename,surname,dob,dob_estimated\n1,Ann,Day,~2011,\n2,Bo,Ek,2011-07-01,yes\n"
                "3,Cy,Fox,2011-07-01,no\n");
    auto const& records = world.people().records;
    REQUIRE(records.size() == 3);
    CHECK(records[0].birth_estimated);
    CHECK(records[0].birth == Birth{2011, 0, 0});
    CHECK(records[1].birth_estimated);
    CHECK_FALSE(records[2].birth_estimated);
}

TEST_CASE("a full name is split where forename and surname are not there")
{
    World world("id,full_name\n1,Mary Ann Day\n2,Cher\n");
    auto const& people = world.people();
    CHECK(name(people, people.records[0].forename) == "mary");
    CHECK(name(people, people.records[0].middle) == "ann");
    CHECK(name(people, people.records[0].surname) == "day");
    CHECK(name(people, people.records[1].forename) == "cher");
    CHECK(people.records[1].surname == 0);
}

TEST_CASE("a cell with quotation marks in it outlives the piece it was read in")
{
    World world("id,forename,surname\n\"a\"\"1\",\"Ann \"\"A\"\"\",Day\n2,Bo,Ek\n");
    CHECK(world.people().ids[0] == "a\"1");
    CHECK(name(world.people(), world.people().records[0].forename) == "ann a");
}

TEST_CASE("many files give the same records, in the same numbers, on any number of readers")
{
    std::vector<std::string> texts;
    for (unsigned file = 0; file < 40; ++file) {
        texts.emplace_back(file % 2 == 0 ? "id,forename,surname,dob,house,street,postcode\n"
                                         : "surname,forename,id,address,postcode\n");
        for (unsigned row = 0; row < 50; ++row) {
            auto const number = std::to_string(file * 50 + row);
            auto const forename = "F" + std::to_string(mixed(file * 50 + row) % 90);
            auto const surname = "S-" + std::to_string(mixed(file + 7 * row) % 300);
            auto const home = std::to_string(row % 9 + 1);
            texts.back() += file % 2 == 0 ? number + "," + forename + "," + surname + ",2011-05-03,"
                    + home + ",Mill Lane,FY" + home + "\n"
                                          : surname + "," + forename + "," + number + "," + home
                    + " Mill Lane,FY" + home + "\n";
        }
    }
    std::vector<std::string_view> const views(texts.begin(), texts.end());
    auto const alone = read_people(views, {}, Variants(test::few_variants), 1);
    REQUIRE(alone.people.records.size() == 2000);
    CHECK(alone.people.text(Book::streets, alone.people.records[1999].street) == "mill lane");
    CHECK(alone.people.text(Book::houses, alone.people.records[1999].house) == "5");
    for (auto const threads : {2U, 7U}) {
        auto const together = read_people(views, {}, Variants(test::few_variants), threads);
        REQUIRE(together.people.records.size() == 2000);
        CHECK(together.people.records == alone.people.records);
        CHECK(together.people.ids == alone.people.ids);
        for (std::size_t book = 0; book < book_count; ++book) {
            auto const& one = alone.people.books[book];
            auto const& other = together.people.books[book];
            REQUIRE(one.size() == other.size());
            for (Value value = 1; value < one.size(); ++value)
                CHECK(one.text(value) == other.text(value));
        }
    }
}
