// SPDX-License-Identifier: MIT
#pragma once

// By when? Each duty with a time limit has a rule with an id; the due moment is worked out once,
// stored by the room beside the rule's id, and shown in words.
//
// Rules are data/reference/clocks.toml: amount, unit, what starts it, source, and whether it is law
// or this partnership's setting. Counting, after domain sources given there:
// 1. Hours run through nights and weekends, in UTC: 72 hours are 72 hours when the clocks change.
// 2. "Within N working days of D": D is day 0; Saturdays, Sundays and bank holidays do not count.
//    A worry that comes at any hour of D starts on D.
// 3. A clock in working days, days, weeks or months is due by the end of its last day in London,
//    that is just before midnight: law names the day, not an hour of it.
// 4. A month ends on the day of the same number, or on the last day of a month that has no such
//    day: 31 January and one month is 28 February, in a leap year the 29th.
// 5. Some count backward, from a day that is to come: 28 days before an order ends.
// 6. Some are the aim of others, such as a decision of the Home Office: it is never the team that
//    is late.
//
// Threads  immutable once read.
// Errors   `read` answers `invalid`, naming the rule and what to change; so it does for an overlay
//          that changes what is law, or leaves a rule out. `rule` throws std::logic_error for an
//          id that no file has: a room asks for it by name at start.

#include "base/london.h"
#include "base/working_days.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::actions {

enum class Unit { hours, working_days, days, weeks, months };
enum class Basis { law, setting };
enum class Counts { forward, backward };
enum class Whose { ours, others };

struct Rule {
    std::string id; // concern.decision
    int amount = 0;
    Unit unit = Unit::working_days;
    std::string duty;  // "Decide what happens next, and tell the referrer"
    std::string start; // "the concern was received"
    std::string source;
    Basis basis = Basis::setting;
    bool verified = false;
    Counts counts = Counts::forward;
    Whose whose = Whose::ours;

    [[nodiscard]] std::string in_words() const; // "1 working day", "192 hours (8 days)"
};

class Clocks {
public:
    [[nodiscard]] static Result<Clocks> read(); // data/reference/clocks.toml, or the overlay's
    [[nodiscard]] static Result<Clocks> read(std::string_view toml);
    [[nodiscard]] Rule const& rule(std::string_view id) const;
    [[nodiscard]] bool has(std::string_view id) const { return rules_.contains(id); }
    [[nodiscard]] std::vector<Rule> list() const; // by id

private:
    std::map<std::string, Rule, std::less<>> rules_;
};

// May rules of an overlay stand in for those in the program? What is law stays as it is, and none
// is left out; a setting may be set.
[[nodiscard]] Done may_stand_for(Clocks const& overlaid, Clocks const& built_in);

// When it is due. A day's end is 23:59:59 in London.
[[nodiscard]] Instant due(Rule const& rule, Instant start, WorkingDays const& working_days);
// The day, of a rule that counts no hours, from the day that starts it.
[[nodiscard]] Date due_on(Rule const& rule, Date start, WorkingDays const& working_days);
[[nodiscard]] Date months_after(Date day, int months); // O(1); negative goes back

enum class DueState { overdue, today, later };

struct DueWords {
    std::string text; // "Overdue by 2 hours", "Due today by 23:59", "Due tomorrow", "Due in 3 days"
    DueState state = DueState::later;
    std::string exact; // "9 March 2026 at 23:59"
};

[[nodiscard]] DueWords due_in_words(Instant due, Instant now);
// Of a rule: what is late of others is "Expected by 9 March 2026", and not overdue.
[[nodiscard]] DueWords due_in_words(Rule const& rule, Instant due, Instant now);
[[nodiscard]] std::string_view name_of(DueState state); // "overdue", "today", "later"
[[nodiscard]] std::string_view name_of(Unit unit);      // "working_days"

} // namespace kith::actions
