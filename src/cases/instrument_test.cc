// SPDX-License-Identifier: MIT
#include "cases/instrument.h"
#include <doctest/doctest.h>
#include <limits>

namespace kith::cases {
namespace {
    Instrument safety_survey() { return *Instruments::shipped().find("safety_survey"); }
    Date survey_day() { return Date::of(2026, 3, 6).value(); }
    Measurement a_survey(std::int64_t n, std::int64_t yes, std::int64_t mostly, std::int64_t no)
    {
        Measurement one;
        one.instrument = "safety_survey";
        one.on = survey_day();
        one.n = n;
        one.how = " On paper at the door, by two youth workers ";
        one.tallies = {{"feel_safe", "yes", "", yes}, {"feel_safe", "mostly", "", mostly},
            {"feel_safe", "no", "", no}};
        return one;
    }
    std::string field_of(Measurement const& one)
    {
        auto const made = checked(one, safety_survey(), survey_day());
        return made ? "" : made.error().field;
    }
} // namespace

TEST_CASE("a result is the share of those who answered that question")
{
    // 19 of 62 is 30.6 %; asked again, 27 of 58 is 46.6 %.
    auto const first = checked(a_survey(62, 19, 20, 23), safety_survey(), survey_day());
    REQUIRE(first.ok());
    CHECK(first->how == "On paper at the door, by two youth workers");
    CHECK(first->results.at("feel_safe") == doctest::Approx(100.0 * 19 / 62));
    CHECK(first->results.size() == 1); // nobody was asked the rest
    auto const survey = safety_survey();
    auto const& measure = *survey.measure("feel_safe");
    CHECK(value_in_words(*first, measure, Sees::the_case) == "31 %");
    auto const again = checked(a_survey(58, 27, 11, 20), survey, survey_day());
    CHECK(value_in_words(*again, measure, Sees::the_case) == "47 %");
    // Two left this one out: of 60, 19 is 31.7 %.
    auto const fewer = checked(a_survey(62, 19, 20, 21), survey, survey_day());
    CHECK(fewer->results.at("feel_safe") == doctest::Approx(100.0 * 19 / 60));
    CHECK(value_in_words(*fewer, *survey.measure("stay_away"), Sees::the_case).empty());
}

TEST_CASE("with fewer than five a percentage is kept from who may not see the case")
{
    auto const survey = safety_survey();
    auto const& measure = *survey.measure("feel_safe");
    auto const four = checked(a_survey(4, 1, 1, 2), survey, survey_day());
    CHECK(value_in_words(*four, measure, Sees::the_case) == "25 %");
    CHECK(value_in_words(*four, measure, Sees::not_the_case).empty());
    auto const five = checked(a_survey(5, 1, 2, 2), survey, survey_day());
    CHECK(value_in_words(*five, measure, Sees::not_the_case) == "20 %");
}

TEST_CASE("what cannot have been counted is refused at its field")
{
    CHECK(field_of(a_survey(62, 19, 20, 23)).empty());
    CHECK(field_of(a_survey(0, 0, 0, 0)) == "n");
    CHECK(field_of(a_survey(10, 11, 0, 0)) == "feel_safe-yes");
    CHECK(field_of(a_survey(10, 6, 5, 0)) == "feel_safe-yes"); // 11 answers of 10 people
    CHECK(field_of(a_survey(10, 6, -1, 0)) == "feel_safe-mostly");
    CHECK(field_of(a_survey(10, 0, 0, 0)) == "feel_safe-yes");
    CHECK(field_of(a_survey(1'000'000, 400'000, 300'000, 300'000)).empty());
    CHECK(field_of(a_survey(1'000'001, 1, 1, 1)) == "n");
    auto const most = std::numeric_limits<std::int64_t>::max(); // their sum would run over
    CHECK(field_of(a_survey(most, most, most, most)) == "n");
    auto one = a_survey(10, 6, 2, 1);
    one.how = " ";
    CHECK(field_of(one) == "how");
    one = a_survey(10, 6, 2, 1);
    one.on = Date::of(2026, 3, 7).value();
    CHECK(field_of(one) == "on-day");
    one = a_survey(10, 6, 2, 1);
    one.tallies.push_back({"feel_safe", "perhaps", "", 1});
    CHECK(field_of(one) == "tallies");
}

TEST_CASE("a safety map counts marks by square, each square and mark once")
{
    auto const map = *Instruments::shipped().find("safety_map");
    Measurement one;
    one.on = survey_day();
    one.n = 20;
    one.how = "In three lessons";
    one.tallies = {
        {"marks", "unsafe", "C4", 12}, {"marks", "avoided", "C4", 6}, {"marks", "safe", "A1", 6}};
    auto const made = checked(one, map, survey_day());
    REQUIRE(made.ok());
    CHECK(made->results.at("safe") == 25.0); // 6 of 24 marks
    one.tallies.push_back({"marks", "unsafe", "C4", 1});
    CHECK(checked(one, map, survey_day()).error().field == "squares");
    one.tallies.back() = {"marks", "unsafe", "J4", 1};
    CHECK(checked(one, map, survey_day()).error().field == "tallies");
    one.tallies.back() = {"marks", "unsafe", "B2", 21}; // of 20 young people
    CHECK(checked(one, map, survey_day()).error().field == "squares");
}

TEST_CASE("an instrument that does not read names its file and what to change")
{
    auto const said = [](char const* toml) {
        auto const made = Instruments::read("data/instruments/x.toml", toml);
        return made ? std::string() : made.error().words.key;
    };
    CHECK(said("name = ").starts_with("data/instruments/x.toml:1"));
    CHECK(said("name = \"x\"\nversion = 1\nkind = \"guess\"")
              .ends_with("survey, observation or map"));
    CHECK(said(R"(
name = "x"
version = 1
kind = "survey"
title = "X"
people = "How many?"
[[question]]
code = "a"
question = "A"
answer = [{ code = "yes", label = "Yes" }, { code = "no", label = "No" }]
[[measure]]
code = "a"
label = "a"
unit = "%"
question = "a"
answers = ["perhaps"]
)") == "data/instruments/x.toml: measure \"a\" names the answer \"perhaps\", which is none");
}

} // namespace kith::cases
