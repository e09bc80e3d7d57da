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

    // "src/concerns/forms/was/report.1.toml" was "src/concerns/forms/report.toml"; "" for another.
    std::string path_now(std::string_view path)
    {
        constexpr std::string_view was = "/forms/was/";
        auto const at = path.find(was);
        auto const stop = path.rfind('.', path.size() - 6);
        if (at == path.npos || !path.ends_with(".toml") || stop == path.npos
            || stop < at + was.size())
            return {};
        return fmt::format("{}/forms/{}.toml", path.substr(0, at),
            path.substr(at + was.size(), stop - at - was.size()));
    }

    Form read_former(std::string_view path, std::string const& now, std::string_view toml)
    {
        auto form = read_form(now, toml, shipped_code_list);
        if (!path.ends_with(fmt::format(".{}.toml", form.version)))
            throw std::runtime_error(
                fmt::format("{}: the number in its name is not its version", path));
        return form;
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
        auto const said = [&](Question const& question) {
            auto const where = "question " + question.name;
            for (auto const* const text : {&question.question, &question.hint, &question.missing,
                     &question.wrong, &question.one, &question.add})
                known(where, *text);
            for (auto const& option : question.options) {
                known(where, option.label);
                known(where, option.hint);
            }
        };
        for (auto const& question : form.questions) {
            said(question);
            for (auto const& inside : question.items)
                said(inside);
        }
    }
} // namespace

Forms::Forms(std::vector<Form> forms, words::Catalogue const& words, std::vector<Form> former)
{
    for (auto& form : former) {
        if (form.audience == Audience::public_)
            check_words(form, words);
        auto key = std::pair(form.name, form.version);
        must(former_.try_emplace(std::move(key), std::move(form)).second,
            "two former forms have one name and version");
    }
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
    std::vector<Form> former;
    for (auto const& file : kith::shipped("src/")) {
        if (auto const now = path_now(file.path); !now.empty())
            former.push_back(read_former(file.path, now, file.bytes));
        if (form_name(file.path).empty())
            continue;
        auto form = read_form(file.path, file.bytes, shipped_code_list);
        auto const ours = built_in_file(file.path);
        if (!ours.empty() && ours.data() != file.bytes.data())
            check_overlay(file.path, read_form(file.path, ours, shipped_code_list), form);
        forms.push_back(std::move(form));
    }
    return Forms(std::move(forms), words, std::move(former));
}

Form const& Forms::form(std::string_view name) const
{
    auto const at = by_name_.find(name);
    must(at != by_name_.end(), "there is no form " + std::string(name));
    return at->second;
}

Form const& Forms::as_given(std::string_view name, int version) const
{
    auto const at = former_.find(std::pair(std::string(name), version));
    return at == former_.end() ? form(name) : at->second;
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
