// SPDX-License-Identifier: MIT
#include "wording/texts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::wording_helper {
namespace {
    constexpr std::string_view silent_field = "wording_silent";
    constexpr std::string_view families_field = "wording_families";
    constexpr std::string_view shown_field = "wording_shown";
    constexpr std::size_t most_told = 5;

    bool named_in(http::FormData const& form, std::string_view list, std::string_view field)
    {
        return std::ranges::any_of(
            form.all(list), [&](std::string_view one) { return one == field || one == "*"; });
    }

    bool is_prose(std::string_view value)
    {
        int words = 0;
        bool inside = false;
        for (char const sign : value) {
            auto const blank = sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t';
            words += int(!blank && !inside);
            inside = !blank;
        }
        return words >= 3;
    }

    int hard_age(std::string_view text)
    {
        auto const found = wording::ease(text);
        return found && found->age() > oldest_reading_age ? found->age() : 0;
    }
} // namespace

std::vector<Text> texts_of(http::FormData const& form)
{
    std::vector<Text> texts;
    for (auto const& [name, value] : form.pairs()) {
        if (name.starts_with("wording_") || !is_prose(value) || named_in(form, silent_field, name))
            continue;
        texts.push_back({value,
            named_in(form, families_field, name) ? wording::Readers::families
                                                 : wording::Readers::professionals});
    }
    return texts;
}

bool was_shown(http::FormData const& form) { return form.has(shown_field); }

Found look(wording::List const& list, std::vector<Text> const& texts)
{
    Found found;
    for (auto const& text : texts) {
        auto const flags = list.flags(text.value, {wording::Record::of_a_child, text.readers});
        ++found.texts;
        found.flagged += int(!flags.empty());
        found.phrases += static_cast<int>(flags.size());
        for (auto const& flag : flags) {
            auto const& id = list.phrases()[flag.phrase].id;
            if (found.quotes.size() < most_told
                && std::ranges::find(found.quotes, id, &Quote::phrase) == found.quotes.end())
                found.quotes.push_back(quote_of(text.value, flag, id));
        }
        if (text.readers == wording::Readers::families)
            found.age = std::max(found.age, hard_age(text.value));
    }
    return found;
}

std::string ease_in_words(std::string_view text) { return ease_in_words(hard_age(text)); }

std::string ease_in_words(int age)
{
    if (age == 0)
        return {};
    // Past school the formula says nothing of an age any more.
    auto const reads = age < adult_reading_age ? fmt::format("an age of about {}", age)
                                               : std::string("an adult who reads much");
    return fmt::format("It reads as for {}. A child or parent will read it: aim for "
                       "9 to {}, with short sentences and short words",
        reads, oldest_reading_age);
}

} // namespace kith::wording_helper
