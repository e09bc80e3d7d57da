// SPDX-License-Identifier: MIT
#pragma once

// What changed around a place when a step began: counts before and after, beside what changed
// elsewhere, with an interval; and whether the ring around it fared otherwise. Pure.
//
// 1. As many whole months are counted after as before; the month in which the step began is left
//    out, for what happened in it came partly before and partly after.
// 2. The change near the place is told against that of a comparison area, as a ratio of ratios: 1
//    is no difference. Its 95 % interval is that of a log odds ratio (Woolf, Annals of Human
//    Genetics 19, 1955), each count with a half added (Haldane, Annals of Human Genetics 20, 1956;
//    Anscombe, Biometrika 43, 1956).
// 3. The interval takes incidents to come singly. They come in bunches, so the truth is less sure
//    than it says: `caution` stands on every page beside it.
// 4. Below `fewest_to_tell` near the place in all, nothing is concluded.
// 5. What moved round the corner: the weighted displacement quotient (Bowers and Johnson, Journal
//    of Quantitative Criminology 19, 2003). It is told only where there are fewer near the place
//    against the comparison: above 0 the ring gained too, below 0 some moved there, below -1 more
//    moved there than were fewer here.
// 6. It says what changed, never why, and nothing of any person.
//
// Shapes   plain counts in, values and sentences out. Cost none. Errors none.

#include "base/time.h"
#include <cstdint>
#include <optional>
#include <string>

namespace kith::disruption {

struct Around {
    std::int64_t before = 0;
    std::int64_t after = 0;
    friend bool operator==(Around const&, Around const&) = default;
};

struct Ratio { // 1: no difference
    double value = 1;
    double low = 0;
    double high = 0;
};
[[nodiscard]] Ratio change_against(Around here, Around elsewhere); // rule 2

enum class Finding { too_few, fewer, more, no_telling };
inline constexpr std::int64_t fewest_to_tell = 10;
[[nodiscard]] Finding finding_of(Around here, Ratio const& against); // rule 4
[[nodiscard]] std::string_view name_of(Finding finding);             // "no_telling"

// Rule 5; nothing where it tells nothing.
[[nodiscard]] std::optional<double> displacement(Around near, Around ring, Around elsewhere);

struct Effect {
    Around near;
    Around ring;
    Around elsewhere;
    Ratio change;
    Ratio spread; // of the ring, against elsewhere
    Finding found = Finding::too_few;
    Finding found_around = Finding::too_few;
    std::optional<double> quotient = {};
};
[[nodiscard]] Effect effect_of(Around near, Around ring, Around elsewhere);

// "Near it 14 were recorded before and 6 after. …"; what it tells, in a sentence or two.
[[nodiscard]] std::string told(Effect const& effect);
[[nodiscard]] std::string told_around(Effect const& effect);
inline constexpr char const* caution
    = "Recorded is not the same as happened, and what changed at the same time is not told. "
      "Incidents come in bunches, so the truth is less sure than the interval says.";

// How a person judges it, having seen the counts and heard the child.
enum class Conclusion { helped, mixed, no_change, made_worse, cannot_tell };
inline constexpr Conclusion all_conclusions[] = {Conclusion::helped, Conclusion::mixed,
    Conclusion::no_change, Conclusion::made_worse, Conclusion::cannot_tell};
[[nodiscard]] std::string_view name_of(Conclusion conclusion);     // "made_worse"
[[nodiscard]] std::string_view in_words_of(Conclusion conclusion); // "It made things worse"
[[nodiscard]] std::optional<Conclusion> read_conclusion(std::string_view text);

// Rule 1, in months since the year 0: the first and last of each half; none where no month after
// the step began is held. `wanted` months each, or as many as there are.
struct Halves {
    int before_from = 0, before_until = 0;
    int after_from = 0, after_until = 0;
    [[nodiscard]] int months() const { return after_until - after_from + 1; }
};
[[nodiscard]] std::optional<Halves> halves_of(int began, int wanted, int first_held, int last_held);

} // namespace kith::disruption
