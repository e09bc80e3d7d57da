// SPDX-License-Identifier: MIT
#include "cases/assessment.h"
#include "base/csv.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <stdexcept>

namespace kith::cases {
namespace {
    constexpr std::array<KindOfAssessment, 10> kinds_of_assessment = {{
        {"screening", "person", "", true, "person.screen"},
        {"exploitation", "person", "", false, "assessment.complete", "reassess"},
        {"child_family", "person", "", false, "assessment.complete"},
        {"adult", "person", "", false, "assessment.complete"},
        {"screening_context", "context", "", true, "context.screen"},
        {"neighbourhood", "context", "PLACE", false, "context.assessment"},
        {"school", "context", "SCHOOL", false, "context.assessment"},
        {"peer_group", "context", "PEER", false, "context.assessment"},
        {"online_space", "context", "ONLINE", false, "context.assessment"},
        {"home", "context", "HOME", false, "context.assessment"},
    }};
    constexpr std::string_view sign_list = "data/code_lists/sign.csv";
    constexpr char const* no_factors = "21";

    std::string part_of_item(forms::Parts const& item, std::string_view name)
    {
        auto const at = item.find(name);
        return at == item.end() ? std::string() : at->second;
    }

    std::vector<forms::Parts> items_in(forms::Answers const& answers, std::string_view name)
    {
        auto const* const answer = answers.find(name);
        auto const* const items = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
        return items ? *items : std::vector<forms::Parts>();
    }

    // Rule 4.
    std::optional<Error> wrong_factors(
        forms::Answers const& answers, directory::ReferenceFacts const& facts, Date today)
    {
        auto const factors = answers.list("factors");
        std::set<std::string> once;
        for (auto const& code : factors) {
            auto const known = facts.code("assessment_factor", code);
            if (known && !facts.lists("assessment_factor", code, today))
                return invalid(
                    fmt::format("{} ({}) is retired: choose the code that took its place", code,
                        known->label),
                    "factors");
            if (!once.insert(code).second)
                return invalid(
                    fmt::format("{} stands twice: tell each factor once", code), "factors");
        }
        if (once.contains(no_factors) && once.size() > 1)
            return invalid(
                "21, no factors found, stands alone: take it away, or the others", "factors");
        return std::nullopt;
    }

    // A number may be about; a name is none.
    std::optional<Error> wrong_number(forms::Answers const& answers)
    {
        auto const typed = answers.text("how_many");
        auto const digits
            = std::ranges::count_if(typed, [](char c) { return c >= '0' && c <= '9'; });
        auto rest = typed;
        std::erase_if(rest, [](char c) { return (c >= '0' && c <= '9') || c == ' '; });
        static constexpr std::array<std::string_view, 4> around = {"", "about", "~", "-"};
        auto const plain = std::ranges::find(around, rest) != around.end();
        if (typed.empty() || (digits > 0 && plain))
            return std::nullopt;
        return invalid("Write a number, such as 6 or about 6, and no names", "how_many");
    }

    std::string section_42_of(forms::Answers const& answers)
    {
        static constexpr std::array<std::string_view, 3> limbs
            = {"needs_care", "harmed", "cannot_protect"};
        auto const all = std::ranges::all_of(
            limbs, [&](std::string_view limb) { return !answers.text(limb).empty(); });
        if (!all)
            return {};
        auto const inside = std::ranges::all_of(
            limbs, [&](std::string_view limb) { return answers.text(limb) == "yes"; });
        return inside ? "inside" : "outside";
    }

