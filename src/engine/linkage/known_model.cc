// SPDX-License-Identifier: MIT
#include "engine/linkage/known_model.h"
#include <algorithm>
#include <cmath>

namespace kith::linkage {
namespace {
    constexpr Birth last_birth = {2099, 12, 31};

    Birth birth_written(std::string_view text) // "2011-5-3"
    {
        std::array<unsigned, 3> parts = {};
        std::size_t at = 0;
        for (auto const letter : text)
            if (letter == '-')
                at = std::min<std::size_t>(at + 1, 2);
            else if (letter >= '0' && letter <= '9')
                parts[at] = std::min(parts[at], 9999U) * 10 + static_cast<unsigned>(letter - '0');
        return {static_cast<std::uint16_t>(parts[0]), static_cast<std::uint8_t>(parts[1]),
            static_cast<std::uint8_t>(parts[2])};
    }
} // namespace

// The tables of a scorer, over the model's own values.
Model GivenModel::over(SavedModel const& saved, People& texts)
{
    Model model;
    model.m = saved.m;
    model.u = saved.u;
    give_usual_numbers(model.m, model.u);
    model.household_birth = saved.household_birth;
    model.households = saved.households;
    model.matches_per_record = saved.matches_per_record;
    for (std::size_t at = 0; at < kept_count; ++at) {
        auto const one = static_cast<Counted>(at);
        auto const& common = saved.common[at];
        auto& frequency = model.frequencies[at];
        frequency.total = std::max(common.total, 1.0);
        frequency.average = std::max(common.average, 1e-9);
        auto const others = static_cast<std::uint32_t>(std::max(common.others, 1.0));
        frequency.counts.assign(one == Counted::birth ? value_of_birth(last_birth) + 1 : 1, others);
        auto const book = one == Counted::postcode ? Book::postcodes : Book::names;
        for (auto const& [text, count] : common.values) {
            auto const value = one == Counted::birth ? value_of_birth(birth_written(text))
                                                     : texts.book(book).take(text);
            if (value >= frequency.counts.size())
                frequency.counts.resize(value + 1, others);
            if (value != 0)
                frequency.counts[value] = std::max(count, 1U);
        }
    }
    for (auto const one : {Counted::forename, Counted::surname}) {
        auto const at = static_cast<std::size_t>(one);
        model.frequencies[at].counts.resize(texts.book(Book::names).size(),
            static_cast<std::uint32_t>(std::max(saved.common[at].others, 1.0)));
    }
    return model;
}

GivenModel::GivenModel(SavedModel const& model, double presumed)
    : scorer_(over(model, texts_), std::max(presumed / 2, 1.0))
{
    for (std::size_t at = 0; at < names_.size(); ++at) {
        auto& names = names_[at];
        auto values = model.common[at].values;
        std::ranges::sort(values);
        for (auto const& [text, count] : values) {
            names.texts.push_back(text);
            names.before.push_back(names.before.back() + count);
        }
        names.others = std::max(model.common[at].others, 1.0);
        names.total = std::max(model.common[at].total, 1.0);
        names.same = model.m[at][1];
    }
}

float GivenModel::same(Field field, Value name) const
{
    Record record;
    (field == Field::forename ? record.forename : record.surname) = name;
    return scorer_.score(packed(field, 1), record, record).parts[static_cast<std::size_t>(field)];
}

float GivenModel::beginning(Field field, std::string_view letters) const
{
    constexpr double less = 0.5; // than the whole name would tell
    auto const& names = names_[static_cast<std::size_t>(field)];
    auto const from = std::ranges::lower_bound(names.texts, letters) - names.texts.begin();
    auto until = from;
    while (until < std::ssize(names.texts)
        && names.texts[static_cast<std::size_t>(until)].starts_with(letters))
        ++until;
    auto const held = names.before[static_cast<std::size_t>(until)]
        - names.before[static_cast<std::size_t>(from)] + names.others;
    return static_cast<float>(
        std::log2(std::max(names.same, 0.01) / std::min(held / names.total, 1.0)) - less);
}

} // namespace kith::linkage
