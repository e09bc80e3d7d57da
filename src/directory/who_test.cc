// SPDX-License-Identifier: MIT
#include "directory/who.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
ReferenceFacts const& who_facts()
{
    static auto const facts = *ReferenceFacts::read();
    return facts;
}

// Three real postcodes of our area and one outside it.
std::optional<KnownPostcode> few_postcodes(Postcode const& postcode)
{
    auto const at = [&](char const* district) {
        return KnownPostcode{postcode, 53.8, -3.0, district, "", "test"};
    };
    if (postcode.write() == "FY1 1AD")
        return at("E06000009");
    if (postcode.write() == "BB1 7DY")
        return at("E06000008");
    if (postcode.write() == "PR1 8RL")
        return at("E07000123");
    if (postcode.write() == "LA9 4PX")
        return at("E07000031");
    return std::nullopt;
}

// London time on a day: most tests are about the clock on the wall.
Instant who_at(char const* day, int hour, int minute)
{
    return *london::moment(*Date::read(day), {hour, minute});
}

Answer ask(std::string_view text, Instant at) { return who(who_facts(), few_postcodes, text, at); }

Line line_of(Answer const& answer, std::string_view code)
{
    auto const at = std::ranges::find_if(
        answer.lines, [&](Line const& line) { return line.contact.code == code; });
    REQUIRE(at != answer.lines.end());
    return *at;
}

std::string codes_of(Answer const& answer)
{
    std::string codes;
    for (auto const& line : answer.lines)
        codes += line.contact.code + " ";
    return codes;
}

bool says(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}
} // namespace

TEST_CASE("three postcodes answer Awaken, Engage and Deter with their numbers")
{
    auto const at = who_at("2026-03-18", 10, 0); // a Wednesday
    CHECK(ask("FY1 1AD", at).district->team == "Awaken");
    CHECK(line_of(ask("fy11ad", at), "team_awaken").contact.number == "01253 477261");
    CHECK(line_of(ask("BB1 7DY", at), "team_engage").contact.number == "01254 353 525");
    CHECK(line_of(ask("PR1 8RL", at), "team_deter").contact.number == "01772 209122");
}

TEST_CASE("999 and 101 stand first, then team, front doors, out of hours and helplines")
{
    CHECK(codes_of(ask("FY1 1AD", who_at("2026-03-18", 10, 0)))
        == "police_emergency police_101 team_awaken blackpool_children blackpool_adults "
           "blackpool_out_of_hours modern_slavery childline safe_centre safe_centre_other_times ");
}

TEST_CASE("on a Friday at 16:45 Blackpool's hub has closed and the emergency duty team picks up")
{
    auto const answer = ask("FY1 1AD", who_at("2026-03-20", 16, 45));
    auto const hub = line_of(answer, "blackpool_children");
    CHECK(hub.now == PicksUp::no);
    CHECK(hub.sentence
        == "Closed now, opens Monday 23 March 2026 at 09:00. Until then Blackpool emergency duty "
           "team picks up: 01253 477600.");
    CHECK(line_of(answer, "blackpool_out_of_hours").now == PicksUp::yes);
    CHECK(answer.now
        == "Friday 20 March 2026, 16:45. In danger now: 999. For a child: Blackpool emergency duty "
           "team picks up, 01253 477600. (Not confirmed.) For an adult: Blackpool emergency duty "
           "team picks up, 01253 477600. (Not confirmed.)");
    // the day before at that hour it is open until 17:00
    auto const thursday = ask("FY1 1AD", who_at("2026-03-19", 16, 45));
    CHECK(line_of(thursday, "blackpool_children").sentence == "Picks up now, until 17:00.");
    CHECK(line_of(thursday, "blackpool_out_of_hours").now == PicksUp::no);
    CHECK(says(thursday.now,
        "For a child: Blackpool children's hub is open, but its number was not found"));
    CHECK(says(thursday.now, "For an adult: Blackpool adults picks up, 01253 477592."));
}

