// SPDX-License-Identifier: MIT
#include "contexts/hours.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

TEST_CASE("opening hours are times of the clock, and may end on the next day")
{
    CHECK(read_time("17:00").value() == 1020);
    CHECK(read_time("7:05").value() == 425);
    CHECK(read_time("24:00").value() == 1440);
    for (auto const* const wrong : {"", "17", "25:00", "24:01", "17:60", "5 pm", "17.00", "ab:cd"})
        CHECK_MESSAGE(read_time(wrong).error().field == "hours", wrong);
    CHECK(in_words({"weekdays", 1020, 180}, "Monday to Friday")
        == "Monday to Friday, 17:00 to 03:00 the next day");
    CHECK(in_words({"daily", 540, 1020}, "Every day") == "Every day, 09:00 to 17:00");
    CHECK(in_words({"daily", 0, 1440}, "Every day") == "Every day, all day and night");
    CHECK(checked({"daily", 600, 600}).error().field == "hours");
    CHECK(checked({"someday", 600, 700}).error().field == "hours");
    CHECK(checked({"sat", 1440, 180})->opens == 0);
}

TEST_CASE("hours are one line in the database, and what is no hours there is left out")
{
    std::vector<OpenHours> const hours{{"weekdays", 1020, 180}, {"sat", 1020, 240}};
    CHECK(write_hours(hours) == "weekdays 17:00-03:00; sat 17:00-04:00");
    CHECK(read_hours(write_hours(hours)) == hours);
    CHECK(read_hours("").empty());
    CHECK(read_hours("weekdays; sat 17:00-04:00").size() == 1);
}

TEST_CASE("open at night is open at any time from 22:00 to 06:00")
{
    CHECK_FALSE(open_at_night({}));
    CHECK_FALSE(open_at_night({{"daily", 360, 1320}})); // 06:00 to 22:00
    CHECK(open_at_night({{"daily", 359, 1320}}));       // from 05:59
    CHECK(open_at_night({{"daily", 360, 1321}}));       // to 22:01
    CHECK(open_at_night({{"daily", 1020, 60}}));        // 17:00 to 01:00
    CHECK(open_at_night({{"daily", 600, 900}, {"sat", 1380, 1440}}));
}
