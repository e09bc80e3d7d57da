// SPDX-License-Identifier: MIT
#include "actions/clocks.h"
#include "directory/directory.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::actions;

namespace {
WorkingDays const& clock_days()
{
    static auto const facts = *directory::ReferenceFacts::read();
    return facts.working_days();
}
Rule counting(int amount, Unit unit)
{
    Rule rule;
    rule.id = "test";
    rule.amount = amount;
    rule.unit = unit;
    return rule;
}
// The London day and time on which something falls due, from a London day at noon.
std::string due_from(char const* day, int amount, Unit unit)
{
    auto const start = *london::moment(*Date::read(day), {12, 0});
    return london::in_words(due(counting(amount, unit), start, clock_days()));
}
Instant clock_at(char const* text) { return *Instant::read(text); }
} // namespace

TEST_CASE("working days fall due as the domain guide works them out")
{
    CHECK(due_from("2026-03-06", 1, Unit::working_days) == "9 March 2026 at 23:59");
    CHECK(due_from("2026-03-06", 45, Unit::working_days) == "13 May 2026 at 23:59");
    CHECK(due_from("2026-03-20", 15, Unit::working_days) == "14 April 2026 at 23:59");
    CHECK(due_from("2026-04-14", 10, Unit::working_days) == "28 April 2026 at 23:59");
    CHECK(due_from("2026-12-24", 1, Unit::working_days) == "29 December 2026 at 23:59");
}

TEST_CASE("a child back on 29 March 2026 at 00:40 is heard by 1 April at 01:40, exactly 72 hours")
{
    auto const clocks = Clocks::read();
    REQUIRE(clocks.ok());
    auto const start = clock_at("2026-03-29T00:40:00Z");
    auto const by = due(clocks->rule("return_interview"), start, clock_days());
    CHECK(by == clock_at("2026-04-01T00:40:00Z"));
    CHECK(london::in_words(by) == "1 April 2026 at 01:40");
}

TEST_CASE("a worry that comes late at night starts its clock on that day in London")
{
    // 23:30 in London on Thursday 18 June 2026 is 22:30 UTC; half an hour later it is Friday
    auto const rule = counting(1, Unit::working_days);
    CHECK(london::in_words(due(rule, clock_at("2026-06-18T22:30:00Z"), clock_days()))
        == "19 June 2026 at 23:59");
    CHECK(london::in_words(due(rule, clock_at("2026-06-18T23:00:00Z"), clock_days()))
        == "22 June 2026 at 23:59");
    // and one that comes on a Saturday is due on the Monday
    CHECK(due_from("2026-06-20", 1, Unit::working_days) == "22 June 2026 at 23:59");
}

TEST_CASE("a day ends one second before midnight in London, in summer and winter")
{
    CHECK(due(counting(1, Unit::days), clock_at("2026-06-18T12:00:00Z"), clock_days())
        == clock_at("2026-06-19T22:59:59Z"));
    CHECK(due(counting(1, Unit::days), clock_at("2026-01-18T12:00:00Z"), clock_days())
        == clock_at("2026-01-19T23:59:59Z"));
}

TEST_CASE("weeks are seven days each, whatever stands in them")
{
    CHECK(due_from("2026-12-07", 12, Unit::weeks) == "1 March 2027 at 23:59"); // 84 days
}

TEST_CASE("the shipped clocks have the rules that the rooms ask for")
{
    auto const clocks = Clocks::read();
    REQUIRE(clocks.ok());
    CHECK(clocks->rule("concern.decision").in_words() == "1 working day");
    CHECK(clocks->rule("concern.decision").basis == Basis::law);
    CHECK(clocks->rule("allegation.contact").in_words() == "1 working day");
    CHECK(clocks->rule("partner_checks.red").in_words() == "4 hours");
    CHECK(clocks->rule("partner_checks.amber").in_words() == "24 hours");
    CHECK(clocks->rule("partner_checks.green").in_words() == "72 hours");
    CHECK(clocks->rule("partner_checks.green").basis == Basis::setting);
    CHECK_FALSE(clocks->rule("partner_checks.green").verified);
    CHECK_THROWS_AS(static_cast<void>(clocks->rule("no.such")), std::logic_error);
}

TEST_CASE("a clock file that is wrong says which rule and what to write")
{
    auto const says = [](std::string_view text) { return Clocks::read(text).error().words.key; };
    CHECK(says("[[clock]]\nid = \"a\"\namount = 0\n")
        == "data/reference/clocks.toml, clock \"a\": amount is a whole number from 1 to 10000");
    CHECK(says("[[clock]]\nid = \"a\"\namount = 1\nunit = \"years\"\n")
        == "data/reference/clocks.toml, clock \"a\": unit is hours, working_days, days or weeks");
    CHECK(says("x = 1") == "data/reference/clocks.toml: begin each rule with [[clock]]");
    CHECK(says("x = ").starts_with("data/reference/clocks.toml, line 1: "));
}

TEST_CASE("what is due is said in words, and what is late says by how much")
{
    auto const by = clock_at("2026-03-09T23:59:59Z");
    auto const words = [&](char const* now) { return due_in_words(by, clock_at(now)); };
    CHECK(words("2026-03-06T12:00:00Z").text == "Due in 3 days");
    CHECK(words("2026-03-08T12:00:00Z").text == "Due tomorrow by 23:59");
    CHECK(words("2026-03-08T12:00:00Z").state == DueState::later);
    CHECK(words("2026-03-09T00:00:00Z").text == "Due today by 23:59");
    CHECK(words("2026-03-09T23:59:59Z").state == DueState::today);
    CHECK(words("2026-03-10T00:00:00Z").text == "Overdue");
    CHECK(words("2026-03-10T00:01:59Z").text == "Overdue by 2 minutes");
    CHECK(words("2026-03-10T01:00:00Z").text == "Overdue by 1 hour");
    CHECK(words("2026-03-10T02:30:00Z").text == "Overdue by 2 hours");
    CHECK(words("2026-03-12T01:00:00Z").text == "Overdue by 2 days");
    CHECK(words("2026-03-12T01:00:00Z").state == DueState::overdue);
    CHECK(words("2026-03-12T01:00:00Z").exact == "9 March 2026 at 23:59");
    CHECK(name_of(DueState::today) == "today");
}
