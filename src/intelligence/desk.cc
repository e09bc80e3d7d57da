// SPDX-License-Identifier: MIT
#include "intelligence/desk.h"
#include <array>
#include <tuple>

namespace kith::intelligence {
namespace {
    struct StageWords {
        Stage stage;
        std::string_view name;
        std::string_view in_words;
    };
    constexpr std::array stages{
        StageWords{Stage::to_receive, "to_receive", "To receive"},
        StageWords{Stage::to_triage, "to_triage", "To triage"},
        StageWords{Stage::to_grade, "to_grade", "To grade"},
        StageWords{Stage::to_sanitise, "to_sanitise", "To sanitise"},
        StageWords{Stage::to_authorise, "to_authorise", "To authorise"},
        StageWords{Stage::to_share, "to_share", "May be shared"},
        StageWords{Stage::kept, "kept", "Kept for now"},
        StageWords{Stage::shared, "shared", "Shared"},
        StageWords{Stage::weeded, "weeded", "Weeded"},
        StageWords{Stage::withdrawn, "withdrawn", "Taken back"},
    };
    StageWords const& words_of_stage(Stage stage)
    {
        for (auto const& one : stages)
            if (one.stage == stage)
                return one;
        return stages.front();
    }
} // namespace

std::string Grade::in_short() const
{
    return source + information + " " + std::string(name_of(handling.code));
}

Result<Triage> read_triage(forms::Answers const& answers)
{
    Triage triage;
    triage.urgent = answers.text("urgent") == "yes";
    triage.done = answers.text("done");
    if (!triage.urgent)
        return triage;
    triage.reference = answers.text("reference");
    triage.told = answers.text("told");
    if (triage.reference.empty())
        return invalid("Write the reference of the incident or crime", "reference");
    if (triage.told.empty())
        return invalid("Write to whom it was told", "told");
    return triage;
}

Result<Grade> read_grade(forms::Answers const& answers)
{
    Grade grade;
    grade.source = answers.text("source_evaluation");
    grade.information = answers.text("information");
    grade.because = answers.text("because");
    grade.handling.code = read_handling_code(answers.text("handling"));
    grade.handling.conditions = read_conditions(answers.text("conditions"));
    if (grade.source.empty())
        return invalid("Say how reliable the source is", "source_evaluation");
    if (grade.information.empty())
        return invalid("Say how the information was known", "information");
    if (grade.because.empty())
        return invalid("Say why it is graded so", "because");
    TRY(check(grade.handling));
    return grade;
}

std::string_view name_of(Stage stage) { return words_of_stage(stage).name; }
std::string_view in_words_of(Stage stage) { return words_of_stage(stage).in_words; }

bool waits(Stage stage) { return stage < Stage::kept; }

bool before(Waiting const& one, Waiting const& other)
{
    if (waits(one.stage) != waits(other.stage))
        return waits(one.stage);
    if (!waits(one.stage))
        return one.since > other.since;
    // What nobody has triaged may be urgent: it stands before what is known not to be.
    auto const rank = [](Waiting const& item) {
        return item.urgent ? 0 : item.stage <= Stage::to_triage ? 1 : 2;
    };
    return std::tuple(rank(one), one.since) < std::tuple(rank(other), other.since);
}

} // namespace kith::intelligence