TEST_CASE("at 03:00 the night number of Lancashire picks up, and the day number at 08:00 sharp")
{
    auto const night = ask("Preston", who_at("2026-03-18", 3, 0));
    CHECK(line_of(night, "lancashire_front_door").sentence
        == "Closed now, opens today at 08:00. Until then Lancashire County Council out of hours, "
           "children and adults picks up: 0300 123 6722.");
    CHECK(says(night.now, "0300 123 6722"));
    auto const last = ask("Preston", who_at("2026-03-18", 7, 59));
    CHECK(line_of(last, "lancashire_out_of_hours").now == PicksUp::yes);
    auto const morning = ask("Preston", who_at("2026-03-18", 8, 0));
    CHECK(line_of(morning, "lancashire_front_door").sentence == "Picks up now, until 20:00.");
    CHECK(line_of(morning, "lancashire_out_of_hours").now == PicksUp::no);
    CHECK(line_of(ask("Preston", who_at("2026-03-18", 20, 0)), "lancashire_front_door").now
        == PicksUp::no);
}

TEST_CASE("on a bank holiday Blackburn's front door is shut and its night line picks up")
{
    auto const answer = ask("BB1 7DY", who_at("2026-05-04", 10, 0)); // a Monday
    CHECK(line_of(answer, "blackburn_children").now == PicksUp::no);
    CHECK(
        says(line_of(answer, "blackburn_children").sentence, "opens Tuesday 5 May 2026 at 08:45"));
    CHECK(line_of(answer, "blackburn_out_of_hours").now == PicksUp::yes);
    CHECK(says(answer.now, "Monday 4 May 2026, 10:00, a bank holiday."));
    CHECK(says(answer.now, "01254 587547"));
    // the Monday after it is open from 08:45
    CHECK(line_of(ask("BB1 7DY", who_at("2026-05-11", 8, 44)), "blackburn_children").now
        == PicksUp::no);
    CHECK(line_of(ask("BB1 7DY", who_at("2026-05-11", 8, 45)), "blackburn_children").now
        == PicksUp::yes);
    CHECK(line_of(ask("BB1 7DY", who_at("2026-05-11", 17, 0)), "blackburn_children").now
        == PicksUp::no);
}

