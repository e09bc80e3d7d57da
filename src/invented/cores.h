// SPDX-License-Identifier: MIT
#pragma once

// Work that counts and waits for nothing (hashing), on as many cores as there are, at most four.

#include <cstddef>
#include <functional>

namespace kith::invented {

// Runs `body` for 0 to count - 1, in no order, and returns when all are done. The first exception
// is thrown again.
void on_all_cores(std::size_t count, std::function<void(std::size_t)> const& body);

} // namespace kith::invented
