// SPDX-License-Identifier: MIT
#pragma once

// What the police recorded around a point, month by month, as they publish it: police.uk street-
// level crime (Open Government Licence 3.0), loaded by `kith load`.
//
// A month is the finest that is published, and a point is one of some 20,000 to which the publisher
// moves what is near, by 100 metres and more; so a circle of less than 100 metres tells nothing.
// None of it is about a person, and all staff may know all of it.
//
// Shapes   counts by month and kind, in no order; none where nothing was recorded.
// Cost     an index read of what is in the square around the circle, or in the district's months.
// Errors   none.

#include "platform/db/db.h"
#include "platform/geo/british_grid.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith::directory {

// Months since the year 0, so that they can be counted.
struct Month {
    int number = 0;

    [[nodiscard]] static Month of(Date day) { return {day.year() * 12 + day.month() - 1}; }
    [[nodiscard]] static std::optional<Month> read(std::string_view text); // 2021-04
    [[nodiscard]] std::string write() const;
    [[nodiscard]] std::string in_words() const; // April 2021
    [[nodiscard]] Date first_day() const;
    friend auto operator<=>(Month const&, Month const&) = default;
    friend Month operator+(Month month, int by) { return {month.number + by}; }
    friend int operator-(Month later, Month earlier) { return later.number - earlier.number; }
};

struct RecordedCount {
    Month month;
    std::string kind; // the publisher's words: "Anti-social behaviour"
    std::int64_t count = 0;
};

// From the month `from` up to and including `until`; of one district alone, if one is named.
[[nodiscard]] std::vector<RecordedCount> recorded_within(db::Connection& connection, geo::Point at,
    int metres, Month from, Month until, std::string const& district = {});
[[nodiscard]] std::vector<RecordedCount> recorded_in_district(
    db::Connection& connection, std::string const& district, Month from, Month until);

struct MonthsHeld {
    Month first;
    Month last;
};
[[nodiscard]] std::optional<MonthsHeld> months_recorded(db::Connection& connection);

} // namespace kith::directory
