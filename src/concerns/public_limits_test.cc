// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "concerns/public_limits.h"
#include "concerns/public_site.h"
#include <chrono>
#include <doctest/doctest.h>
#include <string>

namespace kith::concerns {
namespace {
    using namespace std::chrono_literals;
    Instant const noon = *Instant::read("2026-03-03T12:00:00Z");

    PublicFigures few() { return {{3, 5, 6}, {2, 100, 100}}; }
    int let_in(PublicLimits& limits, std::string_view from, int tries)
    {
        int in = 0;
        for (int i = 0; i < tries; ++i)
            in += limits.admit(Asked::report, from) ? 1 : 0;
        return in;
    }
} // namespace

TEST_CASE(
    "a place is let in three times an hour and five times a day, and the next place is not stopped")
{
    Clock clock(noon);
    PublicLimits limits(few(), clock);
    CHECK(let_in(limits, "203.0.113.7", 10) == 3);
    CHECK(let_in(limits, "203.0.113.8", 1) == 1);
    clock.move_to(noon + 59min);
    CHECK(let_in(limits, "203.0.113.7", 1) == 0);
    clock.move_to(noon + 61min);
    CHECK(let_in(limits, "203.0.113.7", 10) == 2); // five in this day
    clock.move_to(noon + 5h);
    CHECK(let_in(limits, "203.0.113.7", 10) == 0);
    clock.move_to(noon + 13h); // tomorrow: another key, and all is forgotten
    CHECK(let_in(limits, "203.0.113.7", 10) == 3);
}

TEST_CASE("a flood from a few places leaves room for the first report of every other")
{
    Clock clock(noon);
    PublicLimits limits(few(), clock);
    CHECK(let_in(limits, "203.0.113.1", 10) == 3);
    CHECK(let_in(limits, "203.0.113.2", 10) == 3); // six everywhere
    CHECK(let_in(limits, "203.0.113.3", 10) == 1); // from here on one each
    CHECK(let_in(limits, "203.0.113.4", 10) == 1);
    CHECK(let_in(limits, "203.0.113.1", 10) == 0);
    CHECK(let_in(limits, "203.0.113.5", 1) == 1);
    CHECK(let_in(limits, "203.0.113.6", 1) == 1);
    CHECK(let_in(limits, "203.0.113.7", 1) == 1);
    CHECK(let_in(limits, "203.0.113.8", 1) == 1); // twelve: twice six
    CHECK(let_in(limits, "203.0.113.9", 1) == 0);
    clock.move_to(noon + 61min);
    CHECK(let_in(limits, "203.0.113.9", 1) == 1);
}

TEST_CASE("one household is one place, however many IPv6 addresses it has; a mapped one is IPv4")
{
    Clock clock(noon);
    PublicLimits limits(few(), clock);
    CHECK(let_in(limits, "2001:db8:1:200::1", 2) == 2);
    CHECK(let_in(limits, "2001:db8:1:2ff:5:6:7:8", 2) == 1); // the same first 56 bits
    CHECK(let_in(limits, "2001:db8:1:300::1", 1) == 1);
    CHECK(let_in(limits, "198.51.100.4", 2) == 2);
    CHECK(let_in(limits, "::ffff:198.51.100.4", 2) == 0); // six everywhere, and not its first
}

TEST_CASE("this machine itself stands for everybody: only what counts for all holds for it")
{
    Clock clock(noon);
    for (auto const* const self : {"127.0.0.1", "::1", "::ffff:127.0.0.1", ""}) {
        PublicLimits limits(few(), clock);
        CHECK(let_in(limits, self, 20) == 6);
        CHECK(let_in(limits, "203.0.113.7", 2) == 1);
    }
}

TEST_CASE("receipts are counted apart from reports, and the same report again as a receipt")
{
    Clock clock(noon);
    PublicLimits limits(few(), clock);
    for (int i = 0; i < 3; ++i)
        CHECK(limits.admit_report("report " + std::to_string(i), "203.0.113.7"));
    CHECK_FALSE(limits.admit_report("report 3", "203.0.113.7"));
    CHECK(limits.admit_report("report 1", "203.0.113.7"));
    CHECK(limits.admit(Asked::receipt, "203.0.113.7"));
    CHECK_FALSE(limits.admit(Asked::receipt, "203.0.113.7"));
    CHECK_FALSE(limits.admit_report("report 1", "203.0.113.7"));
    CHECK(limits.admit(Asked::receipt, "203.0.113.8"));
}

TEST_CASE("the figures that ship are read, and a wrong one is named")
{
    auto const shipped = read_public_figures(shipped_file("data/reference/public_limits.toml"));
    REQUIRE(shipped.ok());
    CHECK(shipped->reports.place_hour == 10);
    CHECK(shipped->receipts.everywhere_hour == 1200);
    auto const wrong
        = [](std::string const& text) { return read_public_figures(text).error().words.key; };
    CHECK(wrong("[reports]\nplace_hour = 1\nplace_day = 0\n")
        == "data/reference/public_limits.toml: [reports] place_day is a whole number from 1 to "
           "1000000");
    CHECK(wrong("") == "data/reference/public_limits.toml: [reports] is missing");
    CHECK(wrong("[reports\n").starts_with("data/reference/public_limits.toml: line "));
}

TEST_CASE("a file of limits from before pictures were taken in counts them as reports are")
{
    std::string const before = "[reports]\nplace_hour = 7\nplace_day = 8\neverywhere_hour = 9\n"
                               "[receipts]\nplace_hour = 1\nplace_day = 1\neverywhere_hour = 1\n";
    auto const figures = read_public_figures(before);
    REQUIRE(figures.ok());
    CHECK(figures->pictures.place_hour == 7);
    CHECK(figures->pictures.everywhere_hour == 9);
    CHECK(read_public_figures(before + "[pictures]\nplace_hour = 0\n").error().words.key
        == "data/reference/public_limits.toml: [pictures] place_hour is a whole number from 1 to "
           "1000000");
}

// 7,776 - 644 words at least may stand in a receipt: 7,132^5 = 1.845e19 receipts, 64 bits. A
// million guesses at a site that holds a million boxes: 1e6 * 1e6 / 1.845e19 = 5.42e-8. What the
// limits let in, from however many places: 2 * 1,200 an hour, 21 million in a year, 1.14e-6; from
// one place 200 a day, 73,000, 3.96e-9.
TEST_CASE("a million guesses, or a year of guessing at the limits, find no receipt")
{
    CHECK(receipts_given_out() >= 1.8446e19);
    CHECK(odds_of_a_hit(1e6, 1e6) < 5.43e-8);
    CHECK(odds_of_a_hit(1e6, 1e6) > 1e-8); // and is no mere zero
    auto const figures = *read_public_figures(shipped_file("data/reference/public_limits.toml"));
    auto const in_a_year = 2.0 * figures.receipts.everywhere_hour * 24 * 365;
    CHECK(in_a_year == 21'024'000);
    CHECK(odds_of_a_hit(in_a_year, 1e6) < 1.2e-6);
    CHECK(odds_of_a_hit(figures.receipts.place_day * 365.0, 1e6) < 4e-9);
    CHECK(
        odds_of_a_hit(receipts_given_out(), 1) == doctest::Approx(0.632).epsilon(0.01)); // 1 - 1/e
}

TEST_CASE("four hash at once; whoever is the fifth waits, and is sent away if nobody leaves")
{
    Turnstile turnstile(4);
    {
        auto const one = turnstile.enter(0ms);
        auto const two = turnstile.enter(0ms);
        auto const three = turnstile.enter(0ms);
        auto four = std::make_unique<Turnstile::Place>(turnstile.enter(0ms));
        CHECK((one && two && three && *four));
        CHECK_FALSE(turnstile.enter(0ms));
        four.reset();
        CHECK(turnstile.enter(0ms)); // and leaves again
        CHECK(turnstile.enter(0ms));
    }
    CHECK(turnstile.enter(0ms));
}

} // namespace kith::concerns
