// SPDX-License-Identifier: MIT
#pragma once

// A goal of a plan: what shall be different, and how we will see that it is.
//
// 1. A goal says what shall be, about a context or a life. One that begins with a negation, or
// names
//    only what must stop, gets advice; it is never refused for its words.
// 2. What is measured is change, not effort (csnetwork.org.uk): "young people can name an adult
// they
//    trust here", not "leaflets produced". A measure of what we do is refused, and why is said:
//    one with a word of effort, unless a word of change stands before that, whole and not at the
//    very beginning ("young people who feel safe when patrols pass").
// 3. Each goal has a baseline: a measure of an instrument, or a stated observation, as so many of
// so
//    many on a day; and a target.
// 4. A goal is open, reached, or dropped with the reason. Nothing is deleted.
//
// Shapes   a baseline is a count of those counted. Words that tell effort and change are data:
//          code lists effort_word, change_word, negation_word.
// Errors   rules answer `invalid` with the field.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

// So many of so many, on a day.
struct Counted {
    std::int64_t count = 0;
    std::int64_t of = 0;
    Date on = {};
    bool told = true;        // of marks on a map: safety_map.h, rule 2
    bool taken_back = false; // the measurement that told it was taken back since

    [[nodiscard]] double percent() const; // 0 where nobody was counted
    // "19 of 62 (31 %) on 2 March 2026", or with " (taken back since)" behind; of marks on a map
    // "19 of 62 marks (31 %) on …"; where it is not told, that.
    [[nodiscard]] std::string in_words(std::string_view things = {}) const;
};

struct Goal {
    GoalId id = {};
    PlanId plan = {};
    int place = 0; // 1 is the first
    std::string statement;
    std::string aims_at = {};       // a code of context_kind.csv, or "LIFE"
    std::string measured_by = {};   // "measure", "observation"; "" not said yet
    std::string what_it_tells = {}; // "what_is_different", "what_we_do"; "" not said yet
    std::string instrument = {};    // of a measure
    std::string measure = {};
    MeasurementId baseline_measurement = {};
    std::string observation = {}; // in words: "young people can name an adult they trust here"
    std::optional<Counted> baseline = {};
    std::string target = {};
    std::string state = "open";
    std::string state_because = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool open() const { return state == "open"; }
};

struct GoalWords {
    std::vector<std::string> effort = {};
    std::vector<std::string> change = {};
    std::vector<std::string> negation = {};
};

// What must not be saved (rule 2, lengths, numbers that cannot be); the same tidied.
[[nodiscard]] std::vector<Error> problems_of(Goal const& goal, GoalWords const& words, Date today);
[[nodiscard]] Goal tidied(Goal goal);
// Rule 1: what to write instead, or "".
[[nodiscard]] std::string advice_on(std::string_view statement, GoalWords const& words);
// Rule 3: what is missing before the plan can be agreed, in sentences.
[[nodiscard]] std::vector<std::string> missing_in(Goal const& goal);

// Does the text have one of the words, beginning where a word begins? The word found, or "".
[[nodiscard]] std::string word_found(
    std::string_view text, std::vector<std::string> const& words, bool whole_word);

} // namespace kith::cases
