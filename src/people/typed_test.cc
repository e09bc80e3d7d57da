// SPDX-License-Identifier: MIT
#include "people/typed.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Result<std::optional<PartialDate>> typed_day(char const* day, char const* month, char const* year)
{
    http::FormData form;
    form.add("birth-day", day);
    form.add("birth-month", month);
    form.add("birth-year", year);
    return read_partial(form, "birth");
}
} // namespace

TEST_CASE("a day that its month does not have is told apart from a date that is none")
{
    CHECK(typed_day("28", "2", "2011")->value().day == 28);
    CHECK(typed_day("29", "2", "2012")->value().day == 29); // a leap year
    for (auto const* const day : {"29", "30", "31"})
        CHECK(typed_day(day, "2", "2011").error().words.key
            == "That month has no such day: check the day, or leave it empty");
    CHECK(typed_day("3", "13", "2011").error().words.key
        == "Enter a year, or a month and year, or a whole date");
    CHECK(typed_day("3", "", "2011").error().field == "birth");
    CHECK_FALSE(typed_day("", "", "")->has_value());
}

TEST_CASE("a code that no list has is refused where it is typed, save one that stands already")
{
    auto const facts = directory::ReferenceFacts::read().value();
    auto const today = Date::read("2026-03-06").value();
    http::FormData form;
    for (auto const& [name, value] : {std::pair{"name", "Robin"}, {"name_kind", "birth"},
             {"sex", "female"}, {"contact", "01632 960001"}, {"contact_kind", "pigeon"},
             {"identifier", "12"}, {"scheme", "shoe size"}})
        form.add(name, value);
    auto typed = read_typed(form, {});
    check_codes(facts, today, {}, typed);
    std::vector<std::string> fields;
    for (auto const& one : typed.problems)
        fields.push_back(one.field);
    CHECK(fields == std::vector<std::string>{"sex", "scheme", "contact_kind"});
    Person stands;
    stands.sex = "female";
    typed = read_typed(form, stands);
    check_codes(facts, today, stands, typed);
    CHECK(typed.problems.size() == 2);
}
