// SPDX-License-Identifier: MIT
#pragma once

// When a place is open: days and hours, beside the words that say when it is busy.
//
// 1. A time is of the clock, 00:00 to 24:00. One that closes at or before it opens closes the next
//    day.
// 2. Open at night is open at any time from 22:00 to 06:00.
//
// Shapes   one line of text in the database: "weekdays 17:00-03:00; sat 17:00-04:00".
// Errors   `invalid` with the field "hours".

#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::contexts {

struct OpenHours {
    std::string days; // data/code_lists/opening_days.csv
    int opens = 0;    // minutes after midnight
    int closes = 0;
    friend bool operator==(OpenHours const&, OpenHours const&) = default;
};

inline constexpr int most_rows_of_hours = 7; // of one place

[[nodiscard]] std::string write_hours(std::vector<OpenHours> const& hours);
[[nodiscard]] std::vector<OpenHours> read_hours(std::string_view written); // as it was written
[[nodiscard]] Result<int> read_time(std::string_view text);                // "17:00", "24:00"
[[nodiscard]] std::string write_time(int minutes);
[[nodiscard]] Result<OpenHours> checked(OpenHours hours);
// "Monday to Friday, 17:00 to 03:00 the next day"; `days` is the label of the code.
[[nodiscard]] std::string in_words(OpenHours const& hours, std::string_view days);
[[nodiscard]] bool open_at_night(std::vector<OpenHours> const& hours);

} // namespace kith::contexts
