// SPDX-License-Identifier: MIT
#include "platform/forms/forms.h"
#include "base/shipped.h"
#include <fmt/core.h>

namespace kith::forms {
namespace {
    std::optional<std::string> shipped_code_list(std::string_view name)
    {
        auto const path = fmt::format("data/code_lists/{}.csv", name);
        return is_shipped(path) ? std::optional(std::string(shipped_file(path))) : std::nullopt;
    }

    void check_words(Form const& form, words::Catalogue const& words)
    {
        auto const known = [&](std::string_view where, std::string_view text) {
            if (!text.empty() && !words.has(text))
                throw std::runtime_error(
                    fmt::format("the form {}, which the public reads: {}: \"{}\" is no key of "
                                "words/en.toml",
                        form.name, where, text));
        };
        known("title", form.title);
        for (auto const& page : form.pages) {
            known("page " + page.name, page.title);
            known("page " + page.name, page.lead);
        }
        for (auto const& question : form.questions) {
            auto const where = "question " + question.name;
            for (auto const* const text :
                {&question.question, &question.hint, &question.missing, &question.wrong})
                known(where, *text);
            for (auto const& option : question.options) {
                known(where, option.label);
                known(where, option.hint);
            }
        }
    }
} // namespace

Forms::Forms(std::vector<Form> forms, words::Catalogue const& words)
{
    for (auto& form : forms) {
        if (form.audience == Audience::public_)
            check_words(form, words);
        auto name = form.name;
        must(by_name_.try_emplace(std::move(name), std::move(form)).second,
            "two forms have one name");
    }
}

Forms Forms::shipped(words::Catalogue const& words)
{
    std::vector<Form> forms;
    for (auto const& file : kith::shipped("src/")) {
        if (form_name(file.path).empty())
            continue;
        auto form = read_form(file.path, file.bytes, shipped_code_list);
        auto const ours = built_in_file(file.path);
        if (!ours.empty() && ours.data() != file.bytes.data())
            check_overlay(file.path, read_form(file.path, ours, shipped_code_list), form);
        forms.push_back(std::move(form));
    }
    return Forms(std::move(forms), words);
}

Form const& Forms::form(std::string_view name) const
{
    auto const at = by_name_.find(name);
    must(at != by_name_.end(), "there is no form " + std::string(name));
    return at->second;
}

bool Forms::has(std::string_view name) const { return by_name_.contains(name); }

std::vector<std::string> Forms::names() const
{
    std::vector<std::string> all;
    for (auto const& form : by_name_)
        all.push_back(form.first);
    return all;
}

} // namespace kith::forms
