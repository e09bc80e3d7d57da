// SPDX-License-Identifier: MIT
#pragma once

// Is one answer right? Each kind of question has its own rules and its own sentences.

#include "platform/forms/form.h"
#include <vector>

namespace kith::forms {

// Adds to `errors` what is wrong, at most one mistake for each input; the field is the input's id.
void check_answer(Question const& question, Answers const& answers, std::vector<Error>& errors);

} // namespace kith::forms
