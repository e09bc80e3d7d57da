// SPDX-License-Identifier: MIT
#pragma once

// "Fairness in numbers": one list, split six ways, as a page (which prints) and for programs.
//
// GET /fairness?list=levels, GET /api/v1/fairness?list=levels. Whoever reads no numbers, and who
// asks for a list there is not, gets what a page that does not exist gives.

#include "cases/fairness_numbers.h"

namespace kith::cases {

void join_fairness(House& house, Cases& room);

} // namespace kith::cases
