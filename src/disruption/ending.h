// SPDX-License-Identifier: MIT
#pragma once

// When does a step end? Pure.
//
// 1. A step ends with the earliest of: its own expiry; the longest its tactic may last; the
// birthday
//    its footing hangs on; the end of the legal status its footing hangs on.
// 2. The last day is the last on which it stands. An expiry is a last day. Of a limit in days,
// months
//    or years the first day counts: three months from 1 March last to 31 May. It is the shorter
//    reading of two; the court's own words go first, as an expiry.
// 3. Hours are elapsed hours in UTC, also over the night when the clocks change: the last day is
// the
//    London day in which the last of them falls. Where the hour it began is not known, the latest
//    hour of its first day stands for it.
// 4. A birthday ends it as the day begins: the day before is the last. Somebody born on 29 February
//    has a birthday on 1 March of a year without that day.
// 5. Warnings come 28 and 7 days before the last day, and on it (data/reference/clocks.toml:
//    disruption.first_alert, disruption.last_alert).
//
// Shapes   plain values. Errors   none.

#include "actions/actions.h"
#include "base/time.h"
#include "disruption/tactics.h"
#include <optional>
#include <string_view>

namespace kith::disruption {

inline constexpr char const* first_alert_rule = "disruption.first_alert";
inline constexpr char const* last_alert_rule = "disruption.last_alert";
// A step that is planned without a day of review has one by this rule.
inline constexpr char const* review_rule = "disruption.review";

[[nodiscard]] Date birthday_of(Date birth, int years); // rule 4

// What decides when a step ends; what is not known, or does not apply, is left out.
struct Lasting {
    std::optional<Date> starts = {};
    std::optional<Instant> starts_at = {}; // the moment, where hours count
    std::optional<Date> expires = {};
    std::optional<Limit> limit = {};
    std::optional<Date> birth = {}; // of the child it hangs on
    int birthday = 0;               // 16, 18
    std::optional<Date> status_until = {};
};

enum class EndsBy { expiry, limit, birthday, status };
[[nodiscard]] std::string_view name_of(EndsBy by); // "birthday"
[[nodiscard]] std::optional<EndsBy> read_ends_by(std::string_view text);
[[nodiscard]] std::string_view in_words_of(EndsBy by); // "its basis ends with a birthday"
// Does why it ends say something of the child it hangs on?
[[nodiscard]] inline bool tells_of_child(EndsBy by)
{
    return by == EndsBy::birthday || by == EndsBy::status;
}

struct Ending {
    Date last_day;
    EndsBy by;
    friend bool operator==(Ending const&, Ending const&) = default;
};
// Of equals the first of rule 1. Nothing where nothing ends it.
[[nodiscard]] std::optional<Ending> ending_of(Lasting const& lasting);
// Of rule 2 and 3 alone; nothing before it has begun.
[[nodiscard]] std::optional<Date> limit_day(Lasting const& lasting);

// Rule 5: what has come that day.
enum class Alert { none, first, last, day, over };
[[nodiscard]] Alert alert_on(
    actions::Clocks const& clocks, WorkingDays const& working_days, Date last_day, Date today);

} // namespace kith::disruption
