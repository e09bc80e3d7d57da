// SPDX-License-Identifier: MIT
#include "people/snapshot_rows.h"
#include "people/typed_match.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

TEST_CASE("a postcode is found in an address, whole or in halves, and nothing else is one")
{
    CHECK(postcode_in("12 Anvil Lane, Eastmoor ZY1 1EB") == "ZY1 1EB");
    CHECK(postcode_in("12 Anvil Lane\nZY11EB.") == "ZY1 1EB");
    CHECK(postcode_in("zy1 1eb") == "ZY1 1EB");
    CHECK(postcode_in("12 Anvil Lane, Eastmoor") == "");
    CHECK(postcode_in("") == "");
}

TEST_CASE("a phone is its digits, with or without the country's code")
{
    CHECK(phone_digits("01632 960001") == "01632960001");
    CHECK(phone_digits("+44 1632 960 001") == "01632960001");
    CHECK(phone_digits("ask his aunt 01632 960001") == "");
    CHECK(phone_digits("999") == "");
}

TEST_CASE("a guessed birth date is compared by its year alone")
{
    CHECK(birth_compared(PartialDate::read("2011-05-03").value()) == "2011-05-03");
    CHECK(birth_compared(PartialDate::read("2011-05").value()) == "2011-05");
    CHECK(birth_compared(PartialDate::read("~2011-05-03").value()) == "2011");
    CHECK(birth_compared(std::nullopt) == "");
}

TEST_CASE("while somebody types, what does not read yet counts as not typed")
{
    http::FormData form;
    form.add("children-1-name", "  Moha ");
    form.add("children-1-birth-day", "31");
    form.add("children-1-birth-month", "2");
    form.add("children-1-birth-year", "2011");
    form.add("children-1-age", "about 14");
    form.add("children-1-where", "12 Anvil Lane, ZY1 1EB");
    form.add("children-1-identifier", "999 000 0018");
    auto const match = typed_so_far(form, "children-1-");
    CHECK(match.names == std::vector<std::string>{"Moha"});
    CHECK(match.unfinished);
    CHECK_FALSE(match.birth);
    CHECK(match.age == 14);
    CHECK(match.postcode == "ZY1 1EB");
    REQUIRE_FALSE(match.identifiers.empty());
    CHECK(match.identifiers.front().scheme == "nhs_number");
    CHECK(match.identifiers.front().value == "9990000018");
    CHECK(typed_so_far(form, "children-2-").names.empty());
}

TEST_CASE("where a button is pressed, each field that does not read is told")
{
    http::FormData form;
    form.add("name", "Robin");
    form.add("birth-day", "3");
    form.add("age", "old");
    form.add("postcode", "here");
    form.add("number", "?");
    auto const sought = read_sought(form);
    REQUIRE(sought.problems.size() == 4);
    CHECK(sought.problems[0].field == "birth");
    CHECK(sought.problems[1].field == "age");
    CHECK(sought.problems[2].field == "postcode");
    CHECK(sought.problems[3].field == "number");
    CHECK(sought.values.get("postcode").text() == "here");
    CHECK(age_of("15") == 15);
    CHECK_FALSE(age_of("121"));
    CHECK_FALSE(age_of("-1"));
}
