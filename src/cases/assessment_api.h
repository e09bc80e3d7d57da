// SPDX-License-Identifier: MIT
#pragma once

// Assessments for programs: list, read, start, save, complete.
//
// Errors   problem+json; completing answers 422 with "errors": every question that is missing or
//          wrong, [{field, detail}].

#include "cases/room.h"

namespace kith::cases {

void add_assessment_api(House& house, Cases const& room);

} // namespace kith::cases
