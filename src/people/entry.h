// SPDX-License-Identifier: MIT
#pragma once

// One entry of a person's chronology.
//
// Shapes   `at` where the moment is known, else `day` as far as it is known, else neither: no time
//          is invented. `id` is of that entry alone, so that a list can go on after it.

#include "base/ids.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <utility>

namespace kith::people {

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

} // namespace kith::people
