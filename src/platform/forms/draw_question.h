// SPDX-License-Identifier: MIT
#pragma once

// One question, its inputs and what was typed into them, as forms/form.njk draws it.

#include "platform/forms/view.h"

namespace kith::forms {

enum class Heading { page, none }; // whether the question is the page's own heading

[[nodiscard]] html::Value draw_question(
    Question const& question, Reading const& reading, Drawing const& drawing, Heading heading);

} // namespace kith::forms
