// SPDX-License-Identifier: MIT
#pragma once

// The one file that knows the zone. Kith counts in UTC and shows Europe/London.
//
// In the hour that comes twice (October) `moment` takes the first unless told; the hour that does
// not exist (March) is refused with a sentence.

#include "base/time.h"

namespace kith::london {

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    friend auto operator<=>(TimeOfDay const&, TimeOfDay const&) = default;
};
enum class Hour { first, second }; // which of the two, when the clocks go back

[[nodiscard]] Date day_of(Instant at);
[[nodiscard]] TimeOfDay time_of(Instant at);
[[nodiscard]] Result<Instant> moment(Date day, TimeOfDay time, Hour which = Hour::first);
[[nodiscard]] bool comes_twice(Date day, TimeOfDay time);
[[nodiscard]] Instant start_of(Date day);                         // midnight
[[nodiscard]] std::string in_words(Instant at);                   // 29 March 2026 at 01:40
[[nodiscard]] Result<TimeOfDay> read_time(std::string_view text); // 16:45, 4.45pm

} // namespace kith::london
