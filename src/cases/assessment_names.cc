// SPDX-License-Identifier: MIT
#include "cases/assessment_names.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    // Looks for names in what was written, question by question.
    class NamesInAnswers {
    public:
        NamesInAnswers(Naming const& naming, std::vector<Error>& problems)
            : naming_(naming), problems_(problems)
        {
        }

        void look(forms::Question const& question, forms::Answers const& answers)
        {
            auto const* const answer = answers.find(question.name);
            if (!answer)
                return;
            if (auto const* const text = std::get_if<std::string>(answer);
                text && is_written(question))
                look(*text, question.id());
            if (auto const* const blocks = std::get_if<std::vector<forms::Parts>>(answer))
                for (std::size_t i = 0; i < blocks->size(); ++i)
                    look(question, static_cast<int>(i + 1), (*blocks)[i]);
        }

    private:
        static bool is_written(forms::Question const& question)
        {
            return question.kind == forms::Kind::text || question.kind == forms::Kind::long_text;
        }

        void look(forms::Question const& group, int number, forms::Parts const& block)
        {
            if (group.kind != forms::Kind::items) {
                for (auto const& [part, text] : block)
                    look(text, group.id(fmt::format("-{}-{}", number, part)));
                return;
            }
            for (auto const& question : group.items) {
                auto const at = block.find(question.name);
                if (at == block.end() || !is_written(question))
                    continue;
                auto const first = number == 1 && &question == &group.items.front();
                look(at->second,
                    first ? group.id() : fmt::format("{}-{}-{}", group.name, number, at->first));
            }
        }

        void look(std::string const& text, std::string const& field)
        {
            if (auto const words = naming_in(text, naming_.through, naming_.around))
                problems_.push_back(names_a_child(*words, field));
        }

        Naming const& naming_;
        std::vector<Error>& problems_;
    };

    // An answer without the names, whatever its shape.
    struct NamesWithheld {
        Naming const& naming;
        forms::Question const* question; // nullptr: the form has none of the name

        std::string said(std::string const& text, forms::Question const* of) const
        {
            auto const code = of && of->option(text);
            return code ? text : without_names(text, naming.through, naming.around);
        }
        [[nodiscard]] forms::Question const* inside(std::string const& name) const
        {
            if (!question)
                return nullptr;
            auto const at = std::ranges::find(question->items, name, &forms::Question::name);
            return at == question->items.end() ? nullptr : &*at;
        }

        forms::Answer operator()(std::string const& text) const { return said(text, question); }
        forms::Answer operator()(std::vector<std::string> codes) const
        {
            for (auto& code : codes)
                code = said(code, question);
            return codes;
        }
        forms::Answer operator()(forms::Parts parts) const
        {
            for (auto& [name, text] : parts)
                text = said(text, inside(name));
            return parts;
        }
        forms::Answer operator()(std::vector<forms::Parts> blocks) const
        {
            for (auto& block : blocks)
                for (auto& [name, text] : block)
                    text = said(text, inside(name));
            return blocks;
        }
    };
} // namespace

std::vector<Error> names_in(
    forms::Form const& form, forms::Answers const& answers, Naming const& naming)
{
    std::vector<Error> problems;
    NamesInAnswers names(naming, problems);
    for (auto const& question : form.questions)
        if (form.asked(question, answers))
            names.look(question, answers);
    return problems;
}

forms::Answers names_withheld(
    forms::Form const& form, forms::Answers const& answers, Naming const& naming)
{
    forms::Answers shown(answers.form(), answers.version());
    for (auto const& [name, answer] : answers.all())
        shown.set(name, std::visit(NamesWithheld{naming, form.find(name)}, answer));
    return shown;
}

Assessment names_withheld(Assessment one, Naming const& naming)
{
    for (auto* const text : {&one.own_words_not, &one.outcome_because})
        *text = without_names(*text, naming.through, naming.around);
    return one;
}

} // namespace kith::cases