    bool stands_at(Error const& problem, forms::Question const& question)
    {
        return problem.field == question.id() || problem.field == question.name
            || problem.field.starts_with(question.name + "-");
    }
} // namespace

std::span<KindOfAssessment const> assessment_kinds() { return kinds_of_assessment; }

KindOfAssessment const* assessment_kind(std::string_view code)
{
    auto const* const at = std::ranges::find(kinds_of_assessment, code, &KindOfAssessment::code);
    return at == kinds_of_assessment.end() ? nullptr : at;
}

std::string form_of(KindOfAssessment const& kind) { return "cases/" + std::string(kind.code); }

std::string_view write(AssessmentState state)
{
    switch (state) {
    case AssessmentState::draft:
        return "draft";
    case AssessmentState::complete:
        return "complete";
    case AssessmentState::put_aside:
        break;
    }
    return "put aside";
}

AssessmentState read_assessment_state(std::string_view text)
{
    return text == "draft"   ? AssessmentState::draft
        : text == "complete" ? AssessmentState::complete
                             : AssessmentState::put_aside;
}

HealthSigns HealthSigns::shipped()
{
    auto const list = csv::Table::read(shipped_file(sign_list));
    if (!list || !list->has("code") || !list->has("health"))
        throw std::runtime_error(fmt::format("{}: give it the columns code and health", sign_list));
    HealthSigns made;
    for (std::size_t row = 0; row < list->size(); ++row)
        if (list->text(row, "health") == "yes")
            made.codes_.insert(list->text(row, "code"));
    return made;
}

bool HealthSigns::holds(std::string_view sign) const { return codes_.contains(sign); }

void take_answers(Assessment& assessment, forms::Answers const& answers)
{
    assessment.answers = answers.to_json();
    assessment.form_version = answers.version();
    assessment.strengths = !answers.text("strengths_words").empty();
    assessment.own_words = answers.text("own_words_obtained") == "yes";
    assessment.own_words_not = assessment.own_words ? "" : answers.text("own_words_not");
    assessment.outcome = answers.text("outcome");
    assessment.outcome_because = answers.text("outcome_because");
    assessment.section_42 = section_42_of(answers);
    auto const exploited = answers.text("exploited");
    assessment.support_plan
        = assessment.section_42 == "outside" && (exploited == "yes" || exploited == "suspected");
    assessment.health_shared = answers.includes("health_shared", "yes");
}

std::vector<AssessedSign> signs_in(forms::Answers const& answers)
{
    std::vector<AssessedSign> signs;
    for (auto const& item : items_in(answers, "signs")) {
        AssessedSign sign{part_of_item(item, "sign"), part_of_item(item, "what"), {},
            part_of_item(item, "source"), part_of_item(item, "explains_else")};
        if (auto const noticed = PartialDate::read(part_of_item(item, "noticed")))
            sign.noticed = *noticed;
        signs.push_back(std::move(sign));
    }
    return signs;
}

std::set<std::pair<std::string, std::string>> codes_in(forms::Answers const& answers)
{
    std::set<std::pair<std::string, std::string>> codes;
    static constexpr std::array<std::pair<char const*, char const*>, 3> lists
        = {{{"strengths", "strength"}, {"factors", "assessment_factor"}, {"harms", "harm"}}};
    for (auto const& [question, list] : lists)
        for (auto const& code : answers.list(question))
            codes.emplace(list, code);
    return codes;
}

forms::Answers answers_seen(
    forms::Answers answers, HealthSigns const& health, bool sees_health, bool shared)
{
    if (sees_health || shared)
        return answers;
    auto items = items_in(answers, "signs");
    std::erase_if(
        items, [&](forms::Parts const& item) { return health.holds(part_of_item(item, "sign")); });
    answers.set("signs", std::move(items));
    answers.remove("health_shared");
    answers.remove("health_shared_because");
    return answers;
}

forms::Reading completing(forms::Form const& form, forms::Answers const& answers,
    directory::ReferenceFacts const& facts, Date today)
{
    auto reading = form.check(answers);
    if (auto const problem = wrong_factors(answers, facts, today))
        reading = reading.refused(*problem);
    if (auto const problem = wrong_number(answers))
        reading = reading.refused(*problem);
    return reading;
}

std::vector<SectionDone> sections_done(forms::Form const& form, forms::Reading const& completing)
{
    std::vector<SectionDone> sections;
    for (auto const& page : form.pages) {
        SectionDone one{page.title, {}, true};
        for (auto const& question : form.questions) {
            if (question.page != page.name)
                continue;
            if (one.first_question.empty())
                one.first_question = question.id();
            for (auto const& problem : completing.errors)
                if (stands_at(problem, question))
                    one.done = false;
        }
        sections.push_back(std::move(one));
    }
    return sections;
}

} // namespace kith::cases
