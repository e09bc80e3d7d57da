// SPDX-License-Identifier: MIT
#pragma once

// What was refused of a form, as its page shows it again.

#include "base/result.h"
#include "platform/html/value.h"
#include <vector>

namespace kith::html {

[[nodiscard]] Value problems_view(std::vector<Error> const& problems); // words by field
[[nodiscard]] Value errors_view(std::vector<Error> const& problems);   // [{text, href}]

} // namespace kith::html
