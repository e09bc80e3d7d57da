// SPDX-License-Identifier: MIT
#pragma once

// When a line is answered, in words and at a moment: the room's own, behind `who`.
//
// Hours are those of the wall clock in London, so a day on which the clocks change needs no care:
// 09:00 is 09:00.

#include "directory/who.h"
#include <string>

namespace kith::directory {

// "Monday to Thursday 09:00 to 17:00, Friday 09:00 to 16:30, not on bank holidays"; "Day and
// night"; "Hours not known".
[[nodiscard]] std::string hours_in_words(Contact const& contact);
// "17:00" today, "08:00 tomorrow"; empty for a line that never shuts.
[[nodiscard]] std::string shuts(ReferenceFacts const& facts, Contact const& contact, Instant at);
// "Monday 23 March at 09:00"; empty if not within three weeks.
[[nodiscard]] std::string opens_next(
    ReferenceFacts const& facts, Contact const& contact, Instant at);
[[nodiscard]] std::string weekday_in_words(Date day);            // Monday
[[nodiscard]] std::string time_in_words(london::TimeOfDay time); // 08:45

} // namespace kith::directory
