// SPDX-License-Identifier: MIT
#pragma once

// The counts that a review of a step's effect looks at: what police recorded near a public place
// before and after the step began, in the ring around it and elsewhere; and what happened there as
// far as this visit may know it.
//
// 1. Never around a home, a group of peers or a protected address: living near is no link. Where
//    the target is none of these, or no place, a public place is named at which it should work.
// 2. It began on the day it starts; else when it was first served, granted or applied for.
// 3. Elsewhere is the rest of the place's district, or a place that is named, as wide a circle, and
//    not so near that the two rings meet.
// 4. What Kith knows of the place is counted over the events that this visit may know alone.
//
// Cost     an index read for each circle, the district's months, and the place's events.
// Errors   `invalid` with the field "place", "comparison", "months" or "within".

#include "disruption/acts.h"
#include "disruption/effect.h"
#include "platform/http/form_data.h"
#include <string>
#include <vector>

namespace kith::disruption {

inline constexpr int effect_months[] = {3, 6, 12};
inline constexpr int effect_distances[] = {100, 250, 500}; // metres
struct EffectAsked {
    int months = 3;
    int within = 250;
    std::vector<std::string> kinds = {}; // the publisher's; none: all
    std::string place = {};              // a reference, as typed
    std::string comparison = {};         // the same; "" the rest of the district
    friend bool operator==(EffectAsked const&, EffectAsked const&) = default;
};
// As an address or a form says it; what is no number is 0, which measure() refuses.
[[nodiscard]] EffectAsked read_asked(http::FormData const& sent);

struct MonthCounts {
    directory::Month month;
    std::int64_t near = 0;
    std::int64_t ring = 0;
};
struct Measured {
    contexts::Context place;
    std::optional<contexts::Context> comparison = {}; // none: the rest of the district
    Date began;
    Halves halves;
    EffectAsked asked;
    Effect effect;
    std::vector<MonthCounts> months = {}; // the month it began too
    Around own;                           // rule 4
    directory::Month held_until;
};

[[nodiscard]] std::optional<Date> began_on(Visit const& visit, Step const& step); // rule 2
// The place that is meant where none is typed: the target, if rule 1 lets it.
[[nodiscard]] std::optional<contexts::Context> place_of(Visit const& visit, Step const& step);
[[nodiscard]] Result<Measured> measure(
    Disruption const& room, Visit const& visit, Step const& step, EffectAsked const& asked);
// All kinds that were published for that district, by name.
[[nodiscard]] std::vector<std::string> kinds_recorded(Visit const& visit, Measured const& measured);

// As a review keeps it: JSON, with the sentences as they were told.
[[nodiscard]] std::string write(Measured const& measured);

} // namespace kith::disruption
