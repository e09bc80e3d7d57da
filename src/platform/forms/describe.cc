// SPDX-License-Identifier: MIT
#include "platform/forms/form.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::forms {
namespace {
    std::string_view kind_in_words(Kind kind)
    {
        switch (kind) {
        case Kind::text:
            return "text";
        case Kind::long_text:
            return "long text";
        case Kind::date:
            return "date";
        case Kind::date_time:
            return "date and time";
        case Kind::choice:
            return "choice";
        case Kind::many:
            return "choices";
        case Kind::place:
            return "place";
        case Kind::person:
            return "person";
        }
        return "";
    }

    std::string in_cell(std::string_view text)
    {
        std::string cell;
        for (auto const c : text)
            cell += c == '|' ? std::string("\\|") : std::string(1, c == '\n' ? ' ' : c);
        return cell;
    }

    std::string joined(std::vector<std::string> const& all, std::string_view between)
    {
        std::string text;
        for (auto const& one : all)
            text += (text.empty() ? "" : std::string(between)) + one;
        return text;
    }

    std::string answers_of(Question const& question)
    {
        if (!question.code_list.empty())
            return "list " + question.code_list;
        if (!question.parts.empty())
            return joined(question.parts, ", ")
                + (question.up_to > 1 ? fmt::format("; up to {}", question.up_to) : "");
        std::vector<std::string> labels;
        for (auto const& option : question.options)
            labels.push_back(option.label);
        if (!labels.empty())
            return joined(labels, ", ");
        auto const is_text = question.kind == Kind::text || question.kind == Kind::long_text;
        return is_text ? fmt::format("up to {} characters", question.most) : "";
    }

    std::string asked_in_words(Question const& question)
    {
        std::vector<std::string> all;
        for (auto const& condition : question.asked_when) {
            auto const* const test = condition.test == Test::is ? "is"
                : condition.test == Test::includes              ? "includes"
                                                                : "is not";
            all.push_back(
                fmt::format("{} {} {}", condition.question, test, joined(condition.codes, " or ")));
        }
        return all.empty() ? "always" : "when " + joined(all, " and ");
    }

    bool narrower(Question const& ours, Question const& theirs)
    {
        return std::any_of(ours.options.begin(), ours.options.end(),
            [&](Option const& option) { return !theirs.option(option.code); });
    }

    bool same_conditions(Question const& ours, Question const& theirs)
    {
        return std::equal(ours.asked_when.begin(), ours.asked_when.end(), theirs.asked_when.begin(),
            theirs.asked_when.end(), [](Condition const& a, Condition const& b) {
                return a.question == b.question && a.test == b.test && a.codes == b.codes;
            });
    }
} // namespace

std::string describe(Form const& form)
{
    auto text = fmt::format("## {}\n\nForm `{}`, version {}.\n\n"
                            "| question | asked | kind | answers | needed | law |\n"
                            "|---|---|---|---|---|---|\n",
        in_cell(form.title), form.name, form.version);
    for (auto const& question : form.questions)
        text += fmt::format("| {} (`{}`) | {} | {} | {} | {} | {} |\n", in_cell(question.question),
            question.name, asked_in_words(question), kind_in_words(question.kind),
            in_cell(answers_of(question)), question.optional() ? "" : "yes",
            question.law ? "yes" : "");
    return text;
}

void check_overlay(std::string_view path, Form const& ours, Form const& theirs)
{
    auto const refuse = [&](Question const& question, std::string_view why) {
        throw std::runtime_error(fmt::format(
            "{}: {}: the law asks this question; an overlay {}", path, question.name, why));
    };
    if (theirs.version < ours.version)
        throw std::runtime_error(fmt::format(
            "{}: the overlay was made for version {} of this form, and Kith now has {}: bring it "
            "up to date",
            path, theirs.version, ours.version));
    for (auto const& question : ours.questions) {
        if (!question.law)
            continue;
        auto const* const kept = theirs.find(question.name);
        if (!kept)
            return refuse(question, "cannot drop it");
        if (!kept->law || kept->kind != question.kind)
            refuse(question, "cannot change its kind or its mark");
        if (kept->optional() && !question.optional())
            refuse(question, "cannot make it optional");
        if (narrower(question, *kept))
            refuse(question, "cannot take an answer away");
        if (!kept->asked_when.empty() && !same_conditions(question, *kept))
            refuse(question, "cannot ask it less often");
    }
}

} // namespace kith::forms
