// SPDX-License-Identifier: MIT
#pragma once

// How often there was something to say, month by month, for each team of an agency: without names,
// and for no group of fewer than five people.
//
// Cost     small: an agency's teams and a year.  Errors   none.

#include "base/ids.h"
#include "base/time.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kith::wording_helper {

inline constexpr std::size_t least_people = 5;
inline constexpr std::int64_t least_texts = 5; // fewer in a month are not told apart

struct Counts {
    std::int64_t texts = 0;
    std::int64_t flagged = 0;
    std::int64_t phrases = 0;
};
struct Counted {
    Date month = {};  // its first day
    TeamId team = {}; // none: whoever is in no team of five
    Counts counts = {};
};
struct Place {
    AccountId account = {};
    TeamId team = {};
};
struct Group {
    std::string name;
    std::map<Date, Counts> months = {};
};
struct Trend {
    std::vector<Group> groups = {}; // teams in the order given, then everybody else together
    bool withheld = false;          // everybody else is fewer than five people
};

// `places`: who works where in the agency today. A team of fewer than five goes to everybody else,
// and these are left out where they are fewer than five themselves.
[[nodiscard]] Trend trend_of(std::vector<std::pair<TeamId, std::string>> const& teams,
    std::vector<Place> const& places, std::vector<Counted> const& counted,
    std::string const& everybody_else);

// The share of texts with a phrase, in whole per cent; -1 where the texts are too few to say.
[[nodiscard]] int share(Counts const& counts);

[[nodiscard]] Date month_of(Date day);                             // its first day
[[nodiscard]] std::vector<Date> months_until(Date day, int count); // the oldest first

} // namespace kith::wording_helper
