// SPDX-License-Identifier: MIT
#include "platform/forms/items.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::forms {
namespace {
    bool takes_date(Question const& question)
    {
        return question.kind == Kind::date || question.kind == Kind::date_time;
    }

    std::string before_each(Question const& group, int number)
    {
        return fmt::format("{}-{}-", group.name, number);
    }

    // "noticed_day" is a part of the date "noticed"; "" if it is none.
    std::string_view part_of(Question const& question, std::string_view key)
    {
        auto const inside = takes_date(question) && key.size() > question.name.size()
            && key.starts_with(question.name) && key[question.name.size()] == '_';
        return inside ? key.substr(question.name.size() + 1) : std::string_view{};
    }
} // namespace

Form item_form(Question const& group, int number)
{
    Form form;
    form.name = group.name;
    auto const before = before_each(group, number);
    for (auto const& asked : group.items) {
        auto question = asked;
        question.name = before + asked.name;
        question.page.clear();
        if (number == 1 && form.questions.empty())
            question.first_id = group.name;
        for (auto& condition : question.asked_when)
            condition.question = before + condition.question;
        form.questions.push_back(std::move(question));
    }
    return form;
}

Answers item_answers(Question const& group, int number, Parts const& item)
{
    Answers answers;
    auto const before = before_each(group, number);
    for (auto const& question : group.items) {
        if (auto const at = item.find(question.name); at != item.end()) {
            answers.set(before + question.name, at->second);
            continue;
        }
        Parts typed;
        for (auto const& [key, text] : item)
            if (auto const part = part_of(question, key); !part.empty())
                typed[std::string(part)] = text;
        answers.set(before + question.name, std::move(typed));
    }
    return answers;
}

Parts item_parts(Question const& group, int number, Answers const& answers)
{
    Parts item;
    auto const before = before_each(group, number);
    for (auto const& question : group.items) {
        auto const* const answer = answers.find(before + question.name);
        if (auto const* const text = answer ? std::get_if<std::string>(answer) : nullptr)
            item[question.name] = *text;
        else if (auto const* const parts = answer ? std::get_if<Parts>(answer) : nullptr)
            for (auto const& [part, typed] : *parts)
                item[question.name + "_" + part] = typed;
    }
    return item;
}

bool holds_stranger(Question const& group, Parts const& item)
{
    return std::any_of(item.begin(), item.end(), [&](auto const& entry) {
        return std::none_of(group.items.begin(), group.items.end(), [&](Question const& question) {
            static constexpr std::array<std::string_view, 6> typed{
                "day", "month", "year", "about", "time", "hour"};
            auto const part = part_of(question, entry.first);
            return question.name == entry.first
                || std::find(typed.begin(), typed.end(), part) != typed.end();
        });
    });
}

} // namespace kith::forms
