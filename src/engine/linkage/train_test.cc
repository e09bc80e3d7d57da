// SPDX-License-Identifier: MIT
#include "engine/linkage/known_model.h"
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
    // (900 + 25 * .79) / 1000, (75 + 25 * .05) / 1000, (975 + 25 * .86) / 1000
    CHECK(learned.m[0][forename_level::same] == doctest::Approx(.91975).epsilon(1e-3));
    CHECK(learned.m[0][forename_level::close] == doctest::Approx(.07625).epsilon(1e-3));
    CHECK(learned.m[1][surname_level::same] == doctest::Approx(.9965).epsilon(1e-3));
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
    CHECK(learned.matches == doctest::Approx(1000 * .3 / .48).epsilon(0.01));
    CHECK(learned.m[sex][plain_level::same] == doctest::Approx(.98).epsilon(0.005));
}

TEST_CASE("what is learned moves from what is usual to what the pairs show")
{
    // Two fields in which strangers agree in half of the pairs, whatever the other says. Of a
    // million pairs four in ten are of one person, who agrees in the first field .9 of the time
    // (.98 is usual), in the second .7 (.8 is usual). So of the pairs
    //   .4 * .9 * .7 + .6 / 4 = .402 agree in both,    .4 * .9 * .3 + .6 / 4 = .258 in the first,
    //   .4 * .1 * .7 + .6 / 4 = .178 in the second,    .4 * .1 * .3 + .6 / 4 = .162 in neither.
    // Three counts and three unknown shares: there is no other answer.
    auto model = usual_model();
    for (auto& field : model.u)
        field.fill(1e-9);
    constexpr auto same = plain_level::same;
    constexpr auto different = plain_level::different;
    for (auto const field : {Field::sex, Field::birth_place})
        for (auto const level : {same, different})
            model.u[static_cast<std::size_t>(field)][level] = 0.5;
    auto const pattern = [](unsigned sex, unsigned birth_place) {
        return packed(Field::sex, sex) | packed(Field::birth_place, birth_place);
    };
    std::vector<PatternCount> const patterns
        = {{pattern(same, same), 402'000}, {pattern(same, different), 258'000},
            {pattern(different, same), 178'000}, {pattern(different, different), 162'000}};
    auto const learned = learn(patterns, model, {}, 5000);
    auto const m = [&](Field field) { return learned.m[static_cast<std::size_t>(field)][same]; };
    CHECK(learned.matches == doctest::Approx(400'000).epsilon(0.01));
    CHECK(m(Field::sex) == doctest::Approx(.9).epsilon(0.002));
    CHECK(m(Field::birth_place) == doctest::Approx(.7).epsilon(0.002));
}

TEST_CASE("a number that no file showed weighs what is usual, and one that many share does not")
{
    auto const trained = [](std::string const& rows) {
        World world("id,forename,surname,dob,nhs_number,phone\n" + rows);
        auto frequencies = count_values(world.people(), 1);
        auto const blocked = block(world.people(), nullptr, 1);
        return train(world.people(), blocked, std::move(frequencies), 1);
    };
    auto const bits = [](Model const& model, Field field) {
        return Scorer(model, 100).weight(field, plain_level::same);
    };
    // log2(.95 / 1e-7) = 23.2 and log2(.7 / 2e-6) = 18.4 are usual
    auto const nobody = trained("1,Ann,Day,2010-01-01,,\n2,Bea,Fox,2011-02-02,,\n");
    CHECK(bits(nobody, Field::identifier) == doctest::Approx(23.2).epsilon(0.01));
    CHECK(bits(nobody, Field::phone) == doctest::Approx(18.4).epsilon(0.01));
    // fifteen pairs, of which one is of one person, who has one number
    auto const few
        = trained("1,Ann,Day,2010-01-01,9990000018,1\n2,Ann,Day,2010-01-01,9990000018,2\n"
                  "3,Cat,Roe,2012-03-03,9990000026,3\n4,Dan,Ash,2013-04-04,9990000034,4\n"
                  "5,Eve,Elm,2014-05-05,9990000042,5\n6,Flo,Fir,2015-06-06,9990000050,6\n");
    CHECK(bits(few, Field::identifier) == doctest::Approx(23.2).epsilon(0.01));
    CHECK(bits(few, Field::phone) == doctest::Approx(18.4).epsilon(0.02));
    // a number put in for a form: of 1,770 pairs each holds it
    std::string form;
    for (int at = 0; at < 60; ++at)
        form += std::to_string(at) + ",F" + std::to_string(at * 7919) + ",S"
            + std::to_string(at * 104729) + "," + std::to_string(1950 + at)
            + "-01-02,9999999999,\n";
    CHECK(bits(trained(form), Field::identifier) < 2);
}

TEST_CASE("a model from a file without numbers gives them what is usual, wherever it is used")
{
    World world(test::town(120));
    auto learned = saved(link(world.people(), {}).model, world.people());
    auto const identifier = static_cast<std::size_t>(Field::identifier);
    learned.u[identifier] = {0, 1.0 / 3, 1.0 / 3, 1.0 / 3}; // as models were once written
    learned.m[identifier] = {0, .92, .05, .03};
    Scorer const scorer(applied(learned, world.people()), 100);
    CHECK(
        scorer.weight(Field::identifier, plain_level::same) == doctest::Approx(23.2).epsilon(0.01));
    GivenModel const given(learned, 200);
    CHECK(given.scorer().weight(Field::identifier, plain_level::same)
        == doctest::Approx(23.2).epsilon(0.01));
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
