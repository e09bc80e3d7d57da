// SPDX-License-Identifier: MIT
// When somebody was looked after, by which authority, and by which id it knows them.
#include "people/care.h"
#include <doctest/doctest.h>

namespace kith::people {
namespace {
    Date care_day(char const* text) { return Date::read(text).value(); }

    Fact a_status(char const* code, char const* authority, char const* from, char const* until = "")
    {
        Fact fact;
        fact.kind = "status";
        fact.code = code;
        fact.number = authority;
        if (*from)
            fact.from = PartialDate::read(from).value();
        if (*until)
            fact.until = PartialDate::read(until).value();
        fact.recorded_at = Instant::read("2026-03-01T12:00:00Z").value();
        return fact;
    }
    std::vector<PeriodOfCare> periods(std::vector<Fact> const& facts)
    {
        std::vector<PeriodOfCare> all;
        for (auto const& fact : facts)
            if (auto period = period_of(fact))
                all.push_back(std::move(*period));
        return as_periods(std::move(all));
    }
} // namespace

TEST_CASE("a status makes somebody looked after, or it does not; police protection only where an "
          "authority accommodates them")
{
    CHECK(period_of(a_status("SECTION_20", "", "2026-01-05")));
    CHECK(period_of(a_status("SECTION_31", "a_council", "2026-01-05")));
    CHECK(period_of(a_status("POLICE_PROTECTION", "a_council", "2026-01-05")));
    CHECK(!period_of(a_status("POLICE_PROTECTION", "", "2026-01-05")));
    CHECK(!period_of(a_status("SUPERVISION_ORDER", "", "2026-01-05")));
    auto gone = a_status("SECTION_20", "a_council", "2026-01-05");
    gone.withdrawn_at = gone.recorded_at;
    CHECK(!period_of(gone));
    CHECK(!may_be_looked_after("CARE_LEAVER"));
}

TEST_CASE(
    "statuses that follow one another are one period of care, and another authority's are not")
{
    auto const one = periods({a_status("SECTION_31", "a_council", "2025-06-11", "2025-12-31"),
        a_status("SECTION_20", "a_council", "2025-01-05", "2025-06-10"),
        a_status("INTERIM_ORDER", "a_council", "2025-03-01", "2025-04-01"),
        a_status("SECTION_20", "b_council", "2025-07-01")});
    REQUIRE(one.size() == 2);
    CHECK(one[0].authority == "a_council");
    CHECK(one[0].from == care_day("2025-01-05"));
    CHECK(one[0].until == care_day("2025-12-31"));
    CHECK(one[1].from == care_day("2025-07-01"));
    CHECK(!one[1].until);
    // A day between is two periods.
    CHECK(periods({a_status("SECTION_20", "a", "2025-01-05", "2025-06-10"),
                      a_status("SECTION_31", "a", "2025-06-12")})
              .size()
        == 2);
    // Why the last one ended is why the care did.
    auto first = a_status("SECTION_20", "a", "2025-01-05", "2025-06-10");
    first.end_reason = "X1";
    auto last = a_status("SECTION_31", "a", "2025-06-11", "2025-09-14");
    last.end_reason = "E8";
    CHECK(periods({last, first})[0].ended_because == "E8");
}

TEST_CASE("of what is known in part the earliest day is the first, and the latest the last")
{
    auto const part = periods({a_status("SECTION_20", "a", "2025-02", "2025-03")});
    REQUIRE(part.size() == 1);
    CHECK(part[0].from == care_day("2025-02-01"));
    CHECK(part[0].until == care_day("2025-03-31"));
    CHECK(periods({a_status("SECTION_20", "a", "")})[0].from
        == care_day("2026-03-01")); // recorded then
    CHECK(
        periods({a_status("SECTION_20", "a", "", "2025-12-31")})[0].from == care_day("2026-03-01"));
}

TEST_CASE("an authority's id is the only one, or the only one whose source names it")
{
    CHECK(child_id_for({{"A1", ""}}, "A Council") == "A1");
    CHECK(!child_id_for({}, "A Council"));
    std::vector<ChildNumber> const two{
        {"A1", "Letter of A Council, 2025"}, {"B1", "From B Council"}};
    CHECK(child_id_for(two, "B council") == "B1");
    CHECK(!child_id_for(two, "C Council"));
    CHECK(!child_id_for({{"A1", ""}, {"B1", ""}}, "A Council"));
}

} // namespace kith::people
