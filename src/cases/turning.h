// SPDX-License-Identifier: MIT
#pragma once

// Becoming an adult. Turning 18 does not end the harm, and ends no record: the case, its history
// and its walls go on with the same person.
//
// 1. At 17 and a half the move to adult services is planned (clock "transition.plan"). What ends
//    with childhood is looked at 28 and 7 days before the birthday ("turning_18.first_warning",
//    "turning_18.last_warning"); on the day consent is asked anew.
// 2. Somebody born on 29 February turns 18 on 1 March of a year that has no such day.
// 3. Of several steps that have come, the last is told; each once. A case that is opened after the
//    birthday is told none. Where no whole day of birth is known nothing is told: the page says so.
// 4. Orders and bases that end with childhood are marked in data/code_lists/ends_at_18.csv.
// 5. Consent is asked by somebody, answered in the person's own words, and never edited: another
//    answer is added. What they said as a child does not stand for what they say as an adult: only
//    an answer of the birthday or later is consent asked anew. Who could not decide this, at this
//    time, had it decided for them, and why (Mental Capacity Act 2005).
//
// Shapes   plain values. Errors   rules answer `invalid` with the field that is wrong.

#include "actions/actions.h"
#include "base/ids.h"
#include "base/result.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

[[nodiscard]] Date turns_18_on(Date birth); // rule 2

struct TurningStep {
    std::string step; // the id of its clock, or "turned_18"
    Date on;
    std::string says; // the clock's duty
};
// In the order they come.
[[nodiscard]] std::vector<TurningStep> turning_steps(
    actions::Clocks const& clocks, WorkingDays const& working_days, Date birth);
inline constexpr char const* transition_step = "transition.plan";
inline constexpr char const* first_warning_step = "turning_18.first_warning";

inline constexpr std::size_t longest_turning_text = 4'000;

struct Consent {
    Uuid id = {};
    CaseId of = {};
    Date on = {};
    std::string answer;    // data/code_lists/consent_answer.csv
    std::string own_words; // of the person
    std::string because;   // why it was decided for them, or not asked
    [[nodiscard]] bool was_asked() const { return answer != "not_asked"; }
    AccountId by = {};
    Instant recorded_at = {};
};
struct Support {
    Uuid id = {};
    CaseId of = {};
    std::string service; // with whom
    std::string does = {};
    std::optional<Date> until = {};
    AccountId by = {};
    Instant recorded_at = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string withdrawn_because = {};
};
[[nodiscard]] std::vector<Error> problems_of(Consent const& consent, Date today);
// Rule 5: the latest answer since they are an adult; nothing where they were not asked.
[[nodiscard]] std::optional<Consent> consent_as_adult(
    std::vector<Consent> const& latest_first, Date birthday);
// Goes on that day: neither taken back nor past its last day.
[[nodiscard]] bool goes_on(Support const& support, Date on);
[[nodiscard]] std::vector<Error> problems_of(Support const& support, Date today);

} // namespace kith::cases
