// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "missing/episode.h"
#include <doctest/doctest.h>

namespace kith::missing {
namespace {
    Instant moment(char const* text) { return Instant::read(text).value(); }
    auto const noon = moment("2026-03-10T12:00:00Z");

    Episode an_episode()
    {
        Episode one;
        one.id = EpisodeId::fresh();
        one.kind = "M";
        one.left_at = moment("2026-03-09T18:00:00Z");
        one.reported_at = moment("2026-03-09T20:00:00Z");
        one.reference = Reference::fresh('M');
        return one;
    }
    Episode from_to(char const* start, char const* end)
    {
        auto one = an_episode();
        one.left_at = moment(start);
        one.started_at = moment(start);
        one.reported_at = moment(start);
        if (*end)
            one.returned_at = moment(end);
        return one;
    }
} // namespace

TEST_CASE("an episode starts when they left or were last seen, whichever is later")
{
    auto one = an_episode();
    one.last_seen_at = moment("2026-03-09T17:00:00Z");
    CHECK(checked(one, noon).value().started_at == moment("2026-03-09T18:00:00Z"));
    one.last_seen_at = moment("2026-03-09T19:00:00Z");
    CHECK(checked(one, noon).value().started_at == moment("2026-03-09T19:00:00Z"));
    one.left_at.reset();
    CHECK(checked(one, noon).value().started_at == moment("2026-03-09T19:00:00Z"));
    one.last_seen_at.reset();
    CHECK(checked(one, noon).error().field == "left_at");
}

TEST_CASE("nothing of an episode is still to come, and it is reported after it began")
{
    auto one = an_episode();
    one.left_at = moment("2026-03-10T12:00:01Z");
    CHECK(checked(one, noon).error().field == "left_at");
    one = an_episode();
    one.last_seen_at = moment("2026-03-11T12:00:00Z");
    CHECK(checked(one, noon).error().field == "last_seen_at");
    one = an_episode();
    one.reported_at = moment("2026-03-11T12:00:00Z");
    CHECK(checked(one, noon).error().field == "reported_at");
    one = an_episode();
    one.reported_at = moment("2026-03-09T17:59:59Z");
    CHECK(checked(one, noon).error().field == "reported_at");
    one.reported_at = *one.left_at; // seen to leave
    CHECK(checked(one, noon).ok());
}

TEST_CASE("they come back after they went, and not tomorrow")
{
    auto one = an_episode();
    one.returned_at = moment("2026-03-09T17:00:00Z");
    CHECK(checked(one, noon).error().field == "returned_at");
    one.returned_at = moment("2026-03-10T12:00:01Z");
    CHECK(checked(one, noon).error().field == "returned_at");
    one.returned_at = noon;
    CHECK(checked(one, noon).ok());
}

TEST_CASE("one episode does not overlap another, and may start when the one before ended")
{
    auto const before = from_to("2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z");
    CHECK(check_apart(from_to("2026-03-02T10:00:00Z", ""), {before}).ok());
    CHECK(check_apart(from_to("2026-02-27T10:00:00Z", "2026-03-01T10:00:00Z"), {before}).ok());
    auto const inside = check_apart(from_to("2026-03-02T09:59:59Z", ""), {before});
    CHECK(inside.error().code == Code::conflict);
    CHECK(inside.error().field == "left_at");
    CHECK(
        check_apart(from_to("2026-02-27T10:00:00Z", "2026-03-01T10:00:01Z"), {before}).error().field
        == "returned_at");
    CHECK(!check_apart(from_to("2026-02-01T10:00:00Z", "2026-04-01T10:00:00Z"), {before}).ok());
    CHECK(!check_apart(from_to("2026-02-01T10:00:00Z", ""), {before}).ok());
    CHECK(check_apart(before, {before}).ok()); // itself
}

TEST_CASE("no second one is begun while one is open, and whoever may know it is told which")
{
    auto open = from_to("2026-03-08T10:00:00Z", "");
    auto const again = check_apart(from_to("2026-03-09T10:00:00Z", ""), {open});
    CHECK(again.error().words.key.find(open.reference.write()) != std::string::npos);
    open.reference = {}; // of one that the visit may not know
    auto const hidden = check_apart(from_to("2026-03-09T10:00:00Z", ""), {open});
    CHECK(hidden.error().words.key == "They are recorded as missing already");
    open.withdrawn = true;
    CHECK(check_apart(from_to("2026-03-09T10:00:00Z", ""), {open}).ok());
}

TEST_CASE("who is known to be exploited is not graded low without a reason of its own")
{
    auto one = an_episode();
    one.started_at = *one.left_at;
    Grade grade;
    grade.grade = "LOW";
    grade.at = moment("2026-03-09T21:00:00Z");
    grade.graded_by = "PC 1234";
    grade.because = "Rang home twice";
    CHECK(check_grade(grade, one, false, noon).ok());
    CHECK(check_grade(grade, one, true, noon).error().field == "low_because");
    grade.grade = "NO_APPARENT";
    CHECK(check_grade(grade, one, true, noon).error().field == "low_because");
    grade.low_because = "The officer speaks with her on the phone, and she is at her aunt's";
    CHECK(check_grade(grade, one, true, noon).ok());
    grade.low_because.clear();
    grade.grade = "MEDIUM";
    CHECK(check_grade(grade, one, true, noon).ok());
    grade.because = " ";
    CHECK(check_grade(grade, one, true, noon).error().field == "because");
    grade.because = "Seen by a friend";
    grade.graded_by = "";
    CHECK(check_grade(grade, one, true, noon).error().field == "graded_by");
}

TEST_CASE("a grade belongs to the time they are away")
{
    auto one = an_episode();
    one.started_at = *one.left_at;
    Grade grade;
    grade.grade = "HIGH";
    grade.because = "Threats";
    grade.graded_by = "Sergeant";
    grade.at = moment("2026-03-09T17:00:00Z");
    CHECK(check_grade(grade, one, false, noon).error().field == "at");
    grade.at = moment("2026-03-11T17:00:00Z");
    CHECK(check_grade(grade, one, false, noon).error().field == "at");
}

TEST_CASE("high comes before what nobody graded yet, and that before the rest")
{
    CHECK(urgency_of("HIGH") < urgency_of(""));
    CHECK(urgency_of("") < urgency_of("MEDIUM"));
    CHECK(urgency_of("MEDIUM") < urgency_of("LOW"));
    CHECK(urgency_of("LOW") < urgency_of("NO_APPARENT"));
    CHECK(must_be_acknowledged("HIGH"));
    CHECK(!must_be_acknowledged("MEDIUM"));
}

TEST_CASE("how long it lasted is told as people say it")
{
    using namespace std::chrono_literals;
    CHECK(length_in_words(0min) == "0 minutes");
    CHECK(length_in_words(1min) == "1 minute");
    CHECK(length_in_words(59min + 59s) == "59 minutes");
    CHECK(length_in_words(60min) == "1 hour");
    CHECK(length_in_words(23h + 59min) == "23 hours");
    CHECK(length_in_words(24h) == "1 day");
    CHECK(length_in_words(49h) == "2 days and 1 hour");
}

} // namespace kith::missing
