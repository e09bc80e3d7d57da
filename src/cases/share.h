// SPDX-License-Identifier: MIT
#pragma once

// Where the true share may lie, 95 times in 100, if so many of so many were counted (Wilson 1927,
// Journal of the American Statistical Association 22:209).
//
// Shapes   shares from 0 to 1; `of` is 1 or more.
// Errors   none.

#include <cstdint>

namespace kith::cases {

inline constexpr double normal_95 = 1.959963984540054; // of the normal distribution, two-sided

struct ShareInterval {
    double low = 0;
    double high = 1;
};
[[nodiscard]] ShareInterval wilson_interval(std::int64_t count, std::int64_t of);

} // namespace kith::cases
