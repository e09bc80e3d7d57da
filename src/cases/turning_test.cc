// SPDX-License-Identifier: MIT
// When somebody becomes an adult, and what is told before.
#include "cases/turning.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    Date a_day(std::string_view text) { return Date::read(text).value(); }
    std::vector<std::string> days_told(std::string_view birth)
    {
        std::vector<std::string> days;
        for (auto const& step :
            turning_steps(actions::Clocks::read().value(), WorkingDays(), a_day(birth)))
            days.push_back(step.on.write());
        return days;
    }
} // namespace

TEST_CASE("turning 18: 17 and a half, 28 days and 7 days before, and the day itself")
{
    CHECK(days_told("2008-09-15")
        == std::vector<std::string>{"2026-03-15", "2026-08-18", "2026-09-08", "2026-09-15"});
    // Born on 29 February: 17 and a half on 29 August, 18 on 1 March. 28 days before are 1
    // February.
    CHECK(days_told("2008-02-29")
        == std::vector<std::string>{"2025-08-29", "2026-02-01", "2026-02-22", "2026-03-01"});
    CHECK(turns_18_on(a_day("2010-12-31")).write() == "2028-12-31");
}

TEST_CASE("an answer about consent has the person's own words, or why it was decided or not asked")
{
    auto const today = a_day("2026-03-06");
    auto const wrong = [&](Consent const& one) {
        std::string fields;
        for (auto const& problem : problems_of(one, today))
            fields += problem.field + " ";
        return fields;
    };
    Consent one;
    one.on = today;
    CHECK(wrong(one) == "answer ");
    one.answer = "given";
    CHECK(wrong(one) == "own_words ");
    one.own_words = "yes but not my dad";
    CHECK(wrong(one).empty());
    one.answer = "decided_for";
    CHECK(wrong(one) == "because ");
    one.because = "In hospital; asked again in a week";
    one.on = today + 1;
    CHECK(wrong(one) == "on ");
}

TEST_CASE("what was said as a child is no consent of an adult, and not to ask is no answer")
{
    auto const birthday = a_day("2026-03-06");
    auto const said = [](std::string const& answer, std::string_view day) {
        Consent one;
        one.answer = answer;
        one.on = a_day(day);
        return one;
    };
    CHECK(!consent_as_adult({}, birthday));
    CHECK(!consent_as_adult({said("given", "2026-03-05")}, birthday));
    CHECK(!consent_as_adult(
        {said("not_asked", "2026-03-07"), said("given", "2026-03-05")}, birthday));
    auto const stands = consent_as_adult(
        {said("not_asked", "2026-03-08"), said("refused", "2026-03-06")}, birthday);
    REQUIRE(stands);
    CHECK(stands->answer == "refused");
    Support support;
    CHECK(goes_on(support, birthday));
    support.until = birthday;
    CHECK(goes_on(support, birthday));
    CHECK(!goes_on(support, birthday + 1));
    support.until.reset();
    support.withdrawn_at = Instant(1);
    CHECK(!goes_on(support, birthday));
}

} // namespace kith::cases
