// SPDX-License-Identifier: MIT
#include "engine/linkage/score.h"
#include "engine/linkage/world_test.h"
#include <cmath>
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

namespace {
// Whole bits for every level there is: m / u is a power of two.
Model whole_model()
{
    Model model;
    auto const set = [&](Field field, std::initializer_list<int> bits_from_one) {
        unsigned level = 1;
        for (auto const bits : bits_from_one) {
            model.u[static_cast<std::size_t>(field)][level] = 1.0 / (1 << 20);
            model.m[static_cast<std::size_t>(field)][level]
                = std::exp2(bits) / static_cast<double>(1 << 20);
            ++level;
        }
    };
    // same, variant, close, near, initial, middle, swapped, first letter, different
    set(Field::forename, {6, 5, 4, 2, 1, 1, 6, -2, -5});
    // same, part, close, near, variant, different
    set(Field::surname, {6, 5, 4, 2, 5, -3});
    // same, swapped, one digit, other year, 1 January, two parts, partial, near year, different,
    // one or ten years, estimated
    set(Field::birth, {12, 8, 7, 4, 3, 3, 1, -4, -7, 6, 2});
    // address, postcode, neighbour, moved postcode, slip, sector, town, different
    set(Field::location, {10, 8, -1, 9, 6, 3, 1, -2});
    set(Field::sex, {1, 0, -5});
    set(Field::identifier, {14, 9, -6});
    model.matches_per_record = 0.5;
    model.households = 0;
    return model;
}

// What two rows are worth under a prior of -10.
double worth(std::string const& left, std::string const& right)
{
    World world("id,forename,surname,dob,sex,house,street,postcode,identifier\n1," + left + "\n2,"
        + right + "\n");
    REQUIRE(world.people().records.size() == 2);
    auto const& one = world.people().records[0];
    auto const& other = world.people().records[1];
    Comparer comparer(world.people());
    return Scorer(whole_model(), 512).bits(comparer.compare(one, other), one, other);
}
} // namespace

TEST_CASE("every comparison of two people weighs what it should, worked by hand")
{
    std::string const home = ",F,6,Mill Lane,FY1 1AD,";
    std::string const amelia = "Amelia,Holden,2011-05-03" + home;
    auto const is = [](double bits) { return doctest::Approx(bits).epsilon(1e-4); };
    // -10, and for forename, surname, birth, sex and address 6 + 6 + 12 + 1 + 10
    CHECK(worth(amelia, amelia) == is(25));
    // forenames: a pet name, a name written from another script, one letter, an initial, another
    CHECK(worth("Bill,Holden,2011-05-03" + home, "William,Holden,2011-05-03" + home) == is(24));
    CHECK(worth("Mohammed,Khan,2011-05-03" + home, "Muhammad,Khan,2011-05-03" + home) == is(24));
    CHECK(worth(amelia, "Amelya,Holden,2011-05-03" + home) == is(23));
    CHECK(worth(amelia, "A,Holden,2011-05-03" + home) == is(20));
    CHECK(worth(amelia, "Zara,Holden,2011-05-03" + home) == is(14));
    // surnames: a half of a double-barrelled one, a changed one; names in each other's place
    CHECK(worth(amelia, "Amelia,Holden-Pickup,2011-05-03" + home) == is(24));
    CHECK(worth(amelia, "Amelia,Nowak,2011-05-03" + home) == is(16));
    CHECK(worth(amelia, "Holden,Amelia,2011-05-03" + home) == is(19)); // 6 for both names
    // birth dates: 25 - 12 = 13, and
    auto const born = [&](std::string const& date) { return "Amelia,Holden," + date + home; };
    CHECK(worth(amelia, born("2011-03-05")) == is(21));             // day and month: 8
    CHECK(worth(amelia, born("2011-05-08")) == is(20));             // one digit: 7
    CHECK(worth(amelia, born("2001-05-03")) == is(20));             // ten years, one digit: 7
    CHECK(worth(born("2010-05-03"), born("2009-05-03")) == is(19)); // one year: 6
    CHECK(worth(born("1995-05-03"), born("2005-05-03")) == is(19)); // ten years: 6
    CHECK(worth(amelia, born("2011-01-01")) == is(16));             // put in for a form: 3
    CHECK(worth(amelia, born("2011")) == is(14));                   // in part: 1
    CHECK(worth(amelia, born("~2012")) == is(15));                  // estimated: 2
    CHECK(worth(amelia, born("")) == is(13));                       // missing: exactly nothing
    CHECK(worth(amelia, born("1980-11-24")) == is(6));              // in conflict: -7
    // places: 25 - 10 = 15, and
    auto const at
        = [](std::string const& place) { return "Amelia,Holden,2011-05-03,F," + place + ","; };
    CHECK(worth(amelia, at("8,Mill Lane,FY1 1AD")) == is(14)); // next door: -1
    CHECK(worth(amelia, at(",,FY1 1AD")) == is(23));           // the postcode alone: 8
    CHECK(worth(amelia, at("6,Mill Lane,PR2 8XY")) == is(24)); // house and street: 9
    CHECK(worth(amelia, at(",,FY1 1AB")) == is(21));           // a slip of the pen: 6
    CHECK(worth(amelia, at(",,FY1 1XY")) == is(18));           // the sector: 3
    CHECK(worth(amelia, at(",,PR2 8XY")) == is(13));           // moved: -2
    CHECK(worth(amelia, at(",,")) == is(15));                  // missing
    // identifiers: equal, two digits in each other's place, in conflict, missing
    CHECK(worth(amelia + "9990000018", amelia + "999 000 0018") == is(39));
    CHECK(worth(amelia + "9990000018", amelia + "9990000081") == is(34));
    CHECK(worth(amelia + "9990000018", amelia + "9990001235") == is(19));
    CHECK(worth(amelia + "9990000018", amelia) == is(25));
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
