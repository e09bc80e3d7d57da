// SPDX-License-Identifier: MIT
#include "cases/share.h"
#include <cmath>

namespace kith::cases {

ShareInterval wilson_interval(std::int64_t count, std::int64_t of)
{
    auto const n = static_cast<double>(of);
    auto const p = static_cast<double>(count) / n;
    auto const z2 = normal_95 * normal_95;
    auto const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    auto const half = normal_95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return {middle - half, middle + half};
}

} // namespace kith::cases
