// SPDX-License-Identifier: MIT
#pragma once

// A review: did the contexts change, and did the life change?
//
// 1. What was measured first is measured again with the same instrument, and shown before and after
//    with how many were asked and when.
// 2. The difference of two shares comes with the interval it may lie in (Newcombe 1998, Statistics
// in
//    Medicine 17:873, method 10, from Wilson's score intervals; 95 in 100). Where the interval
//    holds no difference at all it says that this could be chance. Nothing is called significant.
//    Of marks on a map, several of one person, the difference stands alone. What is measured again
//    by an instrument is another use of it, after the baseline.
// 3. It is asked whether the harm moved elsewhere; where it did, the other context is linked.
// 4. That contexts changed and that the life changed are two answers, each in words.
// 5. The level is judged anew or kept, with why; the next review falls by it.
// 6. A draft saves with anything in it; what is missing is asked for when it is completed. A
//    complete one is put right with a reason: what is not sent stays, the goals and baselines it
//    compared stay, and no other is asked for.
// 7. Six months after a case closed (clocks.toml, closure.follow_up) somebody looks again.
//
// Shapes   shares in percent, differences in percentage points.
// Errors   rules answer `invalid` with the field; of a goal "after-<goal>-count".

#include "cases/goal.h"
#include <optional>

namespace kith::cases {

struct Finding {
    GoalId goal = {};
    std::optional<Counted> before = {}; // the baseline, as it was compared
    MeasurementId after_measurement = {};
    std::optional<Counted> after = {};
    std::string said = {}; // what this tells, in words
};

struct Review {
    ReviewId id = {};
    CaseId of = {};
    Date on = {};
    std::string who = {};              // who took part
    std::string own_view = {};         // of the person, or of young people there
    std::string contexts_changed = {}; // data/code_lists/did_change.csv
    std::string contexts_words = {};
    std::string life_changed = {};
    std::string life_words = {};
    std::string displacement = {}; // data/code_lists/displacement.csv
    std::string displacement_words = {};
    ContextId displaced_to = {};
    std::string level = {};
    std::string level_why = {};
    std::optional<Date> next_review = {};
    std::optional<Instant> completed_at = {};
    std::vector<Finding> findings = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool complete() const { return completed_at.has_value(); }
    [[nodiscard]] Finding const* finding(GoalId goal) const;
};

// Rule 2: after less before, and where it may lie, in percentage points.
struct Difference {
    double points = 0;
    double low = 0;
    double high = 0;

    [[nodiscard]] bool could_be_chance() const { return low <= 0 && high >= 0; }
};
[[nodiscard]] Difference difference_of(Counted const& before, Counted const& after);
// "31 % of 62 on 2 March 2026, then 47 % of 58 on 25 May 2026: 16 percentage points more (between 1
// less and 32 more): this could be chance."
enum class Counts { people, marks };
[[nodiscard]] std::string in_words(
    Counted const& before, Counted const& after, Counts what = Counts::people);

// What can never be saved: lengths, days, counts. All of rules 3 to 5 that is missing.
[[nodiscard]] std::vector<Error> problems_of(Review const& review, Date today);
[[nodiscard]] std::vector<Error> missing_to_complete(
    Review const& review, std::vector<Goal> const& goals, bool of_context);

struct FollowUp {
    Uuid id = {};
    CaseId of = {};
    Uuid closure = {};
    Date on = {};
    std::string level = {}; // as it is judged then
    std::string level_why = {};
    std::string still_different = {};
    std::string own_view = {};
    AccountId by = {};
    Instant recorded_at = {};
};
[[nodiscard]] std::vector<Error> problems_of(FollowUp const& follow_up, Date today);

} // namespace kith::cases
