// SPDX-License-Identifier: MIT
#include "engine/linkage/compare.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
// The level of one field between two rows of this header.
unsigned level(Field field, std::string const& left, std::string const& right)
{
    World world("id,forename,middle,surname,dob,sex,house,street,town,postcode,identifier\n1,"
        + left + "\n2," + right + "\n");
    REQUIRE(world.people().records.size() == 2);
    Comparer comparer(world.people());
    auto const forward = comparer.compare(world.people().records[0], world.people().records[1]);
    CHECK(forward == comparer.compare(world.people().records[1], world.people().records[0]));
    return level_of(forward, field);
}
unsigned forenames(std::string const& left, std::string const& right)
{
    return level(Field::forename, left + ",,x,,,,,,,", right + ",,x,,,,,,,");
}
unsigned surnames(std::string const& left, std::string const& right)
{
    return level(Field::surname, "x,," + left + ",,,,,,,", "x,," + right + ",,,,,,,");
}
unsigned places(std::string const& left, std::string const& right)
{
    return level(Field::location, "x,,y,,," + left + ",", "x,,y,,," + right + ",");
}
} // namespace

TEST_CASE("one name in two scripts is a form of one name, and another name is not")
{
    using namespace forename_level;
    CHECK(forenames("محمد", "Mohammed") == variant);
    CHECK(forenames("Muhamad", "محمد") == variant);
    CHECK(forenames("علی", "Ali") == variant);
    CHECK(forenames("Ιωάννης", "Ioannis") == variant);
    CHECK(forenames("ਗੁਰਪ੍ਰੀਤ", "Gurpreet") == variant);
    CHECK(forenames("Юлія", "Yulia") == same);
    CHECK(forenames("محمد", "محمد") == same);
    CHECK(forenames("محمد", "محمود") == forename_level::close); // mhmd and mhmud
    CHECK(forenames("محمد", "Olivia") == different);
    CHECK(forenames("علی", "Ella") == different); // a and e: two letters tell too little
    CHECK(surnames("حسين", "Hussain") == surname_level::variant);
    CHECK(surnames("حسين", "Begum") == surname_level::different);
}

TEST_CASE("forenames: equal, a form of one name, nearly equal, an initial, or different")
{
    using namespace forename_level;
    CHECK(forenames("Amelia", "AMELIA") == same);
    CHECK(forenames("Bill", "William") == variant);
    CHECK(forenames("Bill", "Will") == variant);
    CHECK(forenames("Samuel", "Samantha") != variant); // both are Sam, neither is the other
    CHECK(forenames("Samuel", "Samuell") == forename_level::close);
    CHECK(forenames("S", "Samuel") == initial);
    CHECK(forenames("T", "Samuel") == different);
    CHECK(forenames("Sean", "Sophia") == first_letter);
    CHECK(forenames("Amelia", "Thomas") == different);
    CHECK(forenames("", "Thomas") == missing);
}

TEST_CASE("a forename that is the other's middle name, and names in each other's place")
{
    CHECK(level(Field::forename, "Amelia,Grace,x,,,,,,,", "Grace,,x,,,,,,,")
        == forename_level::middle);
    CHECK(level(Field::forename, "Amelia,,Holden,,,,,,,", "Holden,,Amelia,,,,,,,")
        == forename_level::swapped);
    CHECK(level(Field::surname, "Amelia,,Holden,,,,,,,", "Holden,,Amelia,,,,,,,")
        == surname_level::missing);
}

TEST_CASE("one name in the other's place, where a record gives only one of its two")
{
    using namespace forename_level;
    CHECK(level(Field::forename, "Holden,,,,,,,,,", "Amelia,,Holden,,,,,,,") == elsewhere);
    CHECK(level(Field::surname, "Holden,,,,,,,,,", "Amelia,,Holden,,,,,,,")
        == surname_level::missing);
    CHECK(level(Field::forename, ",,Amelia,,,,,,,", "Amelia,,Holden,,,,,,,") == elsewhere);
    CHECK(level(Field::forename, "Amelia,,,,,,,,,", "Amelia,,Holden,,,,,,,") == same);
    CHECK(level(Field::forename, "Thomas,,,,,,,,,", "Amelia,,Holden,,,,,,,") == different);
    CHECK(level(Field::forename, "James,,Thomas,,,,,,,", "Thomas,,Holden,,,,,,,")
        == different); // all four given
}