TEST_CASE("hours are those on the wall on the days the clocks change")
{
    // Sunday 29 March 2026: 07:59 in summer time is 06:59 UTC; 08:00 is 07:00 UTC.
    auto const before = *Instant::read("2026-03-29T06:59:00Z");
    CHECK(line_of(ask("Preston", before), "lancashire_front_door").now == PicksUp::no);
    auto const from = *Instant::read("2026-03-29T07:00:00Z");
    CHECK(line_of(ask("Preston", from), "lancashire_front_door").now == PicksUp::yes);
    // Sunday 25 October 2026: 08:00 in winter time is 08:00 UTC.
    CHECK(
        line_of(ask("Preston", *Instant::read("2026-10-25T07:59:00Z")), "lancashire_front_door").now
        == PicksUp::no);
    CHECK(
        line_of(ask("Preston", *Instant::read("2026-10-25T08:00:00Z")), "lancashire_front_door").now
        == PicksUp::yes);
    // in the hour that comes twice 999 is answered both times
    for (auto const* twice : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"})
        CHECK(
            line_of(ask("Preston", *Instant::read(twice)), "police_emergency").now == PicksUp::yes);
}

TEST_CASE("what is not known is said, never guessed")
{
    auto const answer = ask("BB1 7DY", who_at("2026-03-18", 3, 0));
    auto const adults = line_of(answer, "blackburn_adults");
    CHECK(adults.now == PicksUp::not_known);
    CHECK(adults.hours == "Hours not known");
    CHECK(says(answer.now,
        "For an adult: try Blackburn with Darwen adults, 01254 585949; we do not know its hours."));
    auto const hub = line_of(ask("Blackpool", who_at("2026-03-18", 10, 0)), "blackpool_children");
    CHECK(hub.contact.number.empty());
    CHECK(hub.unsure == "Its number was not found.");
    CHECK_FALSE(hub.verified);
}

TEST_CASE("a team outside the two unitary districts is marked as not confirmed")
{
    auto const at = who_at("2026-03-18", 10, 0);
    CHECK(line_of(ask("Fleetwood", at), "team_awaken").unsure
        == "That Awaken answers for Wyre has not been confirmed.");
    CHECK(line_of(ask("FY1 1AD", at), "team_awaken").verified);
}

TEST_CASE("hours are written as people say them")
{
    auto const answer = ask("FY1 1AD", who_at("2026-03-18", 10, 0));
    CHECK(line_of(answer, "blackpool_children").hours
        == "Monday to Thursday 09:00 to 17:00, Friday 09:00 to 16:30, not on bank holidays");
    CHECK(line_of(answer, "police_101").hours == "Day and night");
    CHECK(line_of(answer, "blackpool_out_of_hours").hours
        == "When Blackpool children's hub or Blackpool adults is closed");
    CHECK(line_of(ask("Preston", answer.at), "lancashire_front_door").hours
        == "Every day 08:00 to 20:00");
}

TEST_CASE("a district, a code, a town and a postcode each say what was understood")
{
    auto const at = who_at("2026-03-18", 10, 0);
    CHECK(ask("Blackpool", at).where == "Blackpool: Blackpool Council, North area.");
    CHECK(ask("E07000121", at).where == "Lancaster: Lancashire County Council, North area.");
    CHECK(ask(" skelmersdale\n", at).where
        == "Skelmersdale is in West Lancashire: Lancashire County Council, Central area.");
    CHECK(ask("pr18rl", at).where
        == "PR1 8RL is in Preston: Lancashire County Council, Central area.");
    CHECK(ask("FY1 1AD", at).kind == Asked::postcode);
    CHECK(ask("Skelmersdale", at).kind == Asked::place);
}

TEST_CASE("an unknown place still gets the emergency numbers, the helplines and what to try")
{
    auto const at = who_at("2026-03-18", 3, 0);
    struct Case {
        char const* asked;
        char const* said;
    };
    for (auto const& unknown : {Case{"FY9 9ZZ", "We do not hold the postcode FY9 9ZZ"},
             Case{"LA9 4PX", "LA9 4PX lies outside"},
             Case{"Atlantis", "We do not know a place called Atlantis"},
             Case{"", "Give a full postcode"},
             Case{"FY1", "Enter a full UK postcode, such as FY1 1AD."}}) {
        CAPTURE(unknown.asked);
        auto const answer = ask(unknown.asked, at);
        CHECK_FALSE(answer.found);
        CHECK(says(answer.where, unknown.said));
        CHECK(codes_of(answer)
            == "police_emergency police_101 modern_slavery childline safe_centre "
               "safe_centre_other_times ");
        CHECK(says(answer.now, "In danger now: 999. Otherwise: 101, day and night."));
    }
}

TEST_CASE("outside the known bank holidays the answer says so")
{
    CHECK(says(ask("Preston", who_at("2028-01-05", 10, 0)).now,
        "Bank holidays after 31 December 2027 are not known yet."));
}

TEST_CASE("the SAFE Centre's other number picks up when its weekday number does not")
{
    auto const saturday = ask("Preston", who_at("2026-03-21", 10, 0));
    CHECK(line_of(saturday, "safe_centre").now == PicksUp::no);
    CHECK(line_of(saturday, "safe_centre_other_times").now == PicksUp::yes);
    CHECK(line_of(ask("Preston", who_at("2026-03-20", 10, 0)), "safe_centre").now == PicksUp::yes);
}
