// SPDX-License-Identifier: MIT
#include "disruption/step.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

namespace kith::disruption {
namespace {
    Tactics const& tactics_read()
    {
        static auto const read = Tactics::read(directory::ReferenceFacts::read().value()).value();
        return read;
    }
    Tactic const& tactic(char const* code) { return *tactics_read().find(code); }
    Date on_day(char const* text) { return Date::read(text).value(); }
    std::string fields_of(std::vector<Error> const& problems)
    {
        std::string all;
        for (auto const& one : problems)
            all += (all.empty() ? "" : " ") + one.field;
        return all;
    }
    Step considered()
    {
        Step step;
        step.because = "Four people told of the same worry";
        step.status_on = on_day("2026-03-02");
        return step;
    }
    StepAnswers all_answered()
    {
        StepAnswers answers;
        for (auto const& question : questions_of(tactic("D14"), true))
            answers.*question.answer = "Said";
        return answers;
    }
} // namespace

TEST_CASE("which status may follow which is this table and no other")
{
    std::string table;
    for (auto const status : all_statuses) {
        table += std::string(name_of(status)) + ":";
        for (auto const next : next_of(status))
            table += " " + std::string(name_of(next));
        table += "\n";
    }
    CHECK(table
        == "considered: rejected planned withdrawn\n"
           "rejected: considered\n"
           "planned: rejected applied served withdrawn\n"
           "applied: granted refused withdrawn\n"
           "granted: served expired withdrawn\n"
           "refused: rejected applied\n"
           "served: breached expired withdrawn\n"
           "breached: breached expired withdrawn\n"
           "expired:\n"
           "withdrawn:\n");
}

TEST_CASE("nothing is applied for, served or breached that was not planned before")
{
    // All that can be reached from a considered step without planning it.
    std::set<StepStatus> reached{StepStatus::considered};
    for (int round = 0; round < 10; ++round)
        for (auto const status : std::set<StepStatus>(reached))
            for (auto const next : next_of(status))
                if (next != StepStatus::planned)
                    reached.insert(next);
    CHECK(reached
        == std::set<StepStatus>{
            StepStatus::considered, StepStatus::rejected, StepStatus::withdrawn});
}

TEST_CASE("each status is read as it is written")
{
    for (auto const status : all_statuses)
        CHECK(read_status(name_of(status)) == status);
    CHECK(!read_status("done"));
}

TEST_CASE("an entry has a day between the last and today, and says why where it must")
{
    auto const step = considered();
    auto const problems = [&](StepStatus next, char const* on, char const* why) {
        return fields_of(problems_of_move(step, next, on_day(on), why, on_day("2026-03-06")));
    };
    CHECK(problems(StepStatus::planned, "2026-03-02", "").empty());
    CHECK(problems(StepStatus::planned, "2026-03-01", "") == "on");
    CHECK(problems(StepStatus::planned, "2026-03-07", "") == "on");
    CHECK(problems(StepStatus::rejected, "2026-03-03", " \n") == "why");
    CHECK(problems(StepStatus::rejected, "2026-03-03", "It would shut the youth club").empty());
    CHECK(problems(StepStatus::served, "2026-03-03", "") == "status");
    CHECK(problems(StepStatus::planned, "2026-03-02", std::string(4'001, 'a').c_str()) == "why");
}

TEST_CASE("six questions are asked of every step, one more where a home closes, three of a child")
{
    CHECK(questions_of(tactic("D16"), false).size() == 6);
    CHECK(questions_of(tactic("D14"), false).size() == 7);
    CHECK(questions_of(tactic("D29"), true).size() == 9);
    CHECK(fields_of(problems_of(StepAnswers{}, tactic("D14"), true))
        == "effect child_view carer_view displacement retaliation who_tells who_lives_there "
           "no_other_step legal_advice child_view_of_it");
    CHECK(problems_of(all_answered(), tactic("D14"), true).empty());
    for (auto const& question : questions_of(tactic("D14"), true)) {
        auto answers = all_answered();
        answers.*question.answer = "  ";
        CHECK(fields_of(problems_of(answers, tactic("D14"), true)) == question.field);
    }
}

TEST_CASE("answers are read as they were written")
{
    auto answers = all_answered();
    answers.child_view = "\"I do not mind\",\nshe said";
    CHECK(read_answers(write(answers)) == answers);
    CHECK(read_answers("") == StepAnswers{});
    CHECK(read_answers("[1]") == StepAnswers{});
}

TEST_CASE("an expiry stands neither past the limit nor before the start")
{
    auto step = considered();
    step.starts = on_day("2026-03-01");
    step.expires = on_day("2026-05-31");
    CHECK(problems_of(step, tactic("D14")).empty());
    step.expires = on_day("2026-06-01");
    CHECK(fields_of(problems_of(step, tactic("D14"))) == "expires");
    CHECK(problems_of(step, tactic("D14"))[0].words.key.find("31 May 2026") != std::string::npos);
    CHECK(problems_of(step, tactic("D16")).empty()); // which may last six months
    step.expires = on_day("2026-02-28");
    step.review_on = on_day("2026-02-01");
    CHECK(fields_of(problems_of(step, tactic("D16"))) == "expires review");
    step = considered();
    step.because = " ";
    CHECK(fields_of(problems_of(step, tactic("D16"))) == "because");
}

TEST_CASE("a footing is one of its tactic's, and says whose it is")
{
    auto step = considered();
    step.footing = "under_16";
    CHECK(fields_of(problems_of(step, tactic("D01"))) == "footing_child");
    step.footing_child = PersonId::fresh();
    CHECK(problems_of(step, tactic("D01")).empty());
    step.footing = "section_20";
    CHECK(fields_of(problems_of(step, tactic("D01"))) == "footing");
}

} // namespace kith::disruption