TEST_CASE("surnames: one half of a double-barrelled name is a part of it")
{
    using namespace surname_level;
    CHECK(surnames("Smith-Jones", "Jones") == part);
    CHECK(surnames("Smith Jones", "Smith-Jones") == same);
    CHECK(surnames("Holden", "Holdne") == surname_level::close);
    CHECK(surnames("Holden", "Nowak") == different);
}

TEST_CASE("birth dates fall into the first level that holds")
{
    using namespace birth_level;
    CHECK(compare_births({2011, 5, 3}, {2011, 5, 3}) == same);
    CHECK(compare_births({2011, 5, 3}, {2011, 3, 5}) == swapped);
    CHECK(compare_births({2011, 5, 3}, {2011, 1, 1}) == first_january);
    CHECK(compare_births({2011, 5, 3}, {2011, 5, 8}) == one_digit);
    CHECK(compare_births({2011, 5, 3}, {2010, 5, 3}) == one_digit);        // 11, 10
    CHECK(compare_births({2010, 5, 3}, {2009, 5, 3}) == one_or_ten_years); // no digit alone
    CHECK(compare_births({1995, 5, 3}, {2005, 5, 3}) == one_or_ten_years);
    CHECK(compare_births({2011, 5, 3}, {2001, 5, 3}) == one_digit);
    CHECK(compare_births({2011, 5, 3}, {1999, 5, 3}) == other_year);
    CHECK(compare_births({2011, 5, 13}, {2011, 5, 24}) == two_parts);
    CHECK(compare_births({2011, 0, 0}, {2011, 5, 24}) == partial);
    CHECK(compare_births({2011, 5, 3}, {2012, 11, 24}) == near_year);
    CHECK(compare_births({2011, 5, 3}, {1980, 11, 24}) == different);
    CHECK(compare_births({}, {1980, 11, 24}) == missing);
}

TEST_CASE("an estimated birth date is neither missing nor in conflict")
{
    using namespace birth_level;
    auto const births = [](std::string const& left, std::string const& right) {
        return level(Field::birth, "x,,y," + left + ",,,,,,", "x,,y," + right + ",,,,,,");
    };
    CHECK(births("~2011", "2011-05-03") == estimated);
    CHECK(births("~2011", "2013-05-03") == estimated);
    CHECK(births("~2011", "~2011") == estimated); // two guesses may be one, passed on
    CHECK(births("~2011", "2014-05-03") == different);
    CHECK(births("~2011", "") == missing);
    CHECK(births("2011", "2011-05-03") == partial);
}

TEST_CASE("address, postcode and town are one comparison")
{
    using namespace location_level;
    CHECK(places("6,mill lane,,FY1 1AD", "6,mill lane,,fy11ad") == address);
    CHECK(places("6,mill lane,,FY1 1AD", ",,,FY1 1AD") == postcode);
    CHECK(places("6,mill lane,,FY1 1AD", "8,mill lane,,FY1 1AD") == neighbour);
    CHECK(places("6,mill lane,,FY1 1AD", "6,mil lane,,PR2 8XY") == moved_postcode);
    CHECK(places(",,,FY1 1AD", ",,,FY1 1AE") == slip);
    CHECK(places(",,,FY1 1AD", ",,,FY1 1XY") == sector);
    CHECK(places(",,blackpool,", ",,Blackpool,") == town);
    CHECK(places(",,,FY1 1AD", ",,,PR2 8XY") == different);
    CHECK(places(",,,", ",,,PR2 8XY") == missing);
}

TEST_CASE("an identifier may be equal, one slip away, or speak against")
{
    auto const of = [](std::string const& left, std::string const& right) {
        return level(Field::identifier, "x,,y,,,,,,," + left, "x,,y,,,,,,," + right);
    };
    CHECK(of("999 000 0018", "9990000018") == plain_level::same);
    CHECK(of("9990000018", "9990000081") == plain_level::close);
    CHECK(of("9990000018", "9990001235") == plain_level::different);
    CHECK(of("", "9990001235") == plain_level::missing);
}
