// SPDX-License-Identifier: MIT
#include "disruption/effect.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    constexpr double half = 0.5;                  // added to each count
    constexpr double two_sided_95 = 1.959964;     // of a standard normal
    constexpr double most_that_means_much = 99.9; // a ratio beyond that is "more than"

    double with_half(std::int64_t count) { return static_cast<double>(count) + half; }

    double share(std::int64_t part, std::int64_t whole)
    {
        return static_cast<double>(part) / static_cast<double>(whole);
    }

    std::string counts_in_words(Around const& counts)
    {
        return fmt::format("{} before and {} after", counts.before, counts.after);
    }

    std::string number_in_words(double ratio)
    {
        return ratio > most_that_means_much ? fmt::format("more than {:.0f}", most_that_means_much)
                                            : fmt::format("{:.2f}", ratio);
    }

    std::string ratio_in_words(Ratio const& ratio)
    {
        return fmt::format("{} times what the comparison would lead one to expect (95 % interval "
                           "{} to {})",
            number_in_words(ratio.value), number_in_words(ratio.low), number_in_words(ratio.high));
    }
} // namespace

Ratio change_against(Around here, Around elsewhere)
{
    auto const ratio = with_half(here.after) / with_half(here.before) * with_half(elsewhere.before)
        / with_half(elsewhere.after);
    auto const spread = two_sided_95
        * std::sqrt(1 / with_half(here.after) + 1 / with_half(here.before)
            + 1 / with_half(elsewhere.after) + 1 / with_half(elsewhere.before));
    return {ratio, ratio * std::exp(-spread), ratio * std::exp(spread)};
}

Finding finding_of(Around here, Ratio const& against)
{
    if (here.before + here.after < fewest_to_tell)
        return Finding::too_few;
    if (against.high < 1)
        return Finding::fewer;
    if (against.low > 1)
        return Finding::more;
    return Finding::no_telling;
}

std::string_view name_of(Finding finding)
{
    switch (finding) {
    case Finding::too_few:
        return "too_few";
    case Finding::fewer:
        return "fewer";
    case Finding::more:
        return "more";
    case Finding::no_telling:
        break;
    }
    return "no_telling";
}

std::optional<double> displacement(Around near, Around ring, Around elsewhere)
{
    if (elsewhere.before == 0 || elsewhere.after == 0)
        return std::nullopt;
    auto const success = share(near.after, elsewhere.after) - share(near.before, elsewhere.before);
    if (success >= 0)
        return std::nullopt;
    auto const moved = share(ring.after, elsewhere.after) - share(ring.before, elsewhere.before);
    return moved == 0 ? 0 : moved / success; // never -0
}

Effect effect_of(Around near, Around ring, Around elsewhere)
{
    Effect effect{
        near, ring, elsewhere, change_against(near, elsewhere), change_against(ring, elsewhere)};
    effect.found = finding_of(near, effect.change);
    effect.found_around = finding_of(ring, effect.spread);
    if (effect.found != Finding::too_few)
        effect.quotient = displacement(near, ring, elsewhere);
    return effect;
}

std::string told(Effect const& effect)
{
    auto const counted = "Near it: " + counts_in_words(effect.near) + ". ";
    switch (effect.found) {
    case Finding::too_few:
        return counted + "Too few to tell anything from.";
    case Finding::fewer:
        return counted + "Fewer than elsewhere: " + ratio_in_words(effect.change) + ".";
    case Finding::more:
        return counted + "More than elsewhere: " + ratio_in_words(effect.change) + ".";
    case Finding::no_telling:
        break;
    }
    return counted + "The change cannot be told from chance: " + ratio_in_words(effect.change)
        + ".";
}

std::string told_around(Effect const& effect)
{
    auto sentence = "In the ring around it: " + counts_in_words(effect.ring) + ". ";
    if (effect.found_around == Finding::too_few)
        sentence += "Too few to tell anything from.";
    else if (effect.found_around == Finding::fewer)
        sentence += "Fewer there too: " + ratio_in_words(effect.spread) + ".";
    else if (effect.found_around == Finding::more)
        sentence += "More there: " + ratio_in_words(effect.spread) + ".";
    else
        sentence += "The change cannot be told from chance: " + ratio_in_words(effect.spread) + ".";
    if (!effect.quotient)
        return sentence;
    auto const quotient = fmt::format("{:.2f}", *effect.quotient);
    if (*effect.quotient < -1)
        return sentence + " More may have moved there than are fewer here (displacement quotient "
            + quotient + ").";
    if (*effect.quotient < 0)
        return sentence + " Some may have moved there (displacement quotient " + quotient + ").";
    return sentence + " Nothing points to harm that moved there (displacement quotient " + quotient
        + ").";
}

namespace {
    struct ConclusionWords {
        Conclusion conclusion;
        std::string_view name;
        std::string_view words;
    };
    constexpr std::array<ConclusionWords, 5> conclusions{
        {{Conclusion::helped, "helped", "It helped"},
            {Conclusion::mixed, "mixed", "It helped in part, or some and not others"},
            {Conclusion::no_change, "no_change", "Nothing changed"},
            {Conclusion::made_worse, "made_worse", "It made things worse"},
            {Conclusion::cannot_tell, "cannot_tell", "It cannot be told yet"}}};
} // namespace

std::string_view name_of(Conclusion conclusion)
{
    return std::ranges::find(conclusions, conclusion, &ConclusionWords::conclusion)->name;
}

std::string_view in_words_of(Conclusion conclusion)
{
    return std::ranges::find(conclusions, conclusion, &ConclusionWords::conclusion)->words;
}

std::optional<Conclusion> read_conclusion(std::string_view text)
{
    auto const found = std::ranges::find(conclusions, text, &ConclusionWords::name);
    return found == conclusions.end() ? std::nullopt : std::optional(found->conclusion);
}

std::optional<Halves> halves_of(int began, int wanted, int first_held, int last_held)
{
    auto const after = last_held - began;
    auto const before = began - first_held;
    auto const months = std::min({wanted, after, before});
    if (months < 1)
        return std::nullopt;
    return Halves{began - months, began - 1, began + 1, began + months};
}

} // namespace kith::disruption
