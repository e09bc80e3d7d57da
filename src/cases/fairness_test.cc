// SPDX-License-Identifier: MIT
#include "cases/fairness.h"
#include <doctest/doctest.h>

namespace kith::cases {
namespace {
    directory::ReferenceFacts const& fairness_facts()
    {
        static auto const facts = directory::ReferenceFacts::read().value();
        return facts;
    }
    Date fairness_day() { return Date::of(2026, 3, 6).value(); }

    std::string group_name(
        Split split, people::SplitBy const& person, std::string const& district = "")
    {
        static auto const groups = FairnessGroups::shipped(fairness_facts());
        return groups.labels(split, fairness_day())
            .at(groups.group_of(split, person, district, fairness_day()));
    }
    people::SplitBy born(std::string_view text)
    {
        people::SplitBy person;
        person.birth = PartialDate::read(text).value();
        return person;
    }
    std::string fairness_refusal(std::string const& toml)
    {
        auto const read = FairnessGroups::read(toml, fairness_facts());
        return read.ok() ? "" : read.error().words.key;
    }
} // namespace

TEST_CASE("a person stands in one group of each split, or is not recorded")
{
    CHECK(group_name(Split::age, born("2013-03-06")) == "13 to 15"); // 13 that day
    CHECK(group_name(Split::age, born("2013-03-07")) == "10 to 12"); // the day before
    CHECK(group_name(Split::age, born("2008-02-29")) == "18 to 24");
    CHECK(group_name(Split::age, born("2012")) == "13 to 15");     // 13 or 14
    CHECK(group_name(Split::age, born("2010")) == "Not recorded"); // 15 or 16
    CHECK(group_name(Split::age, {}) == "Not recorded");

    people::SplitBy person;
    person.sex = "F";
    person.ethnicity = "WROM";
    person.disabilities = {"NONE"};
    person.statuses = {"CHILD_IN_NEED", "SECTION_20"};
    CHECK(group_name(Split::sex, person) == "Female");
    CHECK(group_name(Split::ethnicity, person) == "Gypsy, Roma or Irish Traveller");
    CHECK(group_name(Split::disability, person) == "No disability");
    CHECK(group_name(Split::care, person) == "Looked after");
    CHECK(group_name(Split::district, person, "E06000009") == "Blackpool");
    CHECK(group_name(Split::district, person) == "Not recorded");
    person.statuses = {"CHILD_IN_NEED"};
    CHECK(group_name(Split::care, person) == "Another legal status, not looked after");
    person.ethnicity = "NOBT";
    CHECK(group_name(Split::ethnicity, person) == "Not recorded");
    for (auto const split : all_splits)
        CHECK(group_name(split, {}) == "Not recorded");
}

TEST_CASE("every code of ethnicity, disability and sex is in a group, or means not recorded")
{
    for (auto const& code : fairness_facts().codes("ethnicity", fairness_day())) {
        people::SplitBy person;
        person.ethnicity = code.code;
        CHECK_MESSAGE(
            (group_name(Split::ethnicity, person) == "Not recorded") == (code.code == "NOBT"),
            code.code);
    }
    for (auto const& code : fairness_facts().codes("disability", fairness_day())) {
        people::SplitBy person;
        person.disabilities = {code.code};
        CHECK_MESSAGE(group_name(Split::disability, person) != "Not recorded", code.code);
    }
}

TEST_CASE("a rate comes with Wilson's interval")
{
    // 19 of 62: p = .3065, z = 1.96: (p + z2/2n) / (1 + z2/n) = (.30645 + .03098) / 1.06196
    // = .31774, half = 1.96 * sqrt(.21254/62 + .00024984) / 1.06196 = .11190: 20.6 to 43.0.
    auto const rate = rate_of(19, 62).value();
    CHECK(rate.percent == doctest::Approx(30.645).epsilon(0.0001));
    CHECK(rate.low == doctest::Approx(20.58).epsilon(0.001));
    CHECK(rate.high == doctest::Approx(42.96).epsilon(0.001));
    CHECK(in_words(rate) == "31 % (21 to 43)");
    CHECK_FALSE(rate_of(0, 0));
    CHECK(in_words(rate_of(20, 20).value()) == "100 % (84 to 100)"); // 1 / (1 + z2/n) = .839
}

TEST_CASE("each split counts everybody once, with what is missing, and tells no small number")
{
    auto const groups = FairnessGroups::shipped(fairness_facts());
    std::vector<CountedPerson> people;
    auto const add = [&](std::string const& sex, std::size_t outcome, int many) {
        people::SplitBy person;
        person.sex = sex;
        CountedPerson one;
        one.outcome = outcome;
        for (std::size_t i = 0; i < all_splits.size(); ++i)
            one.groups[i] = groups.group_of(all_splits[i], person, "", fairness_day());
        for (int i = 0; i < many; ++i)
            people.push_back(one);
    };
    add("F", 0, 12);
    add("F", 1, 18);
    add("M", 0, 20);
    add("M", 1, 10);
    add("", 0, 6);
    add("", 1, 9);
    auto tables = tables_of(groups, people, 2, fairness_day());
    REQUIRE(tables.size() == all_splits.size());
    auto const& sex = tables.at(1);
    CHECK(sex.groups == std::vector<std::string>{"Female", "Male", "Not recorded"});
    CHECK(sex.told.all == 75);
    CHECK(sex.told.columns == std::vector<TableTold::Told>{38, 37});
    CHECK(sex.told.cells.at(0) == std::vector<TableTold::Told>{12, 18});
    CHECK(sex.told.cells.at(1) == std::vector<TableTold::Told>{20, 10});
    CHECK(sex.missing() == "Not recorded for 15 of 75 (20 %).");
    // Everybody's ethnicity is not recorded: "none" of the other groups is a small number.
    CHECK(tables.at(2).told.all == 75);

    add("M", 2, 0);
    people.resize(3);
    for (auto const& table : tables_of(groups, people, 2, fairness_day())) {
        CHECK_FALSE(table.told.all);
        CHECK(table.missing().empty());
    }
}

TEST_CASE("a file of groups that cannot be meant is refused with what to change")
{
    CHECK(fairness_refusal("[ages]\nlowest = [0]").find("lowest") != std::string::npos);
    CHECK(fairness_refusal("[ages]\nlowest = [0, 10, 10]").find("rise") != std::string::npos);
    CHECK(fairness_refusal("[ages").find("line 1") != std::string::npos);
    auto const sexes = [](std::string const& more) {
        return fairness_refusal("[ages]\nlowest = [0, 18]\n" + more);
    };
    CHECK(sexes("").find("[[sex]]") != std::string::npos);
    CHECK(
        sexes("[[sex]]\nlabel = \"Female\"\ncodes = [\"Q\"]").find("no code") != std::string::npos);
    CHECK(sexes("[[sex]]\nlabel = \"A\"\ncodes = [\"F\"]\n[[sex]]\nlabel = \"B\"\ncodes = [\"F\"]")
              .find("two groups")
        != std::string::npos);
    CHECK(sexes("[[sex]]\ncodes = [\"F\"]").find("label") != std::string::npos);
}

} // namespace kith::cases
