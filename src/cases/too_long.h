// SPDX-License-Identifier: MIT
#pragma once

// Is a text longer than it may be?
//
// Units    characters (Unicode scalar values), as a person counts them, not bytes.
// Errors   the answer is the `invalid` of that field.

#include "base/result.h"
#include <optional>
#include <string_view>

namespace kith::cases {

// "Write 2,000 characters or fewer", at its field; nothing if it fits.
[[nodiscard]] std::optional<Error> too_long(
    std::string_view text, std::size_t most, char const* field);

} // namespace kith::cases
