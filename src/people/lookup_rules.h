// SPDX-License-Identifier: MIT
#pragma once

// When has somebody looked up so many people that they are asked why?
//
// 1. A look-up that carries on what was being typed (one text begins with the other) is one with
//    it.
// 2. A look-up that led to a record, opened or made before the next one, counts not at all.
// 3. Of the rest count: how many differ; how many were of fewer than three letters and nothing
//    else; and how many steps in a row there were from one to the next (letter by letter, day by
//    day, number by number).
//
// What was found counts nowhere, so that the answer tells nothing of who is on record.
//
// Shapes   look-ups oldest first. Figures: data/reference/lookup_limits.toml.
// Errors   figures that do not read are `invalid`, with the sentence for the operator.

#include "base/result.h"
#include "base/time.h"
#include "people/store.h"
#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

struct LookupLimits {
    Date from = {};
    int minutes = 10;
    int different = 20;
    int brief = 8;
    int stepping = 6;
    int first_wait = 15; // seconds
    int longest_wait = 300;
};
[[nodiscard]] Result<std::vector<LookupLimits>> read_lookup_limits(std::string_view toml);
[[nodiscard]] LookupLimits limits_on(std::vector<LookupLimits> const& all, Date day);

// What was asked, as it is compared: names and numbers folded.
struct Asked {
    std::string name = {};
    std::string birth = {}; // or an age
    std::string other = {}; // postcode, phone, numbers
    friend bool operator==(Asked const&, Asked const&) = default;
};
[[nodiscard]] Asked asked_by(Match const& described);
[[nodiscard]] std::string write(Asked const& asked); // a line each
[[nodiscard]] Asked read_asked(std::string_view written);
// Two letters of a name, a whole birth date, a postcode, a phone or a number; an age or a year fits
// thousands, and nobody is looked for by it alone.
[[nodiscard]] bool worth_asking(Asked const& asked);
[[nodiscard]] std::string what_is_missing(Asked const& asked); // where it is not worth it

struct Lookup {
    Instant at;
    Asked asked;
};
struct LookupRun {
    int different = 0;
    int brief = 0;
    int stepping = 0;
    [[nodiscard]] bool reaches(LookupLimits const& limits) const;
};
// `led` are the moments at which a record was opened or made.
[[nodiscard]] LookupRun run_of(std::span<Lookup const> lookups, std::span<Instant const> led);
// For the run that comes after so many others within a day.
[[nodiscard]] std::chrono::seconds wait_for(LookupLimits const& limits, std::size_t runs_before);

} // namespace kith::people
