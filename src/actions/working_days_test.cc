// SPDX-License-Identifier: MIT
// Working days against a slow count that shares nothing with them: no Date, no list of holidays
// from the data, no loop of theirs.
#include "base/working_days.h"
#include "directory/directory.h"
#include <doctest/doctest.h>
#include <random>
#include <string>

using namespace kith;

namespace {
// A day in figures, which steps on by the rules of the calendar.
struct SlowDay {
    int year, month, day;

    [[nodiscard]] bool leap() const
    {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }
    void step()
    {
        int const lengths[] = {31, leap() ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        if (++day <= lengths[month - 1])
            return;
        day = 1;
        if (++month == 13) {
            month = 1;
            ++year;
        }
    }
    // Zeller's congruence: 0 is Saturday.
    [[nodiscard]] int weekday() const
    {
        auto const m = month < 3 ? month + 12 : month;
        auto const y = month < 3 ? year - 1 : year;
        return (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
    }
    [[nodiscard]] std::string text() const
    {
        auto const two
            = [](int number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
        return std::to_string(year) + two(month) + two(day);
    }
    // As gov.uk lists them for England and Wales.
    [[nodiscard]] bool holiday() const
    {
        static std::string const listed
            = "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 "
              "2025-12-26 2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 "
              "2026-12-25 2026-12-28 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 "
              "2027-08-30 2027-12-27 2027-12-28";
        return listed.find(text()) != std::string::npos;
    }
    [[nodiscard]] bool works() const { return weekday() > 1 && !holiday(); }
};

// Takes whole days off a pile of working days until none is left.
SlowDay slowly_after(SlowDay from, int pile)
{
    while (pile > 0) {
        from.step();
        pile -= from.works() ? 1 : 0;
    }
    return from;
}
} // namespace

TEST_CASE("working days are what a slow count by hand says, 2,000 times over three years")
{
    auto const facts = directory::ReferenceFacts::read().value();
    auto const& days = facts.working_days();
    std::mt19937 draw(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same draws each time
    for (int at = 0; at < 2000; ++at) {
        SlowDay from{2025, 1, 1};
        for (auto steps = static_cast<int>(draw() % 1000); steps > 0; --steps)
            from.step();
        auto const count = static_cast<int>(draw() % 60);
        auto const start = Date::of(from.year, from.month, from.day).value();
        auto const found = days.after(start, count);
        CAPTURE(from.text());
        CAPTURE(count);
        REQUIRE(found.write() == slowly_after(from, count).text());
        REQUIRE(days.between(start, found) == count);
        REQUIRE(days.works(start) == from.works());
    }
}

TEST_CASE("no working day after D is D, also on a Sunday, and one after Friday is Monday")
{
    WorkingDays const plain;
    auto const sunday = Date::of(2026, 3, 8).value();
    CHECK(plain.after(sunday, 0) == sunday);
    CHECK(plain.after(Date::of(2026, 3, 6).value(), 1) == Date::of(2026, 3, 9).value());
    CHECK(plain.after(sunday, 1) == Date::of(2026, 3, 9).value());
    CHECK(plain.between(sunday, sunday) == 0);
}
