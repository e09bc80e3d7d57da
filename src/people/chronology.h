// SPDX-License-Identifier: MIT
#pragma once

// Everything known about one person that this visitor may see, newest first, on one page.
//
// 1. Events and links come from links, the rest from this room's own rows and from what other rooms
//    add (People::chronicles). What is hidden leaves no gap in the order and no number.
// 2. "As known on a day" is told from what stood recorded at the end of that day: what was said
//    later, or taken back later, does not change it. Whether this visitor may see it is decided as
//    of now.
// 3. Between two entries of contact a gap is marked from so many days on (a setting). It is
//    counted over what is shown, and from days as far as they are known: at least so long.
//
// Cost     one indexed read a source, and one look-up for each different record that an entry was
//          drawn from.
// Errors   a filter that does not read is named by its field, and does not filter.

#include "people/entry.h"
#include "people/room.h"
#include "platform/http/form_data.h"
#include <set>
#include <vector>

namespace kith::people {

// Of kinds, of who recorded it, and of days: never of a name.
struct ChronologyFilter {
    std::set<std::string> kinds = {}; // empty: all
    AgencyId agency = {};
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    std::optional<Date> known_on = {};
    std::vector<Error> problems = {};

    [[nodiscard]] bool lets_through(Entry const& entry) const;
    [[nodiscard]] bool chooses() const; // anything at all
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
// The caller has found the person, and asked for a purpose where one is needed.
[[nodiscard]] Chronology chronology_of(
    People const& room, Visit const& visit, Person const& person, ChronologyFilter const& filter);

} // namespace kith::people
