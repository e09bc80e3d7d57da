// SPDX-License-Identifier: MIT
#include "directory/directory.h"
#include "people/family_typed.h"
#include "people/relationships.h"
#include "people/telling.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Date date_of(char const* text) { return Date::read(text).value(); }

Relationship friend_named()
{
    Relationship one;
    one.person = PersonId::fresh();
    one.kind = "friend";
    one.name = "Juno from the boats";
    one.source = "They told their form tutor";
    return one;
}
} // namespace

TEST_CASE(
    "every kind of relationship reads from the other end, and back to the same group of people")
{
    auto const& kinds = RelationshipKinds::shipped();
    auto const facts = directory::ReferenceFacts::read().value();
    auto const listed = facts.codes("relationship_kind", date_of("2026-11-01"));
    CHECK(listed.size() > 30);
    auto const groups = facts.codes("relationship_group", date_of("2026-11-01"));
    auto const roles = facts.codes("link_role", date_of("2026-11-01"));
    auto const has = [](auto const& codes, std::string const& wanted) {
        return std::ranges::any_of(codes, [&](auto const& one) { return one.code == wanted; });
    };
    for (auto const& kind : listed) {
        auto const* const known = kinds.find(kind.code);
        REQUIRE(known != nullptr);
        CHECK_MESSAGE(has(listed, known->inverse), kind.code);
        CHECK_MESSAGE(has(groups, known->group), kind.code);
        CHECK_MESSAGE((known->link_role.empty() || has(roles, known->link_role)), kind.code);
        auto const back = kinds.inverse_of(known->inverse);
        CHECK_MESSAGE(kinds.group_of(back) == known->group, kind.code);
    }
    CHECK(kinds.inverse_of("mother") == "child");
    CHECK(kinds.inverse_of("child") == "parent");
    CHECK(kinds.inverse_of("sister") == "sibling");
    CHECK(kinds.inverse_of("aunt_or_uncle") == "niece_or_nephew");
    CHECK(kinds.inverse_of("foster_carer") == "fostered_child");
    CHECK(kinds.inverse_of("landlord") == "tenant");
    CHECK(kinds.inverse_of("close_friend") == "close_friend");
}

TEST_CASE("what is said of friends lapses after a year, what is said of family does not")
{
    auto const day_of_test = date_of("2026-03-01");
    auto const said = checked(friend_named(), day_of_test);
    REQUIRE(said.ok());
    CHECK(said->lapses == date_of("2027-03-01")); // 365 days: 2027 has no leap day before it
    CHECK(said->stands_on(date_of("2027-03-01")));
    CHECK_FALSE(said->stands_on(date_of("2027-03-02")));
    auto aunt = friend_named();
    aunt.kind = "aunt_or_uncle";
    CHECK_FALSE(checked(aunt, day_of_test)->lapses.has_value());
}

TEST_CASE("a relationship wants a kind, one other end, a source, and days in order")
{
    auto const day_of_test = date_of("2026-03-01");
    auto const field_of = [&](auto change) {
        auto one = friend_named();
        change(one);
        auto const read = checked(one, day_of_test);
        return read ? std::string("fine") : read.error().field;
    };
    CHECK(field_of([](Relationship&) {}) == "fine");
    CHECK(field_of([](Relationship& one) { one.kind = "offender"; }) == "kind");
    CHECK(field_of([](Relationship& one) { one.name = " "; }) == "name");
    CHECK(field_of([](Relationship& one) { one.other = PersonId::fresh(); }) == "name"); // not both
    CHECK(field_of([](Relationship& one) {
        one.name = "";
        one.other = one.person;
    }) == "reference");
    CHECK(field_of([](Relationship& one) { one.source = ""; }) == "source");
    CHECK(field_of([](Relationship& one) {
        one.from = date_of("2026-02-02");
        one.until = date_of("2026-02-01");
    }) == "until");
    CHECK(field_of([](Relationship& one) { one.from = date_of("2026-03-02"); }) == "from");
}

TEST_CASE("nobody decides that somebody must not be told without a reason, a name and a day")
{
    auto const day_of_test = date_of("2026-03-01");
    Telling telling;
    telling.told = "nothing";
    telling.why = "He threatened her at the school gate";
    telling.decided_by = "Strategy discussion";
    telling.decided_on = day_of_test;
    CHECK(check(telling, day_of_test).ok());
    CHECK(telling.must_not_be_told());
    auto wrong = telling;
    wrong.why = " ";
    CHECK(check(wrong, day_of_test).error().field == "why");
    wrong = telling;
    wrong.decided_by = "";
    CHECK(check(wrong, day_of_test).error().field == "decided_by");
    wrong = telling;
    wrong.decided_on = date_of("2026-03-02");
    CHECK(check(wrong, day_of_test).error().field == "decided_on");
    wrong = telling;
    wrong.told = "matters";
    CHECK(check(wrong, day_of_test).error().field == "matters");
    telling.told = "safe";
    CHECK_FALSE(telling.must_not_be_told());
    telling.safe = Known::no; // that they are safe may be told, but not by contacting them
    CHECK(telling.must_not_be_told());
    telling.until = date_of("2026-03-31");
    CHECK_FALSE(telling.has_run_out(date_of("2026-03-31")));
    CHECK(telling.has_run_out(date_of("2026-04-01")));
}

TEST_CASE("a wish, or a part, that no list has is refused where it is typed")
{
    auto const facts = directory::ReferenceFacts::read().value();
    auto const on = date_of("2026-11-01");
    auto const fields_refused = [&](char const* wish) {
        http::FormData form;
        for (auto const& [name, value] : {std::pair{"wish", wish}, {"told", "safe"},
                 {"decided_on-day", "1"}, {"decided_on-month", "10"}, {"decided_on-year", "2026"}})
            form.add(name, value);
        std::vector<std::string> fields;
        for (auto const& one : read_telling_form(facts, on, form, {}).problems)
            fields.push_back(one.field);
        return fields;
    };
    CHECK(fields_refused("with_me_there").empty());
    CHECK(fields_refused("whatever") == std::vector<std::string>{"wish"});
    http::FormData form;
    form.add("part", "boss");
    std::vector<Error> problems;
    (void)read_part_form(facts, on, form, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == "part");
}
