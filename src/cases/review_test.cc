// SPDX-License-Identifier: MIT
#include "cases/review.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date const before_day = Date::of(2026, 3, 2).value();
    Date const after_day = Date::of(2026, 5, 25).value();

    bool asks_for(std::vector<Error> const& missing, std::string const& field)
    {
        return std::ranges::find(missing, field, &Error::field) != missing.end();
    }
} // namespace

TEST_CASE("Newcombe's own example: 56 of 70 and 48 of 80 differ by 5.2 to 33.4 points")
{
    // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, case a: 0.0524 to 0.3339
    auto const difference = difference_of({48, 80, before_day}, {56, 70, after_day});
    CHECK(difference.points == doctest::Approx(20).epsilon(0.0001));
    CHECK(difference.low == doctest::Approx(5.24).epsilon(0.002));
    CHECK(difference.high == doctest::Approx(33.39).epsilon(0.002));
    CHECK(!difference.could_be_chance());
}

TEST_CASE("31 per cent of 62, then 47 per cent of 58: 16 points more, and this could be chance")
{
    // 27/58 - 19/62 = 0.46552 - 0.30645 = 0.15907. Wilson: 19/62 lies in 0.20582 to 0.42967, 27/58
    // in 0.34332 to 0.59200. Low: 0.15907 - sqrt(0.12220² + 0.12322²) = 0.15907 - 0.17354; high:
    // 0.15907 + sqrt(0.12648² + 0.10064²) = 0.15907 + 0.16163.
    Counted const before{19, 62, before_day};
    Counted const after{27, 58, after_day};
    auto const difference = difference_of(before, after);
    CHECK(difference.points == doctest::Approx(15.907).epsilon(0.0005));
    CHECK(difference.low == doctest::Approx(-1.447).epsilon(0.005));
    CHECK(difference.high == doctest::Approx(32.07).epsilon(0.001));
    CHECK(difference.could_be_chance());
    CHECK(in_words(before, after)
        == "31 % of 62 on 2 March 2026, then 47 % of 58 on 25 May 2026: 16 percentage points more "
           "(between 1 less and 32 more): this could be chance.");
}

TEST_CASE("twenty and forty-five of a hundred differ by more than chance alone would make likely")
{
    // Wilson: 0.13337 to 0.28883, 0.35615 to 0.54755. Low: 0.25 - sqrt(0.09385² + 0.08883²)
    Counted const before{20, 100, before_day};
    Counted const after{45, 100, after_day};
    CHECK(difference_of(before, after).low == doctest::Approx(12.08).epsilon(0.001));
    CHECK(in_words(before, after).ends_with("more than chance alone would make likely."));
    // The other way round it is as much less, and where nobody was asked nothing is claimed.
    CHECK(difference_of(after, before).high == doctest::Approx(-12.08).epsilon(0.001));
    CHECK(difference_of({0, 0, before_day}, after).could_be_chance());
}

TEST_CASE("marks are no people: their difference stands alone")
{
    // 4 of 10 are 40 %, 9 of 12 are 75 %.
    CHECK(in_words({4, 10, before_day}, {9, 12, after_day}, Counts::marks)
        == "40 % of 10 marks on 2 March 2026, then 75 % of 12 marks on 25 May 2026: 35 percentage "
           "points more.");
}

TEST_CASE("what is counted again was not counted before the baseline")
{
    auto const goal = GoalId::fresh();
    Review review;
    review.on = after_day;
    review.findings = {{goal, Counted{2, 10, before_day}, {}, Counted{6, 10, before_day + -1}, ""}};
    REQUIRE(problems_of(review, after_day).size() == 1);
    CHECK(problems_of(review, after_day)[0].field == "after-" + goal.write() + "-on");
    review.findings[0].after->on = before_day;
    CHECK(problems_of(review, after_day).empty());
}

TEST_CASE("a draft saves with anything in it, and completing asks for everything at once")
{
    Goal goal;
    goal.id = GoalId::fresh();
    goal.statement = "Young people can name an adult they trust here";
    goal.measured_by = "observation";
    Review review;
    review.on = after_day;
    CHECK(problems_of(review, after_day).empty());
    auto const missing = missing_to_complete(review, {goal}, false);
    auto const count_field = "after-" + goal.id.write() + "-count";
    for (auto const* const field :
        {"contexts_changed", "contexts_words", "life_changed", "life_words", "displacement",
            "displacement_words", "level", "level_why", "own_view", "who"})
        CHECK_MESSAGE(asks_for(missing, field), field);
    CHECK(asks_for(missing, count_field));
    CHECK(!asks_for(missing_to_complete(review, {goal}, true), "life_words"));
    // Not measured, and why.
    review.findings = {{goal.id, {}, {}, {}, "The youth club was shut all term"}};
    CHECK(!asks_for(missing_to_complete(review, {goal}, false), count_field));
    review.findings[0].after = Counted{7, 6, after_day};
    CHECK(problems_of(review, after_day)[0].field == count_field);
    review.displacement = "found";
    CHECK(asks_for(missing_to_complete(review, {goal}, false), "displaced_to"));
    review.on = after_day + 1;
    CHECK(asks_for(problems_of(review, after_day), "on"));
}

} // namespace kith::cases
