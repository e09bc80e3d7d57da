// SPDX-License-Identifier: MIT
#pragma once

// What was typed and never sent is not kept for ever: a draft that nobody saved for so many days is
// forgotten, of every form and room (data/reference/drafts.toml, a setting).
//
// Errors   `invalid` with the file's line where the setting does not read.
// Cost     one indexed statement a round.

#include "platform/access/gate.h"
#include "platform/forms/drafts.h"
#include <string_view>

namespace kith::forms {

[[nodiscard]] Result<int> read_days_of_drafts(); // as shipped, or as the overlay has it
[[nodiscard]] Result<int> read_days_of_drafts(std::string_view toml);

// The nightly round; answers how many were forgotten.
std::int64_t forget_old_drafts(access::Gate const& gate, Drafts const& drafts, int days);

} // namespace kith::forms
