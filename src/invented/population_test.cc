// SPDX-License-Identifier: MIT
#include "invented/population.h"
#include <doctest/doctest.h>
#include <set>

using namespace kith;
using namespace kith::invented;

TEST_CASE("a seed draws the same town again, and another seed another")
{
    auto const day = Date::read("2025-03-18").value();
    auto const names = [&](std::uint64_t seed) {
        Draw draw(seed);
        std::string all;
        for (auto const& person : draw_population(50, day, draw).people)
            all += person.names.front().text + person.birth->write() + "\n";
        return all;
    };
    CHECK(names(3) == names(3));
    CHECK(names(3) != names(4));
}

TEST_CASE("nobody is born after the year begins, and no place stands twice")
{
    auto const day = Date::read("2025-03-18").value();
    Draw draw(1);
    auto const town = draw_population(2000, day, draw);
    for (auto const& person : town.people)
        CHECK(person.birth->first() < day);
    std::set<std::string> names;
    for (auto const& context : town.contexts)
        CHECK(names.insert(context.name).second);
    CHECK(town.contexts.size() == 95); // 15 stems, each 2 schools and 4 places; 5 online spaces
    CHECK(town.spots().size() == 90);
    CHECK(!town.children(day).empty());
}
