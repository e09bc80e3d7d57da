// SPDX-License-Identifier: MIT
#include "people/typed.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Result<std::optional<PartialDate>> typed_day(char const* day, char const* month, char const* year)
{
    http::FormData form;
    form.add("birth-day", day);
    form.add("birth-month", month);
    form.add("birth-year", year);
    return read_partial(form, "birth");
}
} // namespace

TEST_CASE("a day that its month does not have is told apart from a date that is none")
{
    CHECK(typed_day("28", "2", "2011")->value().day == 28);
    CHECK(typed_day("29", "2", "2012")->value().day == 29); // a leap year
    for (auto const* const day : {"29", "30", "31"})
        CHECK(typed_day(day, "2", "2011").error().words.key
            == "That month has no such day: check the day, or leave it empty");
    CHECK(typed_day("3", "13", "2011").error().words.key
        == "Enter a year, or a month and year, or a whole date");
    CHECK(typed_day("3", "", "2011").error().field == "birth");
    CHECK_FALSE(typed_day("", "", "")->has_value());
}
