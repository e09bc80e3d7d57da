// SPDX-License-Identifier: MIT
#include "engine/linkage/train.h"
#include "engine/linkage/world_test.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
Pattern people_of_one_kind(unsigned forename, unsigned surname, unsigned birth)
{
    return packed(Field::forename, forename) | packed(Field::surname, surname)
        | packed(Field::birth, birth);
}
} // namespace

TEST_CASE("where patterns leave no doubt, learning is counting")
{
    // 900 pairs agree on everything, 75 have another forename spelling, and 1,000,000 agree on
    // nothing. With u as small as this the first two are of one person beyond doubt, so that what
    // is learned has a closed form: (count + 25 usual) / (975 + 25).
    auto model = usual_model();
    for (auto& field : model.u)
        field.fill(1e-9);
    model.u[0][forename_level::different] = model.u[1][surname_level::different]
        = model.u[2][birth_level::different] = 1;
    std::vector<PatternCount> const patterns = {
        {people_of_one_kind(forename_level::same, surname_level::same, birth_level::same), 900},
        {people_of_one_kind(forename_level::close, surname_level::same, birth_level::same), 75},
        {people_of_one_kind(
             forename_level::different, surname_level::different, birth_level::different),
            1'000'000},
    };
    auto const learned = learn(patterns, model, {}, 25);
    CHECK(learned.matches == doctest::Approx(975).epsilon(1e-3));
    CHECK(learned.strangers == doctest::Approx(1'000'000).epsilon(1e-3));
    CHECK(learned.counts[0][forename_level::same] == doctest::Approx(900).epsilon(1e-3));
    CHECK(learned.counts[0][forename_level::close] == doctest::Approx(75).epsilon(1e-3));
}

TEST_CASE(
    "learning ends where expectation and maximisation agree: two kinds of pair, worked out by hand")
{
    // Sex alone: strangers agree in half of the pairs, one person in all but a few. 800 pairs agree
    // and 200 do not. What is learned must explain itself: with share p of one person and m the
    // usual .98, the expected agreement p * m + (1 - p) / 2 is what was seen, .8: p = .3 / .48.
    // The household, which is strangers in this, is kept out by having p shared with strangers.
    auto model = usual_model();
    for (auto& field : model.u)
        field.fill(1e-9);
    auto const sex = static_cast<std::size_t>(Field::sex);
    model.u[sex][plain_level::same] = model.u[sex][plain_level::different] = 0.5;
    std::vector<PatternCount> const patterns = {{packed(Field::sex, plain_level::same), 800},
        {packed(Field::sex, plain_level::different), 200}};
    auto const learned = learn(patterns, model, {}, 2000);
    auto const m = (learned.counts[sex][plain_level::same] + 25 * .98) / (learned.matches + 25);
    auto const p = learned.matches / 1000;
    CHECK(p * m + (1 - p) / 2 == doctest::Approx(.8).epsilon(0.01));
}

TEST_CASE("the fields a key holds are not learned from that key")
{
    std::vector<PatternCount> const patterns
        = {{people_of_one_kind(forename_level::same, surname_level::same, birth_level::same), 50}};
    std::vector<Field> const hidden = {Field::birth, Field::surname};
    auto model = usual_model();
    for (auto& field : model.u)
        field.fill(0.01);
    auto const learned = learn(patterns, model, hidden, 5);
    CHECK(learned.counts[static_cast<std::size_t>(Field::birth)] == Levels{});
    CHECK(learned.counts[static_cast<std::size_t>(Field::surname)] == Levels{});
    CHECK(learned.counts[0][forename_level::same] > 10);
}

TEST_CASE("two drawn at random are the same as often as the values are common")
{
    // Smith 3 times, Day once: of the 4 * 3 ordered pairs 3 * 2 are Smith twice
    Frequency const frequency{{0, 3, 1}, 4};
    CHECK(frequency.same() == doctest::Approx(0.5));
}

TEST_CASE(
    "a model of a town says that forenames differ between strangers and agree within one person")
{
    World world(test::town(600));
    auto frequencies = count_values(world.people(), 1);
    auto const blocked = block(world.people(), nullptr, 1);
    auto const model = train(world.people(), blocked, std::move(frequencies), 1);
    CHECK(model.m[0][forename_level::same] > 0.6);
    CHECK(model.u[0][forename_level::same] < 0.15);
    CHECK(model.u[0][forename_level::different] > 0.5);
    // 200 of 800 records are met twice: a quarter of a pair for each record
    CHECK(model.matches_per_record == doctest::Approx(0.25).epsilon(0.2));
}

TEST_CASE("what all of a small file share, and what none of it holds, still weighs within reason")
{
    World world("id,forename,surname,dob,postcode\n1,Ann,Day,2010-01-01,ZY1 1EB\n"
                "2,Bea,Fox,2011-02-02,ZY1 1EB\n3,Cat,Roe,2012-03-03,ZY1 1EB\n");
    auto frequencies = count_values(world.people(), 1);
    auto const blocked = block(world.people(), nullptr, 1);
    auto const model = train(world.people(), blocked, std::move(frequencies), 1);
    for (auto const& field : model.u)
        for (std::size_t level = 1; level < level_count; ++level)
            CHECK(field[level] >= 0);
    auto const u = [&](Field field, std::size_t level) {
        return model.u[static_cast<std::size_t>(field)][level];
    };
    CHECK(u(Field::location, location_level::postcode) > 0.9);
    CHECK(u(Field::occupation, plain_level::same) > 0.1);  // nobody says it: it was not learned
    CHECK(u(Field::surname, surname_level::same) > 0.001); // of three pairs, none is the same
}

TEST_CASE("a handful of records is no reason to break")
{
    World one("id,forename,surname\n1,Ann,Day\n");
    auto const out = link(one.people(), {});
    CHECK(out.links.empty());
    CHECK(out.clusters == std::vector<std::uint32_t>{0});
    World none("id,forename,surname\n");
    CHECK(link(none.people(), {}).clusters.empty());
}
