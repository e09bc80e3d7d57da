// SPDX-License-Identifier: MIT
#pragma once

// What `kith clock` says, in words and as JSON.
//
// Shapes   moments in UTC as 2026-03-29T00:40:00Z, in London as 2026-03-29T00:40:00+00:00.

#include "actions/actions.h"
#include <string>

namespace kith::app {

struct RuleDue {
    actions::Rule const& rule;
    Instant start;
    Instant due;
    Date holidays_known_from;
    Date holidays_known_until;
};

[[nodiscard]] std::string due_in_words(RuleDue const& told);
[[nodiscard]] std::string due_in_json(RuleDue const& told);
[[nodiscard]] std::string rules_in_words(actions::Clocks const& clocks);
[[nodiscard]] std::string rules_in_json(actions::Clocks const& clocks);

} // namespace kith::app
