// SPDX-License-Identifier: MIT
#include "concerns/named_numbers.h"
#include <doctest/doctest.h>

using namespace kith::concerns;

// 999 000 001: the sum of digit i x (11 - i) is 9x10 + 9x9 + 9x8 + 1x2 = 245, 245 mod 11 = 3; so an
// NHS number ends in 11 - 3 = 8 and a learner's in 10 - 3 = 7.
TEST_CASE("a number of ten digits is mistyped if neither check digit fits")
{
    CHECK_FALSE(looks_mistyped("999 000 0018"));
    CHECK_FALSE(looks_mistyped("9990000017"));
    for (auto const* const typed : {"999 000 0019", "9990000010", "999-000-0016"})
        CHECK_MESSAGE(looks_mistyped(typed), typed);
}

TEST_CASE("what has another shape is a council's own number, and is left alone")
{
    for (auto const* const typed : {"", "12345", "999 000 001", "LCC-2231", "99900000199"})
        CHECK_FALSE_MESSAGE(looks_mistyped(typed), typed);
}
