// SPDX-License-Identifier: MIT
#pragma once

// Bytes nobody can guess, from the kernel.
//
// Errors   throws if the kernel has none to give; there is no weaker source to fall back on.
// Threads  safe.

#include <cstdint>
#include <span>

namespace kith {

void fill_random(std::span<std::uint8_t> bytes);
[[nodiscard]] std::uint32_t random_below(std::uint32_t limit); // uniform in [0, limit), limit > 0

} // namespace kith
