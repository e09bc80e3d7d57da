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
        case Kind::items:
            return "items";
        case Kind::file:
            return "file";
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
        if (question.kind == Kind::items)
            return question.least > 0 ? fmt::format("from {} to {}", question.least, question.up_to)
                                      : fmt::format("up to {}", question.up_to);
        if (question.kind == Kind::file)
            return "a picture (JPEG or PNG)";
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

    std::string row_of(Question const& question, std::string const& name)
    {
        return fmt::format("| {} (`{}`) | {} | {} | {} | {} | {} |\n", in_cell(question.question),
            name, asked_in_words(question), kind_in_words(question.kind),
            in_cell(answers_of(question)), question.optional() ? "" : "yes",
            question.law ? "yes" : "");
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
    for (auto const& question : form.questions) {
        text += row_of(question, question.name);
        for (auto const& inside : question.items)
            text += row_of(inside, question.name + "." + inside.name);
    }
    return text;
}

namespace {
    // Each question marked `law` of `ours` stands in `theirs` no weaker. `inside` is the name of
    // the items they belong to, with a dot, or "".
    void check_kept(std::string_view path, std::string const& inside,
        std::vector<Question> const& ours, std::vector<Question> const& theirs)
    {
        for (auto const& question : ours) {
            auto const refuse = [&](std::string_view why) {
                throw std::runtime_error(
                    fmt::format("{}: {}{}: the law asks this question; an overlay {}", path, inside,
                        question.name, why));
            };
            auto const kept = std::find_if(theirs.begin(), theirs.end(),
                [&](Question const& one) { return one.name == question.name; });
            if (kept != theirs.end() && !question.items.empty())
                check_kept(path, question.name + ".", question.items, kept->items);
            if (!question.law)
                continue;
            if (kept == theirs.end())
                return refuse("cannot drop it");
            if (!kept->law || kept->kind != question.kind)
                refuse("cannot change its kind or its mark");
            if (kept->optional() && !question.optional())
                refuse("cannot make it optional");
            if (narrower(question, *kept))
                refuse("cannot take an answer away");
            if (!kept->asked_when.empty() && !same_conditions(question, *kept))
                refuse("cannot ask it less often");
            if (kept->least < question.least || kept->up_to < question.up_to)
                refuse("cannot ask for fewer of it");
        }
    }
} // namespace

void check_overlay(std::string_view path, Form const& ours, Form const& theirs)
{
    if (theirs.version < ours.version)
        throw std::runtime_error(fmt::format(
            "{}: the overlay was made for version {} of this form, and Kith now has {}: bring it "
            "up to date",
            path, theirs.version, ours.version));
    check_kept(path, {}, ours.questions, theirs.questions);
}

} // namespace kith::forms
