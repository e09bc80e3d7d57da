// SPDX-License-Identifier: MIT
#include "actions/actions.h"
#include "base/london.h"
#include "missing/interview.h"
#include <doctest/doctest.h>
#include <random>

namespace kith::missing {
namespace {
    Instant instant(char const* text) { return Instant::read(text).value(); }

    Instant due_after(Instant returned)
    {
        static auto const clocks = actions::Clocks::read().value();
        static auto const facts = directory::ReferenceFacts::read().value();
        return actions::due(clocks.rule(return_interview_rule), returned, facts.working_days());
    }

    ReturnInterview owed(char const* returned)
    {
        ReturnInterview one;
        one.rule = return_interview_rule;
        one.returned_at = instant(returned);
        one.due_at = due_after(one.returned_at);
        return one;
    }

    // The oracle knows nothing of time zones but the rule itself: the clocks go forward at 01:00
    // UTC on the last Sunday of March and back at 01:00 UTC on the last Sunday of October. Days are
    // counted by Hinnant's formula, written anew here.
    std::int64_t days_from_civil(std::int64_t y, unsigned m, unsigned d)
    {
        y -= m <= 2;
        auto const era = (y >= 0 ? y : y - 399) / 400;
        auto const yoe = static_cast<unsigned>(y - era * 400);
        auto const doy = (153 * (m + (m > 2 ? -3U : 9U)) + 2) / 5 + d - 1;
        auto const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return era * 146097 + static_cast<std::int64_t>(doe) - 719468;
    }
    std::int64_t change_in(int year, unsigned month) // seconds since 1970
    {
        auto day = days_from_civil(year, month, 31);
        while ((day + 4) % 7 != 0) // 1 January 1970 was a Thursday; 0 is Sunday
            --day;
        return day * 86'400 + 3'600;
    }
    std::int64_t offset_at(std::int64_t utc, int year)
    {
        return utc >= change_in(year, 3) && utc < change_in(year, 10) ? 3'600 : 0;
    }
} // namespace

TEST_CASE("return_interview: back on Sunday 29 March 2026 at 00:40, due on Wednesday 1 April at "
          "01:40, exactly 72 hours later")
{
    auto const one = owed("2026-03-29T00:40:00Z");
    CHECK(one.due_at == instant("2026-04-01T00:40:00Z"));
    CHECK(london::in_words(one.due_at) == "1 April 2026 at 01:40");
}

TEST_CASE("return_interview: when the clocks go back, the wall clock shows an hour less")
{
    // 24 October 2026 at 12:00 BST is 11:00 UTC; 72 hours later it is 11:00 GMT.
    auto const one = owed("2026-10-24T11:00:00Z");
    CHECK(london::in_words(one.returned_at) == "24 October 2026 at 12:00");
    CHECK(london::in_words(one.due_at) == "27 October 2026 at 11:00");
}

TEST_CASE("return_interview: the hour that comes twice is two moments, with two due times")
{
    auto const day = Date::of(2026, 10, 25).value();
    auto const first = london::moment(day, {1, 30}, london::Hour::first).value();
    auto const second = london::moment(day, {1, 30}, london::Hour::second).value();
    CHECK(second - first == std::chrono::hours(1));
    // Whoever reads them must know which is meant.
    CHECK(london::in_words(first) == "25 October 2026 at 01:30 (before the clocks went back)");
    CHECK(london::in_words(second) == "25 October 2026 at 01:30 (after the clocks went back)");
    CHECK(london::in_words(first - std::chrono::minutes(31)) == "25 October 2026 at 00:59");
    CHECK(london::in_words(second + std::chrono::minutes(30)) == "25 October 2026 at 02:00");
    CHECK(due_after(second) - due_after(first) == std::chrono::hours(1));
    CHECK(london::in_words(due_after(first)) == "28 October 2026 at 00:30");
    CHECK(london::in_words(due_after(second)) == "28 October 2026 at 01:30");
    CHECK(!london::moment(Date::of(2026, 3, 29).value(), {1, 30}).ok()); // that hour is not there
}

TEST_CASE("return_interview: weekends and bank holidays do not stop the clock")
{
    auto const one = owed("2026-04-03T09:00:00Z");        // Good Friday
    CHECK(one.due_at == instant("2026-04-06T09:00:00Z")); // Easter Monday
}

TEST_CASE("return_interview: of 10,000 returns, each is due 72 hours later, as the oracle says it "
          "in London's own time")
{
    std::mt19937_64 random(20260329);
    std::uniform_int_distribution<int> years(2024, 2031);
    int across = 0;
    for (int n = 0; n < 10'000; ++n) {
        auto const year = years(random);
        auto const begin = days_from_civil(year, 1, 5) * 86'400;
        // a third of them within four days of a change of the clocks
        std::int64_t utc = 0;
        if (n % 3 == 0)
            utc = change_in(year, n % 2 ? 3 : 10)
                + std::uniform_int_distribution<std::int64_t>(-4 * 86'400, 86'400)(random);
        else
            utc = begin + std::uniform_int_distribution<std::int64_t>(0, 350 * 86'400)(random);
        auto const due = due_after(Instant(utc * 1'000'000));
        auto const expected = utc + 259'200;
        REQUIRE(due.microseconds() == expected * 1'000'000);
        auto const local = expected + offset_at(expected, year);
        REQUIRE(london::day_of(due).days() == local / 86'400);
        REQUIRE(london::time_of(due).hour == local % 86'400 / 3'600);
        REQUIRE(london::time_of(due).minute == local % 3'600 / 60);
        across += offset_at(utc, year) != offset_at(expected, year);
    }
    CHECK(across > 1'000); // it looked where it matters
}

TEST_CASE("an interview is in time up to the last second of the 72 hours")
{
    auto const one = owed("2026-03-09T18:00:00Z");
    CHECK(outcome_when_held(one, instant("2026-03-12T18:00:00Z")) == "completed_in_time");
    CHECK(outcome_when_held(one, instant("2026-03-12T18:00:01Z")) == "completed_late");
}

TEST_CASE("nobody is interviewed or offered anything before they are back, or tomorrow")
{
    auto const one = owed("2026-03-09T18:00:00Z");
    auto const now = instant("2026-03-10T12:00:00Z");
    CHECK(check_held(one, instant("2026-03-09T17:59:59Z"), now).error().field == "held_at");
    CHECK(check_held(one, instant("2026-03-10T12:00:01Z"), now).error().field == "held_at");
    CHECK(check_held(one, now, now).ok());
    Offer offer;
    offer.at = instant("2026-03-09T17:00:00Z");
    CHECK(check_offer(one, offer, now).error().field == "at");
    offer.at = one.returned_at;
    CHECK(check_offer(one, offer, now).ok());
}

TEST_CASE("an adult is owed none by law, so nobody is late")
{
    auto one = owed("2026-03-01T18:00:00Z");
    auto const now = instant("2026-03-10T12:00:00Z");
    CHECK(one.late(now));
    one.rule.clear();
    CHECK(!one.late(now));
}

TEST_CASE("how an interview ended says in which state it is")
{
    CHECK(state_for("completed_late") == InterviewState::completed);
    CHECK(state_for("declined") == InterviewState::declined);
    CHECK(state_for("not_offered") == InterviewState::not_offered);
    CHECK(state_for("missing_again") == InterviewState::not_possible);
    CHECK(state_for("in_custody") == InterviewState::not_possible);
    for (auto const state :
        {InterviewState::open, InterviewState::completed, InterviewState::declined,
            InterviewState::not_possible, InterviewState::not_offered, InterviewState::withdrawn})
        CHECK(read_interview_state(name_of(state)) == state);
}

} // namespace kith::missing
