// SPDX-License-Identifier: MIT
#include "invented/numbers.h"
#include "invented/population.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace kith;
using namespace kith::invented;

namespace {
Population drawn_people(std::size_t people, std::uint64_t seed)
{
    Draw draw(seed);
    return draw_population(people, Date::read("2025-03-18").value(), draw);
}

std::string as_text(Population const& population)
{
    std::string all;
    for (auto const& one : population.held) {
        all += one.keeper->sign_in;
        for (auto const& name : one.person.names)
            all += " " + name.text;
        all += (one.person.birth ? one.person.birth->write() : "") + one.postcode + "\n";
    }
    return all;
}
} // namespace

TEST_CASE("a seed draws the same people again, and another seed others")
{
    CHECK(as_text(drawn_people(300, 3)) == as_text(drawn_people(300, 3)));
    CHECK(as_text(drawn_people(300, 3)) != as_text(drawn_people(300, 4)));
}

TEST_CASE("every record keeps the rules of people, and no place stands twice")
{
    auto const day = Date::read("2025-03-18").value();
    auto const town = drawn_people(3000, 1);
    for (auto const& one : town.held)
        CHECK(people::checked(one.person, day).ok());
    std::set<std::string> names;
    for (auto const& context : town.contexts)
        CHECK(names.insert(context.name).second);
    CHECK(town.contexts.size() == 95); // 15 stems, each 2 schools and 4 places; 5 online spaces
    CHECK(town.spots().size() == 90);
    CHECK(!town.children(day).empty());
}

TEST_CASE("a fifth of the people are children, and no surname is everybody's")
{
    auto const day = Date::read("2025-03-18").value();
    Draw draw(5);
    auto const words = read_county_words();
    std::size_t people = 0;
    std::size_t children = 0;
    std::map<std::string, std::size_t> families;
    auto const households = draw_households(words, 20000, day, draw);
    for (auto const& household : households)
        for (auto const& one : household.members) {
            ++people;
            children += age_on(one, day) < 18 ? 1U : 0U;
            ++families[one.family];
        }
    CHECK(children * 100 > people * 18); // 21.9 % in pan-Lancashire
    CHECK(children * 100 < people * 26);
    CHECK(people * 10 > households.size() * 22); // 2.4 a household
    CHECK(people * 10 < households.size() * 26);
    CHECK(families.size() > 1000);
    for (auto const& [family, many] : families)
        CHECK_MESSAGE(many * 100 < people * 4, family);
}

TEST_CASE("three records of a hundred are second ones, of somebody whom another agency holds first")
{
    auto const town = drawn_people(10000, 2);
    std::map<std::string_view, std::size_t> slips;
    std::size_t twice = 0;
    for (std::size_t i = 0; i < town.held.size(); ++i) {
        auto const& one = town.held[i];
        CHECK(one.slip.has_value() == one.first.has_value());
        if (!one.slip)
            continue;
        ++twice;
        ++slips[word_of(*one.slip)];
        REQUIRE(*one.first < i);
        auto const& first = town.held[*one.first];
        CHECK(!first.slip);
        CHECK(first.keeper != one.keeper);
        CHECK(first.person.sex == one.person.sex);
        if (*one.slip == Slip::typo) {
            CHECK(first.person.names.front().text != one.person.names.front().text);
            CHECK(first.person.birth == one.person.birth);
        }
        if (*one.slip == Slip::birth)
            CHECK(first.person.birth != one.person.birth);
        if (*one.slip == Slip::no_birth)
            CHECK(!one.person.birth);
    }
    CHECK(twice > 230); // 3 of 100, by chance
    CHECK(twice < 370);
    CHECK(slips.size() == 9);
}

TEST_CASE("records of one keeper stand together, first ones before second ones")
{
    auto const town = drawn_people(2000, 9);
    std::set<std::pair<bool, Keeper const*>> done_with;
    for (std::size_t i = 1; i < town.held.size(); ++i) {
        auto const key = [&](std::size_t at) {
            return std::pair(town.held[at].first.has_value(), town.held[at].keeper);
        };
        if (key(i) != key(i - 1))
            CHECK(done_with.insert(key(i - 1)).second);
    }
    CHECK(done_with.size() >= 5); // five keepers, twice, save those who hold no second one
}

TEST_CASE("invented numbers have right check digits, and none is given twice")
{
    CHECK(nhs_number(1) == "9990000018"); // as people/identifiers_test.cc works it out
    std::set<std::string> seen;
    for (std::size_t i = 0; i < 2000; ++i) {
        if (auto const number = nhs_number(i)) {
            CHECK(people::read_identifier("nhs_number", *number).ok());
            CHECK(seen.insert(*number).second);
        }
        CHECK(people::read_identifier("upn", pupil_number(i)).ok());
    }
    CHECK(seen.size() > 1700); // one of eleven has no check digit
}

TEST_CASE(
    "the larger place has a postcode for every forty people, each once and none of the small one's")
{
    auto const csv = Streets::postcodes_csv();
    std::set<std::string> seen;
    std::size_t rows = 0;
    for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1) {
        ++rows;
        seen.insert(csv.substr(at, csv.find(',', at) - at));
    }
    CHECK(rows == 60 + 2700);
    CHECK(seen.size() == rows);
    Draw draw(1);
    auto const words = read_county_words();
    Streets const streets(words);
    for (auto i = 0; i < 500; ++i)
        CHECK(seen.contains(streets.draw_home(draw).postcode));
}
