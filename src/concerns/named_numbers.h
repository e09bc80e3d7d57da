// SPDX-License-Identifier: MIT
#pragma once

// The numbers by which a referral names children and adults: one that was mistyped would find
// nobody and say nothing, so it is asked again while the paper it was read from is at hand.
//
// Errors   none; a refused reading carries the sentence and its field.

#include "platform/forms/forms.h"
#include <string>

namespace kith::concerns {

// A number of ten digits is an NHS number or a learner's, one of thirteen signs a pupil's: does its
// check digit say that it is none of them? Any other is a council's own, and never is.
[[nodiscard]] bool looks_mistyped(std::string const& typed);

// Refused at the first that does: field "children-1-identifier".
[[nodiscard]] forms::Reading with_numbers_checked(forms::Reading reading);

} // namespace kith::concerns
