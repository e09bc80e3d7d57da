// SPDX-License-Identifier: MIT
#pragma once

// Everything known about one subject, newest first: the entries, the filter, and the gaps between
// entries of contact. What the entries are, each room knows (people, contexts, cases).
//
// 1. "As known on a day" is told from what stood recorded at the end of that day, and with a time
// at
//    the end of that minute: what was said later, or taken back later, does not change it.
// 2. Between two entries of contact a gap is marked from so many days on (a setting). It is
//    counted over what is shown, and from days as far as they are known: at least so long.
//
// Shapes   of an entry `at` where the moment is known, else `day` as far as it is known, else
//          neither: no time is invented. `id` is of that entry alone, so that a list can go on
//          after it.
// Errors   a filter that does not read is named by its field, and does not filter.

#include "base/ids.h"
#include "base/time.h"
#include "platform/http/form_data.h"
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kith::links {

struct Entry {
    std::string id;
    std::string kind; // data/code_lists/chronology_kind.csv
    std::optional<Instant> at = {};
    std::optional<PartialDate> day = {};
    std::string title;
    std::string text = {};
    std::string who = {};  // who said it, and where it stands
    std::string href = {}; // "" if it has no page
    AgencyId agency = {};  // that recorded it
    bool contact = false;  // somebody saw them, or was in contact with the family

    [[nodiscard]] std::string when_in_words() const;
    [[nodiscard]] std::optional<Date> first_day() const; // the earliest it can have been
    [[nodiscard]] std::optional<Date> last_day() const;  // the latest
    // What entries are put in order by, the greatest first: what is known to the day alone stands
    // before (in time) what is known to the minute of that day.
    [[nodiscard]] std::pair<Instant, std::string> place() const;
};

[[nodiscard]] PartialDate whole(Date day);

// Of kinds, of who recorded it, and of days: never of a name.
struct ChronologyFilter {
    std::set<std::string> kinds = {}; // empty: all
    AgencyId agency = {};
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    std::optional<Date> known_on = {};
    std::optional<Instant> known_moment = {}; // of that day, where a time was given
    std::vector<Error> problems = {};

    [[nodiscard]] bool lets_through(Entry const& entry) const;
    [[nodiscard]] bool chooses() const; // anything at all
    // "6 March 2026", or "6 March 2026 at 14:30"; empty where neither was given.
    [[nodiscard]] std::string known_in_words() const;
    // "?kind=contact&from=2026-03-01"; without what is named by `but` and, for kinds, `value`.
    [[nodiscard]] std::string query(std::string_view but = {}, std::string_view value = {}) const;
};
[[nodiscard]] ChronologyFilter read_filter(http::FormData const& query, Date today);

// What the setting says: data/reference/chronology.toml.
struct ChronologySettings {
    int gap_days = 14;
    std::set<std::string> contact = {}; // kinds of events
};
[[nodiscard]] Result<ChronologySettings> read_chronology_settings(std::string_view toml);
[[nodiscard]] ChronologySettings const& chronology_settings(); // as shipped or overlaid; throws

// Days without contact; the mark stands before the entry at `before`, as they are shown.
struct Gap {
    std::size_t before = 0;
    int days = 0;
    bool to_the_end = false; // since the newest contact, up to the last day that is shown
    friend bool operator==(Gap const&, Gap const&) = default;
};
// `until`: the day up to which nobody was in contact since the newest; none: not counted.
[[nodiscard]] std::vector<Gap> gaps_in(
    std::vector<Entry> const& newest_first, int gap_days, std::optional<Date> until);

struct Chronology {
    std::vector<Entry> entries;     // newest first, let through by the filter
    std::vector<Gap> gaps = {};     // in their order
    std::vector<AgencyId> agencies; // that recorded any of it, filtered or not
    std::size_t unfiltered = 0;     // how many there are without the filter of kinds, agency, days
};
// The moment that is asked about: that, else the end of the day, and never later than now.
[[nodiscard]] Instant known_at(ChronologyFilter const& filter, Instant now);
// In order, filtered, each entry once, with the gaps where `gaps` says so.
enum class Gaps { marked, unmarked };
[[nodiscard]] Chronology arranged(
    std::vector<Entry> all, ChronologyFilter const& filter, Instant known_at, Gaps gaps);

} // namespace kith::links
