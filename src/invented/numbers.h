// SPDX-License-Identifier: MIT
#pragma once

// Numbers for invented people, with right check digits and of ranges that no real person has: NHS
// numbers that begin with 999, pupil numbers of a council 000.

#include <cstddef>
#include <optional>
#include <string>

namespace kith::invented {

inline constexpr std::size_t nhs_numbers = 1'000'000;
// The same number gives the same NHS number, and no two the same; none where no check digit is
// possible (one of eleven).
[[nodiscard]] std::optional<std::string> nhs_number(std::size_t number); // below nhs_numbers
[[nodiscard]] std::string pupil_number(std::size_t number);              // below 100,000,000

} // namespace kith::invented
