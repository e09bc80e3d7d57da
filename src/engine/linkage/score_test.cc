// SPDX-License-Identifier: MIT
#include "engine/linkage/score.h"
#include "engine/linkage/world_test.h"
#include <doctest/doctest.h>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
// Weights that are whole numbers of bits: m / u is 64 for the forename, 1/16 where it differs, and
// so on.
Model round_model()
{
    Model model;
    model.m[0][forename_level::same] = 0.64;
    model.u[0][forename_level::same] = 0.01; // 6 bits
    model.m[0][forename_level::different] = 0.05;
    model.u[0][forename_level::different] = 0.8; // -4 bits
    model.m[1][surname_level::same] = 0.8;
    model.u[1][surname_level::same] = 0.0125; // 6 bits
    model.m[2][birth_level::same] = 0.5;
    model.u[2][birth_level::same] = 0.5 / 1024; // 10 bits
    model.matches_per_record = 0.5;
    model.households = 0;
    return model;
}
} // namespace

TEST_CASE("weights add up to the prior and every part")
{
    // half a match a record, 512 possible pairs a record: a prior of 2^-10
    Scorer const scorer(round_model(), 512);
    CHECK(scorer.prior() == doctest::Approx(-10));
    auto const all = packed(Field::forename, forename_level::same)
        | packed(Field::surname, surname_level::same) | packed(Field::birth, birth_level::same);
    auto const score = scorer.score(all, {}, {});
    CHECK(score.parts[0] == doctest::Approx(6));
    CHECK(score.parts[2] == doctest::Approx(10));
    CHECK(score.total == doctest::Approx(12)); // -10 + 6 + 6 + 10
    CHECK(probability(score.total) == doctest::Approx(4096.0 / 4097));
    auto const other = packed(Field::forename, forename_level::different)
        | packed(Field::surname, surname_level::same) | packed(Field::birth, birth_level::same);
    CHECK(scorer.bits(other, {}, {}) == doctest::Approx(2)); // -10 - 4 + 6 + 10
}

TEST_CASE("what is missing weighs exactly nothing")
{
    Scorer const scorer(round_model(), 512);
    auto const score = scorer.score(0, {}, {});
    for (auto const part : score.parts)
        CHECK(part == 0.0F);
    CHECK(score.total == doctest::Approx(-10));
}

TEST_CASE("a rare surname tells more than a common one")
{
    auto model = round_model();
    // Smith (1) 96 of 128 records, Day (2) 32: two are the same in (96 * 95 + 32 * 31) / (128 *
    // 127)
    model.frequencies[static_cast<std::size_t>(Counted::surname)] = {{0, 96, 32}, 128};
    Scorer const scorer(model, 512);
    Record smith;
    smith.surname = 1;
    Record day;
    day.surname = 2;
    auto const same = packed(Field::surname, surname_level::same);
    // log2(96 / 32) = 1.585 bits lie between them
    CHECK(scorer.bits(same, day, day) - scorer.bits(same, smith, smith)
        == doctest::Approx(1.58496).epsilon(1e-4));
}

TEST_CASE("twins are explained by the household, not by one person")
{
    auto model = round_model();
    model.households = 4; // four pairs of one household for each pair of one person
    model.household_birth[birth_level::same] = 0.5 / 32; // twins: 5 bits more than strangers
    model.m[3][location_level::address] = 0.5;
    model.u[3][location_level::address] = 0.5 / 256; // 8 bits
    Scorer const scorer(model, 512);
    auto const twins = packed(Field::forename, forename_level::different)
        | packed(Field::surname, surname_level::same) | packed(Field::birth, birth_level::same)
        | packed(Field::location, location_level::address);
    auto const score = scorer.score(twins, {}, {});
    // one person: -10 - 4 + 6 + 10 + 8 = 10; one household: -10 + 2 + 6 + 8 + 5 = 11
    CHECK(score.household == doctest::Approx(-11.0007).epsilon(1e-4));
    CHECK(score.total == doctest::Approx(-1.0007).epsilon(1e-3));
}

TEST_CASE("a level hardly ever seen tells no more than equality")
{
    auto model = round_model();
    model.m[0][forename_level::initial] = 0.01;
    model.u[0][forename_level::initial] = 1e-12;
    CHECK(
        Scorer(model, 512).weight(Field::forename, forename_level::initial) == doctest::Approx(6));
}

TEST_CASE("what is passed by at a glance is what comes to too little, and nothing else")
{
    World world(test::town(160));
    auto const& people = world.people();
    auto const out = link(world.people(), {});
    auto const scorer = scorer_of(out, people);
    Comparer comparer(people);
    for (auto const least : {-12.0F, 0.0F, 6.0F}) {
        std::size_t different = 0;
        std::size_t kept = 0;
        for (std::size_t l = 0; l < people.records.size(); ++l)
            for (std::size_t r = 0; r < people.records.size(); ++r) {
                auto const& left = people.records[l];
                auto const& right = people.records[r];
                auto const whole = scorer.bits(comparer.compare(left, right), left, right);
                auto const found = scorer.bits_from(least, comparer, left, right);
                different += found.has_value() != (whole >= least) || (found && *found != whole)
                    ? 1U
                    : 0U;
                kept += found ? 1U : 0U;
            }
        CHECK(different == 0);
        CHECK(kept >= people.records.size());
    }
}
