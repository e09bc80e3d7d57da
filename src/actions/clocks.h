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
// 3. A clock in working days, days or weeks is due by the end of its last day in London, that is
//    just before midnight: law names the day, not an hour of it.
//
// Threads  immutable once read.
// Errors   `read` answers `invalid`, naming the rule and what to change. `rule` throws
//          std::logic_error for an id that no file has: a room asks for it by name at start.

#include "base/london.h"
#include "base/working_days.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::actions {

enum class Unit { hours, working_days, days, weeks };
enum class Basis { law, setting };

struct Rule {
    std::string id; // concern.decision
    int amount = 0;
    Unit unit = Unit::working_days;
    std::string duty;  // "Decide what happens next, and tell the referrer"
    std::string start; // "the concern was received"
    std::string source;
    Basis basis = Basis::setting;
    bool verified = false;

    [[nodiscard]] std::string in_words() const; // "1 working day", "72 hours"
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

// When it is due. A day's end is 23:59:59 in London.
[[nodiscard]] Instant due(Rule const& rule, Instant start, WorkingDays const& working_days);

enum class DueState { overdue, today, later };

struct DueWords {
    std::string text; // "Overdue by 2 hours", "Due today by 23:59", "Due tomorrow", "Due in 3 days"
    DueState state = DueState::later;
    std::string exact; // "9 March 2026 at 23:59"
};

[[nodiscard]] DueWords due_in_words(Instant due, Instant now);
[[nodiscard]] std::string_view name_of(DueState state); // "overdue", "today", "later"

} // namespace kith::actions
