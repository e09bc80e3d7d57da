// SPDX-License-Identifier: MIT
#pragma once

// Between its reviews, something happens that asks for another look at a case.
//
// 1. What asks for a look is data: the triggers of the case's pathway (liia.london/mace-review).
// 2. All reasons of one day in London are one prompt. One that comes after the prompt of that day
//    was answered begins another.
// 3. A prompt is answered once: with what changed, or with nothing, and why. Who answers says which
//    reasons they read: one that came since is shown to them first. Reasons that they may not be
//    told are not answered with it, and wait on as a prompt of the same day.
// 4. An answered prompt stands for those who may be told all its reasons: its words speak of them.
// 5. A kind that changes nothing is retired by somebody who leads a team, with a reason, for the
//    cases of their agency; it prompts no more until it is brought back. A kind that the pathway
//    calls `always` is never retired.
//
// Shapes   plain values; times in UTC.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::cases {

// Who is told a reason: everybody who reads the case, or only those of them who may know what it
// came from. One that came by a link is told to who may know that link too.
enum class ToldTo { readers, who_knows_source };

struct PromptReason {
    std::string kind;      // a trigger of the pathway
    std::string said = {}; // in words; names nobody
    Thing from = {};       // what it came from; none if nothing is kept of it
    ToldTo told = ToldTo::readers;
    LinkId by_link = {}; // joins the person to `from`, a context that changed
    Instant at = {};
    Uuid id = {};
};

struct Prompt {
    Uuid id = {};
    CaseId of = {};
    Date on = {}; // the day in London
    std::vector<PromptReason> reasons = {};
    std::optional<Instant> answered_at = {};
    AccountId answered_by = {};
    std::set<std::string> changes = {}; // data/code_lists/prompt_answer.csv
    std::string because = {};
    std::optional<Date> review_due = {}; // brought forward to that day

    [[nodiscard]] bool waits() const { return !answered_at; }
};

struct PromptAnswer {
    std::set<std::string> changes = {};
    std::string because = {};
    std::optional<Date> review_due = {};
    // Rule 3: the reasons that were read; empty answers what stands.
    std::set<Uuid> read = {};
};
inline constexpr char const* nothing_changed = "nothing";
inline constexpr char const* review_brought_forward = "review_forward";
inline constexpr std::size_t longest_prompt_text = 4'000;

// Rule 3; tidied. `review_due`: of the clock of reviews that runs, if one does.
[[nodiscard]] PromptAnswer tidied(PromptAnswer answer);
[[nodiscard]] std::vector<Error> problems_of(
    PromptAnswer const& answer, std::optional<Date> review_due, Date today);

// How often a kind asked for a look, and what came of it.
struct PromptCount {
    std::string kind;
    std::int64_t asked = 0;    // prompts that have such a reason
    std::int64_t answered = 0; //
    std::int64_t changed = 0;  // of those answered: something changed
};
[[nodiscard]] std::vector<PromptCount> counted(std::vector<Prompt> const& prompts); // by kind

struct Retirement {
    Uuid id = {};
    AgencyId agency = {};
    std::string kind;
    Instant at = {};
    AccountId by = {};
    std::string because;
    std::optional<Instant> back_at = {};
    AccountId back_by = {};
    std::string back_because = {};
};

[[nodiscard]] std::string write_changes(std::set<std::string> const& changes); // "a b"
[[nodiscard]] std::set<std::string> read_changes(std::string_view text);

} // namespace kith::cases
