// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "missing/patterns.h"
#include "missing/repeats.h"
#include <doctest/doctest.h>

namespace kith::missing {
namespace {
    Instant when(char const* text) { return Instant::read(text).value(); }
    auto const first_of_june = when("2026-06-01T12:00:00Z");

    Episode lasted(char const* start, int hours)
    {
        Episode one;
        one.id = EpisodeId::fresh();
        one.started_at = when(start);
        one.returned_at = one.started_at + std::chrono::hours(hours);
        return one;
    }
} // namespace

TEST_CASE("repeats: three starts with no more than thirty days from the first to the third")
{
    RepeatRule const rule;
    std::vector<Episode> all{lasted("2026-05-31T20:00:00Z", 2), lasted("2026-05-10T20:00:00Z", 2),
        lasted("2026-05-01T09:00:00Z", 2)};
    CHECK(starts_within(30, all[0], all) == 3); // 1 May to 31 May
    CHECK(reasons_to_meet(rule, all[0], all, first_of_june).size() == 1);
    all[0].recorded_at = when("2026-05-31T22:00:00Z");
    CHECK(reasons_to_meet(rule, all[1], all, first_of_june).empty()); // of that day, two
    all[1].recorded_at = when("2026-05-31T23:00:00Z"); // written down last, in the middle
    CHECK(starts_within(30, all[1], all) == 3);
    CHECK(reasons_to_meet(rule, all[1], all, first_of_june).size() == 1);
    all[2] = lasted("2026-04-30T09:00:00Z", 2); // a day more
    CHECK(starts_within(30, all[0], all) == 2);
    CHECK(reasons_to_meet(rule, all[0], all, first_of_june).empty());
    all[2].withdrawn = true;
    all[2].started_at = when("2026-05-20T09:00:00Z");
    CHECK(starts_within(30, all[0], all) == 2); // recorded in error
}

TEST_CASE("repeats: one that lasts longer than a day, whether it goes on or is over")
{
    RepeatRule const rule;
    auto one = lasted("2026-05-30T12:00:00Z", 24);
    CHECK(reasons_to_meet(rule, one, {one}, first_of_june).empty());
    one.returned_at = *one.returned_at + std::chrono::seconds(1);
    CHECK(reasons_to_meet(rule, one, {one}, first_of_june).size() == 1);
    one.returned_at.reset();
    CHECK(reasons_to_meet(rule, one, {one}, when("2026-05-31T12:00:00Z")).empty());
    CHECK(reasons_to_meet(rule, one, {one}, when("2026-05-31T12:00:01Z")).size() == 1);
}

TEST_CASE("repeats: suspected exploitation, where the partnership's rule asks for it")
{
    RepeatRule rule;
    auto one = lasted("2026-05-30T12:00:00Z", 1);
    one.exploitation_suspected = true;
    CHECK(reasons_to_meet(rule, one, {one}, first_of_june).size() == 1);
    rule.suspicion = false;
    CHECK(reasons_to_meet(rule, one, {one}, first_of_june).empty());
}

TEST_CASE("repeats: the rule ships as the statutory practice has it, and a wrong file is refused")
{
    auto const shipped = read_repeat_rule().value();
    CHECK(shipped.starts == 3);
    CHECK(shipped.days == 30);
    CHECK(shipped.hours == 24);
    CHECK(shipped.suspicion);
    CHECK(!read_repeat_rule("[meeting]\nstarts = 0\ndays = 30\nhours = 24\nsuspicion = true").ok());
    CHECK(!read_repeat_rule("[meeting]\nstarts = 3\ndays = 30\nsuspicion = true").ok());
    CHECK(!read_repeat_rule("starts =").ok());
    CHECK(read_repeat_rule("[meeting]\nstarts = 2\ndays = 90\nhours = 6\nsuspicion = false")
              .value()
              .days
        == 90);
}

TEST_CASE("patterns count what happened: days and hours in London's time, places however spelt")
{
    auto one = lasted("2026-06-28T23:30:00Z", 30); // Monday 29 June, 00:30 in London
    one.found_place = "The Old Boathouse";
    one.found_by = "police";
    auto other = lasted("2026-06-05T12:00:00Z", 3); // Friday, 13:00
    other.found_place = "the old  boathouse";
    other.found_by = "self";
    auto const patterns = patterns_of({one, other}, first_of_june);
    CHECK(patterns.episodes == 2);
    CHECK(patterns.over_a_day == 1);
    CHECK(patterns.longest == std::chrono::hours(30));
    CHECK(patterns.starts.at(0).at(0) == 1); // Monday, night
    CHECK(patterns.starts.at(4).at(2) == 1); // Friday, afternoon
    REQUIRE(patterns.found.size() == 1);
    CHECK(patterns.found.front().second == 2);
}

} // namespace kith::missing
