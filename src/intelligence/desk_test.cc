// SPDX-License-Identifier: MIT
#include "intelligence/desk.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::intelligence {
namespace {
    forms::Answers said(std::vector<std::pair<char const*, char const*>> const& all)
    {
        forms::Answers answers("intelligence/grade", 1);
        for (auto const& [name, text] : all)
            answers.set(name, std::string(text));
        return answers;
    }
} // namespace

TEST_CASE("what is urgent says under which reference it was told to whom")
{
    CHECK(read_triage(said({{"urgent", "no"}})).ok());
    CHECK(read_triage(said({{"urgent", "yes"}, {"told", "The duty inspector"}})).error().field
        == "reference");
    CHECK(read_triage(said({{"urgent", "yes"}, {"reference", "LC-1"}})).error().field == "told");
    auto const urgent = read_triage(said({{"urgent", "yes"}, {"reference", "LC-1"},
        {"told", "The duty inspector"}, {"done", "A patrol went"}}));
    REQUIRE(urgent.ok());
    CHECK(urgent->reference == "LC-1");
    // what was typed before it was said not to be urgent is not kept as if it were
    CHECK(read_triage(said({{"urgent", "no"}, {"reference", "LC-1"}}))->reference.empty());
}

TEST_CASE("a grade has both halves, a handling code and a reason; C says its conditions")
{
    auto const grade
        = read_grade(said({{"source_evaluation", "2"}, {"information", "B"}, {"handling", "C"},
            {"conditions", "Name nobody\nAsk the desk first"}, {"because", "Known for a year"}}));
    REQUIRE(grade.ok());
    CHECK(grade->in_short() == "2B C");
    CHECK(grade->handling.conditions.size() == 2);
    CHECK(read_grade(said({{"information", "B"}, {"handling", "P"}, {"because", "Seen"}}))
              .error()
              .field
        == "source_evaluation");
    CHECK(read_grade(said({{"source_evaluation", "1"}, {"handling", "P"}, {"because", "Seen"}}))
              .error()
              .field
        == "information");
    CHECK(read_grade(said({{"source_evaluation", "1"}, {"information", "A"}, {"handling", "P"}}))
              .error()
              .field
        == "because");
    CHECK(read_grade(said({{"source_evaluation", "1"}, {"information", "A"}, {"handling", "C"},
                         {"because", "Seen"}}))
              .error()
              .field
        == "conditions");
}

TEST_CASE("the most urgent comes first, then what nobody triaged, then the longest waiting")
{
    auto const at = [](char const* time) {
        return Instant::read(std::string("2026-03-0") + time + ":00Z").value();
    };
    std::vector<Waiting> all{
        {Stage::shared, true, at("1T09:00")},
        {Stage::to_grade, false, at("1T10:00")},
        {Stage::to_receive, false, at("3T09:00")},
        {Stage::to_sanitise, true, at("4T09:00")},
        {Stage::to_triage, false, at("2T09:00")},
        {Stage::weeded, false, at("2T10:00")},
    };
    std::ranges::sort(all, before);
    CHECK(all[0].stage == Stage::to_sanitise); // urgent, though the newest
    CHECK(all[1].stage == Stage::to_triage);
    CHECK(all[2].stage == Stage::to_receive);
    CHECK(all[3].stage == Stage::to_grade);
    CHECK(all[4].stage == Stage::weeded); // no longer waiting, the newest first
    CHECK(all[5].stage == Stage::shared);
    CHECK(in_words_of(Stage::to_authorise) == "To authorise");
    CHECK(name_of(Stage::to_grade) == "to_grade");
}
} // namespace kith::intelligence
