// SPDX-License-Identifier: MIT
#include "engine/linkage/normalise.h"
#include <doctest/doctest.h>

using namespace kith::linkage;

namespace {
std::string folded(std::string_view text)
{
    std::string out;
    fold(text, out);
    return out;
}
std::string tight(std::string_view text)
{
    std::string out;
    fold_tightly(text, out);
    return out;
}
} // namespace

TEST_CASE("two spellings of one name fold to the same text")
{
    CHECK(folded("  Zoë  O'Neill-Smith ") == "zoe oneill smith");
    CHECK(folded("ŁUKASZ Żak") == "lukasz zak");
    CHECK(folded("Straße Ærø") == "strasse aero");
    CHECK(folded("Володимир") == "volodimir");
    CHECK(folded("'’.") == "");
    CHECK(tight("fy1 1ad") == tight(" FY11AD"));
    CHECK(tight("(01253) 477-000") == "01253477000");
}

TEST_CASE(
    "names of Vietnam, Romania, Azerbaijan and of all who write Cyrillic meet their plain twins")
{
    CHECK(folded("Nguyễn Thị Hương") == folded("Nguyen Thi Huong"));
    CHECK(folded("NGUYỄN ĐỨC ƯỚC") == folded("Nguyen Duc Uoc"));
    CHECK(folded("Ștefan Ionuț") == folded("Stefan Ionut"));
    CHECK(folded("Şerban Ţepeş") == folded("Șerban Țepeș")); // with a cedilla, as once written
    CHECK(folded("Əliyeva Nigar əli") == "aliyeva nigar ali");
    CHECK(folded("Lǐ Wěi") == "li wei");
    CHECK(folded("Юлія Їжак") == folded("Yulia Yizhak"));
    CHECK(folded("ЮЛІЯ ЇЖАК") == folded("юлія їжак"));
    CHECK(folded("Мария") == "maria");
    CHECK(folded("Євген Ґонта") == folded("євген ґонта"));
    CHECK(folded("Євген Ґонта") == "yevgen gonta");
    CHECK(folded("Ўладзімір") == "uladzimir");
    CHECK(folded("Јована Њежић") == "jovana njezhic");
    CHECK(folded("Ёлкин ёлкин") == "elkin elkin");
}

TEST_CASE("a script that is not folded stays, and broken bytes are passed over")
{
    CHECK(folded("محمد") == "محمد");
    CHECK(folded("Jo\xFFhn") == "john");
    CHECK(folded("\xE2\x80") == "");
}

TEST_CASE("names that sound alike have one sound code, and others do not")
{
    CHECK(sound_of("mohammed") == sound_of("muhamad"));
    CHECK(sound_of("clarke") == sound_of("klark"));
    CHECK(sound_of("philips") == sound_of("fillips"));
    CHECK(sound_of("smith") != sound_of("jones"));
    CHECK(sound_of("") == 0);
    // c k l k (c and k are class 2, l is 4): the first letter's class, then 4, then 6, then 2
    CHECK(sound_of("clark") == 0x2462);
}

TEST_CASE("a birth date is read day first, year first, in one number or in part")
{
    CHECK(read_birth("2011-05-03") == Birth{2011, 5, 3});
    CHECK(read_birth("03/05/2011") == Birth{2011, 5, 3});
    CHECK(read_birth("3.5.2011") == Birth{2011, 5, 3});
    CHECK(read_birth("20110503") == Birth{2011, 5, 3});
    CHECK(read_birth("2011-05-03T00:00:00") == Birth{2011, 5, 3});
    CHECK(read_birth("2011-05") == Birth{2011, 5, 0});
    for (auto const* const text : {"3 May 2011", "03-May-2011", "3/MAY/2011", "3. may, 2011"})
        CHECK(read_birth(text) == Birth{2011, 5, 3});
    CHECK(read_birth("13 August 2011") == Birth{2011, 8, 13});
    CHECK(read_birth("1-Sept-1999") == Birth{1999, 9, 1});
    CHECK(read_birth("12-OCT-1999") == Birth{1999, 10, 12});
    CHECK(read_birth("2011") == Birth{2011, 0, 0});
}

TEST_CASE("what is no birth date is missing; a day that does not exist keeps its digits")
{
    for (auto const* const text : {"", "unknown", "3/5/11", "11-05-03-02", "2011-xx-03", "-",
             "99999999999", "3 May 11", "03-May-11", "3 Ma 2011", "3 Mayor 2011", "May 2011",
             "3 May 2011 or 2012", "x May 2011"})
        CHECK(read_birth(text) == Birth{});
    CHECK(read_birth("19081399") == Birth{1908, 13, 99});
}

TEST_CASE("a day is one of the calendar, as far as it is known")
{
    for (auto const* const text : {"2011-05-31", "2012-02-29", "2000-02-29", "2011-02", "2011", ""})
        CHECK(is_a_day(read_birth(text)));
    for (auto const* const text :
        {"31/02/2011", "29/02/2011", "29/02/1900", "31/04/2011", "20111301"})
        CHECK_FALSE(is_a_day(read_birth(text)));
}

TEST_CASE("a telephone number is one with its country before it or without")
{
    auto const phone = [](std::string_view text) {
        std::string out;
        fold_phone(text, out);
        return out;
    };
    for (auto const* const text : {"07700 900123", "+447700900123", "+44 (0)7700 900 123",
             "0044 7700 900123", "44 7700 900123", "(07700) 900-123"})
        CHECK(phone(text) == "07700900123");
    CHECK(phone("+353 20 910 0000") == "353209100000");
    CHECK(phone("4412345") == "4412345"); // too short to have a country before it
    CHECK(phone("01632 960001 ext 4").starts_with("01632960001"));
    CHECK(phone("").empty());
}

TEST_CASE("an estimated birth date says so before the date")
{
    for (auto const* const text : {"~2011", " ~ 2011", "c. 2011", "c.2011", "about 2011"}) {
        CHECK(is_estimate(text));
        CHECK(read_birth(without_mark_of_estimate(text)) == Birth{2011, 0, 0});
    }
    CHECK_FALSE(is_estimate("2011-05-03"));
    CHECK_FALSE(is_estimate(" 2011 "));
    CHECK_FALSE(is_estimate(""));
}

TEST_CASE("a house number is told from its street")
{
    CHECK(split_address("12a mill lane").house == "12a");
    CHECK(split_address("12a mill lane").street == "mill lane");
    CHECK(split_address("mill lane").house.empty());
    CHECK(split_address("12").street == "12");
}
