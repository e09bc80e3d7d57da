// SPDX-License-Identifier: MIT
#include "disruption/effect.h"
#include <cmath>
#include <doctest/doctest.h>
#include <random>

namespace kith::disruption {

TEST_CASE("a change is told against what changed elsewhere")
{
    // By hand: (10.5 / 40.5) * (400.5 / 400.5) = .259; sqrt(1/10.5 + 1/40.5 + 2/400.5) = .353.
    auto const fewer = change_against({40, 10}, {400, 400});
    CHECK(fewer.value == doctest::Approx(0.2593).epsilon(0.001));
    CHECK(fewer.low == doctest::Approx(0.1298).epsilon(0.005));
    CHECK(fewer.high == doctest::Approx(0.5179).epsilon(0.005));
    CHECK(finding_of({40, 10}, fewer) == Finding::fewer);
    // Elsewhere fell alike: nothing of it is the step's.
    CHECK(finding_of({40, 10}, change_against({40, 10}, {400, 100})) == Finding::no_telling);
    CHECK(finding_of({10, 40}, change_against({10, 40}, {400, 400})) == Finding::more);
    CHECK(finding_of({9, 0}, change_against({9, 0}, {400, 400})) == Finding::too_few);
    CHECK(finding_of({0, 0}, change_against({0, 0}, {0, 0})) == Finding::too_few);
}

TEST_CASE("ten thousand draws: an interval holds its value, and before and after change places")
{
    std::mt19937 chance(20261130);
    std::uniform_int_distribution<int> count(0, 400);
    for (int draw = 0; draw < 10'000; ++draw) {
        Around const here{count(chance), count(chance)};
        Around const there{count(chance), count(chance)};
        auto const one = change_against(here, there);
        CHECK(std::isfinite(one.high));
        CHECK(one.low > 0);
        CHECK(one.low <= one.value);
        CHECK(one.value <= one.high);
        auto const turned = change_against({here.after, here.before}, {there.after, there.before});
        CHECK(turned.value == doctest::Approx(1 / one.value));
        CHECK(turned.low == doctest::Approx(1 / one.high));
        CHECK(change_against(there, here).value == doctest::Approx(1 / one.value));
        auto const effect = effect_of(here, there, {count(chance), count(chance)});
        CHECK_FALSE(told(effect).empty());
        CHECK_FALSE(told_around(effect).empty());
        if (effect.quotient)
            CHECK(std::isfinite(*effect.quotient));
    }
}

TEST_CASE("where nothing changed, one in twenty seems to have, and no more")
{
    std::mt19937 chance(4);
    std::poisson_distribution<int> near(24);
    std::poisson_distribution<int> elsewhere(900);
    int seemed = 0;
    constexpr int draws = 4'000;
    for (int draw = 0; draw < draws; ++draw) {
        Around const here{near(chance), near(chance)};
        auto const found
            = finding_of(here, change_against(here, {elsewhere(chance), elsewhere(chance)}));
        seemed += found == Finding::fewer || found == Finding::more ? 1 : 0;
    }
    CHECK(seemed > draws / 50);
    CHECK(seemed < draws * 6 / 100);
}

TEST_CASE("what moved round the corner")
{
    // Twenty fewer here, the ring as it was, elsewhere as it was.
    CHECK(displacement({40, 20}, {60, 60}, {400, 400}) == 0);
    CHECK(*displacement({40, 20}, {60, 70}, {400, 400}) == doctest::Approx(-0.5));
    CHECK(*displacement({40, 20}, {60, 90}, {400, 400}) == doctest::Approx(-1.5));
    CHECK(*displacement({40, 20}, {60, 50}, {400, 400}) == doctest::Approx(0.5));
    CHECK_FALSE(displacement({40, 40}, {60, 90}, {400, 400})); // not fewer here
    CHECK_FALSE(displacement({40, 20}, {60, 90}, {400, 0}));
    CHECK_FALSE(displacement({40, 20}, {60, 90}, {0, 400}));
    auto const worse = told_around(effect_of({40, 20}, {60, 90}, {400, 400}));
    CHECK(worse.find("More may have moved there than are fewer here") != std::string::npos);
    CHECK(told_around(effect_of({40, 20}, {60, 70}, {400, 400})).find("Some may have moved there")
        != std::string::npos);
}

TEST_CASE("it says what changed, and not why")
{
    auto const few = effect_of({3, 1}, {40, 40}, {400, 400});
    CHECK(told(few) == "Near it: 3 before and 1 after. Too few to tell anything from.");
    CHECK_FALSE(few.quotient);
    CHECK(told(effect_of({40, 10}, {60, 60}, {400, 400}))
        == "Near it: 40 before and 10 after. Fewer than elsewhere: 0.26 times what the comparison "
           "would lead one to expect (95 % interval 0.13 to 0.52).");
    CHECK(told(effect_of({20, 20}, {60, 60}, {400, 400})).find("cannot be told from chance")
        != std::string::npos);
    CHECK(told(effect_of({0, 400}, {0, 0}, {400, 1})).find("more than 100 times")
        != std::string::npos);
}

TEST_CASE("as many months after as before, and never the month it began")
{
    // Began in month 100; months 90 to 110 are held.
    auto const three = halves_of(100, 3, 90, 110);
    REQUIRE(three);
    CHECK(three->before_from == 97);
    CHECK(three->before_until == 99);
    CHECK(three->after_from == 101);
    CHECK(three->after_until == 103);
    CHECK(halves_of(100, 12, 90, 104)->months() == 4);
    CHECK(halves_of(100, 12, 98, 110)->months() == 2);
    CHECK_FALSE(halves_of(100, 3, 90, 100));
    CHECK_FALSE(halves_of(100, 3, 100, 110));
    CHECK_FALSE(halves_of(100, 3, 101, 110));
    for (int began = 80; began < 120; ++began)
        for (int wanted = 1; wanted < 14; ++wanted)
            if (auto const halves = halves_of(began, wanted, 90, 110)) {
                CHECK(halves->before_until - halves->before_from
                    == halves->after_until - halves->after_from);
                CHECK(halves->before_from >= 90);
                CHECK(halves->after_until <= 110);
                CHECK(halves->before_until < began);
                CHECK(halves->after_from > began);
                CHECK(halves->months() <= wanted);
            }
}

TEST_CASE("a conclusion is read as it is written")
{
    for (auto const one : all_conclusions)
        CHECK(read_conclusion(name_of(one)) == one);
    CHECK_FALSE(read_conclusion("worked"));
}

} // namespace kith::disruption
