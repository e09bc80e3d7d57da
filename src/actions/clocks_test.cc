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
std::string rule_text(std::string const& more)
{
    return "[[clock]]\nid = \"a\"\namount = 1\nunit = \"working_days\"\nduty = \"d\"\nstart = "
           "\"s\"\nsource = \"t\"\nbasis = \"law\"\nverified = true\n"
        + more + "\n";
}
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

TEST_CASE("a month ends on the day of its number, or on the last day of a month without it")
{
    auto const after = [](char const* day, int months) {
        return months_after(Date::read(day).value(), months).write();
    };
    CHECK(after("2026-01-31", 1) == "2026-02-28");
    CHECK(after("2028-01-31", 1) == "2028-02-29"); // a leap year
    CHECK(after("2026-01-31", 2) == "2026-03-31"); // from the day itself, not from 28 February
    CHECK(after("2026-03-31", 1) == "2026-04-30");
    CHECK(after("2026-12-15", 1) == "2027-01-15");
    CHECK(after("2028-02-29", 12) == "2029-02-28");
    CHECK(after("2028-02-29", 48) == "2032-02-29");
    CHECK(after("2026-03-31", -1) == "2026-02-28");
    CHECK(after("2026-01-15", -1) == "2025-12-15");
    CHECK(after("2026-01-15", -13) == "2024-12-15");
    CHECK(after("2026-05-20", 0) == "2026-05-20");
}

TEST_CASE("hours run on through both nights in which the clocks change")
{
    auto const day_later = [](char const* text) {
        return london::in_words(due(counting(24, Unit::hours), clock_at(text), clock_days()));
    };
    CHECK(day_later("2026-03-28T12:00:00Z") == "29 March 2026 at 13:00");   // 23 hours a day
    CHECK(day_later("2026-10-24T11:00:00Z") == "25 October 2026 at 11:00"); // 25 hours a day
}

TEST_CASE("a clock that counts backward is due on a day before the one that starts it")
{
    auto before = counting(1, Unit::months);
    before.counts = Counts::backward;
    CHECK(due_on(before, Date::of(2026, 3, 31).value(), clock_days()).write() == "2026-02-28");
    before.unit = Unit::hours;
    CHECK(due(before, clock_at("2026-03-31T12:00:00Z"), clock_days())
        == clock_at("2026-03-31T11:00:00Z"));
    CHECK(before.in_words() == "1 hour before");
    CHECK_THROWS_AS(static_cast<void>(due_on(before, Date(), clock_days())), std::logic_error);
}

TEST_CASE("what the law says, and what rooms ask for, no overlay of a partnership takes away")
{
    auto const shipped = Clocks::read(rule_text("")).value();
    auto const with = [&](char const* was, char const* is) {
        auto text = rule_text("");
        text.replace(text.find(was), std::string_view(was).size(), is);
        auto const stands = may_stand_for(Clocks::read(text).value(), shipped);
        return stands ? std::string() : stands.error().words.key;
    };
    CHECK(with("duty = \"d\"", "duty = \"e\"").empty());
    CHECK(with("amount = 1", "amount = 2")
        == "data/reference/clocks.toml, clock \"a\": the law says 1 working day, so it is not a "
           "setting");
    CHECK(with("\"law\"", "\"setting\"").find("the law says") != std::string::npos);
    CHECK(with("id = \"a\"", "id = \"b\"")
        == "data/reference/clocks.toml, clock \"a\": it is missing, and needed");
    auto const setting
        = Clocks::read(rule_text("").replace(rule_text("").find("law"), 3, "setting"));
    auto changed = rule_text("");
    changed.replace(changed.find("law"), 3, "setting");
    changed.replace(changed.find("amount = 1"), 10, "amount = 3");
    CHECK(may_stand_for(Clocks::read(changed).value(), setting.value()).ok());
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
        == "data/reference/clocks.toml, clock \"a\": unit is hours, working_days, days, weeks or "
           "months");
    CHECK(says(rule_text("counts = \"sideways\""))
        == "data/reference/clocks.toml, clock \"a\": counts is forward or backward");
    CHECK(says(rule_text("counts = \"backward\""))
        == "data/reference/clocks.toml, clock \"a\": working days are counted forward");
    CHECK(says(rule_text("whose = \"mine\""))
        == "data/reference/clocks.toml, clock \"a\": whose is ours or others");
    CHECK(says(rule_text("ammount = 2"))
        == "data/reference/clocks.toml, clock \"a\": it has an unknown word \"ammount\"");
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
