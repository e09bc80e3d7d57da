// SPDX-License-Identifier: MIT
#include "people/compare.h"
#include "people/joined.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Person with(char const* name, char const* birth)
{
    Person person;
    person.names = {{{}, "birth", name}};
    if (*birth)
        person.birth = PartialDate::read(birth).value();
    return person;
}
Compared compare(Person const& one, Person const& other)
{
    return compared(
        one, other, [](std::string_view, std::string_view code) { return std::string(code); });
}
using Sentences = std::vector<std::string>;
Date const checked_day = Date::of(2026, 1, 5).value();
} // namespace

TEST_CASE("what is alike and what differs is said of what both records say, and of nothing else")
{
    auto one = with("Robin O’Neill", "2011-05-03");
    auto other = with("robin oneill", "2011-05-03");
    CHECK(compare(one, other).alike
        == Sentences{"Both are recorded as Robin O’Neill.", "Born on the same day: 3 May 2011."});
    CHECK(compare(one, other).differ.empty());

    other = with("Rob Neill", "2011-03-05");
    other.sex = "F"; // the first says nothing of it
    CHECK(compare(one, other).alike.empty());
    CHECK(compare(one, other).differ
        == Sentences{"No name is the same: Robin O’Neill, and Rob Neill.",
            "Different birth dates: 3 May 2011, and 5 March 2011."});

    CHECK(compare(one, with("Robin O’Neill", "2011")).alike.back()
        == "The birth dates agree as far as they are known: 3 May 2011, and 2011.");
    CHECK(compare(with("Kit", "~2011"), with("Kit", "~2011")).alike.back()
        == "The same birth date, as far as it is known: about 2011.");
    CHECK(compare(one, with("Robin O’Neill", "")).differ
        == Sentences{"Only one record says when they were born: 3 May 2011."});
    one.sex = "M";
    other.sex = "F";
    CHECK(compare(one, other).differ.back() == "Recorded with different sex: M, and F.");
    one.sex = "U"; // not recorded
    CHECK(compare(one, other).differ.back().starts_with("Different birth dates"));
}

TEST_CASE("numbers are compared within their scheme, and only checked ones of a lifetime forbid")
{
    auto one = with("Kit Ray", "");
    auto other = with("Kit Ray", "");
    one.identifiers = {{{}, "nhs_number", "9990000018"}, {{}, "upn", "A1"}};
    other.identifiers = {{{}, "nhs_number", "9990000085"}, {{}, "uln", "1000000078"}};
    CHECK(compare(one, other).differ
        == Sentences{"nhs_number differs: 999 000 0018, and 999 000 0085."});
    CHECK(compare(one, other).conflicts.empty()); // nobody checked them
    one.identifiers[0].verified_on = checked_day;
    CHECK(conflicting_schemes(one, other).empty()); // one is checked, the other may be a slip
    other.identifiers[0].verified_on = checked_day;
    CHECK(conflicting_schemes(one, other) == Sentences{"nhs_number"});
    CHECK(compare(one, other).conflicts
        == Sentences{"Two checked numbers differ (nhs_number): these are two people, unless one "
                     "number is wrong."});
    other.identifiers.push_back({{}, "nhs_number", "9990000018", "", checked_day});
    CHECK(conflicting_schemes(one, other).empty()); // one of the two is the same
    CHECK(compare(one, other).alike.front() == "The same nhs_number: 999 000 0018.");
    one.identifiers = {{{}, "upn", "A1", "", checked_day}};
    other.identifiers = {{{}, "upn", "B2", "", checked_day}};
    CHECK(conflicting_schemes(one, other).empty()); // a pupil may have had two
    one.contacts = {{{}, "mobile", "01632 960001"}};
    other.contacts = {{{}, "mobile", "01632960001"}};
    CHECK(compare(one, other).alike.back() == "The same mobile: 01632 960001.");
}

TEST_CASE(
    "who works with either record works with the person, and a wall or seal on one is on both")
{
    auto const one_team = TeamId::fresh();
    auto const other_team = TeamId::fresh();
    auto const me = AccountId::fresh();
    auto const somebody = AccountId::fresh();
    access::Facts facts;
    facts.holding_teams = {one_team};
    facts.raised_by = somebody;
    access::Facts more;
    more.holding_teams = {one_team, other_team};
    more.shared_with = {somebody};
    more.raised_by = me;
    auto united = facts;
    unite(united, more, me);
    CHECK(united.holding_teams == std::vector{one_team, other_team});
    CHECK(united.shared_with == std::vector{somebody});
    CHECK(united.raised_by == me); // who recorded either recorded them
    CHECK_FALSE(united.walled);
    CHECK_FALSE(united.sealed);
    united = facts;
    unite(united, more, AccountId());
    CHECK(united.raised_by == somebody);
    for (auto const* const which : {"walled", "sealed"}) {
        auto closed = more;
        (which[0] == 'w' ? closed.walled : closed.sealed) = true;
        united = facts;
        unite(united, closed, me);
        CHECK((which[0] == 'w' ? united.walled : united.sealed));
        auto reversed = closed;
        unite(reversed, facts, me);
        CHECK((which[0] == 'w' ? reversed.walled : reversed.sealed));
    }
}
