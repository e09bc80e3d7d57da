// SPDX-License-Identifier: MIT
#pragma once

// The templates inside the program (base/shipped.h), under the names by which templates know one
// another.
//
// Names    "src/concerns/templates/queue.njk" is "concerns/queue.njk";
// "src/platform/html/templates/staff.njk" is
//          "frames/staff.njk"; "src/platform/forms/templates/x.njk" is "forms/x.njk"; "govuk/..."
//          and "moj/..." stay.
// Errors   throws std::runtime_error, naming template:line:column, if one does not parse.

#include "platform/html/templates.h"
#include <string>
#include <string_view>

namespace kith::html {

[[nodiscard]] Templates shipped_templates();
[[nodiscard]] std::vector<Source> shipped_sources(); // the same, unread: to add to

// The name a shipped file goes by; empty if it is no template.
[[nodiscard]] std::string template_name(std::string_view path);

} // namespace kith::html
