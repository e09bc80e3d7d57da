// SPDX-License-Identifier: MIT
#include "engine/wording/wording.h"
#include <doctest/doctest.h>

namespace kith::wording {

TEST_CASE("short words in short sentences are read at five")
{
    // 6 and 9 words of one syllable each: 0.39 * 7.5 + 11.8 * 1 - 15.59 = -0.865
    auto const ease_of = ease("The cat sat on the mat. It was a big red cat and it ran.");
    REQUIRE(ease_of);
    CHECK(ease_of->sentences == 2);
    CHECK(ease_of->words == 15);
    CHECK(ease_of->syllables == 15);
    CHECK(ease_of->words_a_sentence == doctest::Approx(7.5));
    CHECK(ease_of->grade == doctest::Approx(-0.865));
    CHECK(ease_of->age() == 5);
}

TEST_CASE("long words in a long sentence are hard")
{
    // so-cial 2, wor-kers 2, will 1, un-der-take 3, an 1, as-sess-ment 3, of 1, pa-ren-tal 3,
    // ca-pa-ci-ty 4, to-mor-row 3: 10 words, 23 syllables, 5 of three or more
    auto const ease_of
        = ease("Social workers will undertake an assessment of parental capacity tomorrow.");
    REQUIRE(ease_of);
    CHECK(ease_of->words == 10);
    CHECK(ease_of->syllables == 23);
    CHECK(ease_of->long_words == 5);
    CHECK(ease_of->grade == doctest::Approx(0.39 * 10 + 11.8 * 2.3 - 15.59)); // 15.45
    CHECK(ease_of->age() == 20);
}

TEST_CASE("fewer than ten words are not judged")
{
    CHECK_FALSE(ease("One two three four five six seven eight nine."));
    CHECK(ease("One two three four five six seven eight nine ten."));
    CHECK_FALSE(ease(""));
}

} // namespace kith::wording
