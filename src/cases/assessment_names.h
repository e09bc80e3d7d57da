// SPDX-License-Identifier: MIT
#pragma once

// No child is named in an assessment of a context (unnamed.h).
//
// 1. Completing and correcting refuse every text that names somebody, or looks so, at its own
//    question, inside items too. A draft is saved with anything in it.
// 2. Whenever one is shown, as it stands or as it was, the names of everybody joined to the context
//    by then are withheld. Codes of a question stay as they are.
//
// Shapes   plain values; the naming is that of the context (conference_acts.h).
// Cost     each text is read once. Errors  `invalid` with the field of the input.

#include "cases/assessment.h"
#include "cases/conference_acts.h"

namespace kith::cases {

[[nodiscard]] std::vector<Error> names_in(
    forms::Form const& form, forms::Answers const& answers, Naming const& naming);
[[nodiscard]] forms::Answers names_withheld(
    forms::Form const& form, forms::Answers const& answers, Naming const& naming);
// The columns that come of the answers; the answers themselves as above.
[[nodiscard]] Assessment names_withheld(Assessment one, Naming const& naming);

} // namespace kith::cases
