// SPDX-License-Identifier: MIT
#include "directory/facts_file.h"
#include "directory/reference_facts.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
Date facts_day(std::string_view text) { return *Date::read(text); }
ReferenceFacts shipped_facts()
{
    auto facts = ReferenceFacts::read();
    if (!facts)
        FAIL(facts.error().words.key);
    return *facts;
}
} // namespace

TEST_CASE("the shipped facts hold together: fourteen districts, three councils, three teams")
{
    auto const facts = shipped_facts();
    auto const day = facts_day("2026-03-20");
    CHECK(facts.districts(day).size() == 14);
    CHECK(facts.authorities(day).size() == 3);
    CHECK(facts.teams(day).size() == 3);
    CHECK(facts.levels_of_need(day).size() == 4);
    CHECK(facts.district("E07000123", day)->team == "Deter");
    CHECK(facts.district("E07000128", day)->la_number == 888);
    CHECK(facts.authority("E06000009", day)->name == "Blackpool Council");
    CHECK_FALSE(facts.district("E07000031", day));
}

TEST_CASE("a team is confirmed for the two unitary districts only")
{
    std::string confirmed;
    for (auto const& district : shipped_facts().districts(facts_day("2026-03-20")))
        if (district.standing.verified)
            confirmed += district.name + ";";
    CHECK(confirmed == "Blackburn with Darwen;Blackpool;");
}

TEST_CASE("one partnership for all ended on 31 August 2023, and three began the next day")
{
    auto const facts = shipped_facts();
    CHECK(facts.partnerships(facts_day("2023-08-31")).size() == 1);
    CHECK(facts.partnerships(facts_day("2023-09-01")).size() == 3);
}

TEST_CASE("the bank holidays of the domain guide are shipped")
{
    auto const facts = shipped_facts();
    for (auto const* day : {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25",
             "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29",
             "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"}) {
        CAPTURE(day);
        CHECK(facts.working_days().is_bank_holiday(facts_day(day)));
    }
    CHECK_FALSE(facts.working_days().is_bank_holiday(facts_day("2026-12-26")));
    CHECK(facts.holidays_known_until() == facts_day("2027-12-31"));
}

TEST_CASE("a place is found however it is written, and a district is a place")
{
    auto const facts = shipped_facts();
    auto const day = facts_day("2026-03-20");
    CHECK(facts.place("fleetwood", day)->district_code == "E07000128");
    CHECK(facts.place("Poulton le Fylde", day)->district_code == "E07000128");
    CHECK(facts.place("ST. ANNES", day)->district_code == "E07000119");
    CHECK(facts.place("Ribble valley", day)->district_code == "E07000124");
    CHECK_FALSE(facts.place("Southport", day));
    CHECK_FALSE(facts.place("", day));
}

TEST_CASE("code lists keep their order, and a code has its label")
{
    auto const facts = shipped_facts();
    auto const outcomes = facts.codes("outcome", facts_day("2026-03-20"));
    REQUIRE(outcomes.size() == 9);
    CHECK(outcomes.front().code == "no_further_action");
    CHECK(facts.code("harm", "CCE")->label == "Child criminal exploitation");
    CHECK_FALSE(facts.code("harm", "cce"));
    CHECK_THROWS_AS(
        static_cast<void>(facts.codes("no_such_list", facts_day("2026-03-20"))), std::logic_error);
}

TEST_CASE("a number that was not found ships as empty and unconfirmed")
{
    auto const facts = shipped_facts();
    auto const hub = facts.contact("blackpool_children", facts_day("2026-03-20"));
    REQUIRE(hub);
    CHECK(hub->number.empty());
    CHECK_FALSE(hub->standing.verified);
    CHECK(hub->hours.size() == 2);
}

TEST_CASE("days of the week are read as ranges and lists, and nonsense is refused")
{
    auto const days = read_weekdays("Mon-Wed Sun");
    REQUIRE(days.ok());
    CHECK(*days == std::array<bool, 8>{false, true, true, true, false, false, false, true});
    for (auto const* wrong : {"", "Fri-Mon", "Monday", "Mon,Tue", "Mon-"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_weekdays(wrong).ok());
    }
}
