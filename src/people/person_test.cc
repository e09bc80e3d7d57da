// SPDX-License-Identifier: MIT
#include "directory/directory.h"
#include "people/person.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Date const march_6 = Date::of(2026, 3, 6).value();

Person born(char const* day)
{
    Person person;
    person.names.push_back({{}, "birth", "Robin Ashworth"});
    person.birth = PartialDate::read(day).value();
    return person;
}
} // namespace

TEST_CASE("somebody is a year older on their birthday, not on the day before")
{
    CHECK(age_in_words(born("2011-03-06"), march_6) == "15");
    CHECK(age_in_words(born("2011-03-07"), march_6) == "14");
    CHECK(age_in_words(born("2026-03-06"), march_6) == "0");
}

TEST_CASE("an age says how far it is known")
{
    CHECK(age_in_words(born("2011"), march_6) == "14 or 15"); // between 1 January and 31 December
    CHECK(age_in_words(born("2011-02"), march_6) == "15");
    CHECK(age_in_words(born("~2011-02"), march_6) == "about 15");
    auto person = born("2011");
    person.birth.reset();
    CHECK(age_in_words(person, march_6).empty());
    CHECK(birth_known(person) == "unknown");
    CHECK(birth_known(born("~2011")) == "estimated");
    CHECK(birth_known(born("2011")) == "exact");
}

TEST_CASE("the name shown is what somebody is known as, while they are")
{
    auto person = born("2011");
    CHECK(usual_name(person, march_6) == "Robin Ashworth");
    person.names.push_back({{}, "known_as", "Rob", {}, march_6});
    CHECK(usual_name(person, march_6) == "Rob");
    CHECK(usual_name(person, march_6 + 1) == "Robin Ashworth");
}

TEST_CASE("what is wrong in a record is named by its field")
{
    auto const field = [](Person const& person) {
        auto const read = checked(person, march_6);
        return read.ok() ? "" : read.error().field;
    };
    CHECK(field(born("2011")) == "");
    CHECK(field(born("2027")) == "birth");
    CHECK(field(born("1879")) == "birth");
    auto person = born("2011");
    person.died = PartialDate::read("2010-12").value();
    CHECK(field(person) == "died");
    person = born("2011");
    person.names.front().text = " - ";
    CHECK(field(person) == "name");
    person.names.clear();
    CHECK(field(person) == "name");
    person = born("2011");
    person.identifiers.push_back({{}, "nhs_number", "9990000019"});
    CHECK(field(person) == "identifier");
    person = born("2011");
    person.contacts.push_back({{}, "mobile", "  "});
    CHECK(field(person) == "contact");
}

TEST_CASE("what was typed comes back tidied")
{
    auto person = born("2011");
    person.names.front().text = "  Robin Ashworth ";
    person.identifiers.push_back({{}, "nhs_number", "999 000 0018"});
    auto const read = checked(person, march_6);
    REQUIRE(read.ok());
    CHECK(read->names.front().text == "Robin Ashworth");
    CHECK(read->identifiers.front().value == "9990000018");
}

TEST_CASE("a house, a phone in it and a go-between tell where somebody lives; a mobile does not")
{
    std::vector<std::string> telling;
    auto const facts = directory::ReferenceFacts::read().value();
    for (auto const& kind : facts.codes("contact_kind", march_6))
        if (tells_where(kind.code))
            telling.push_back(kind.code);
    CHECK(telling == std::vector<std::string>{"phone", "address", "through"});
    CHECK(tells_where("a kind of a partnership's own"));
}
