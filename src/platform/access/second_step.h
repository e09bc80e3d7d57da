// SPDX-License-Identifier: MIT
#pragma once

// The second step of signing in: a six-digit code that the person's own app makes from a shared
// seed and the time (TOTP, RFC 6238, by liboath: SHA-1, steps of 30 seconds).
//
// Shapes   a seed is 20 random bytes; people see it in base 32, in groups of four. A step is the
//          number of half minutes since 1970.
// Errors   none: text that is no code matches no step.
// Threads  safe.

#include "base/time.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith::access {

[[nodiscard]] std::string fresh_seed();
[[nodiscard]] std::string seed_in_groups(std::string_view seed); // "JBSW Y3DP EHPK 3PXP ..."
// "otpauth://totp/Kith:ash.khan?secret=...": a phone's app takes the seed from it.
[[nodiscard]] std::string seed_link(std::string_view seed, std::string_view sign_in_name);

[[nodiscard]] std::int64_t step_of(Instant at);
[[nodiscard]] std::string code_of(std::string_view seed, std::int64_t step, unsigned digits = 6);

// The step the typed code belongs to: the present one, the one before or the one after, if it is
// later than the last one used. Spaces in the code do not matter.
[[nodiscard]] std::optional<std::int64_t> matching_step(
    std::string_view seed, std::string_view typed, Instant now, std::int64_t last_used);

} // namespace kith::access
