// SPDX-License-Identifier: MIT
#pragma once

// A page as plain text, for an agency's own system: nothing is typed twice.
//
// Shapes   who can see it, then what stands in `main` and `aside`: headings underlined,
//          lists with stars, a row of a table in one line, "Key: value". What asks or leads on is
//          left out: forms, buttons, pictures, navigation, a paragraph that is one link, and what
//          is for the screen alone (kith-screen).
// Reads    only what our own templates wrote: well formed, all text escaped. Of anything else it
//          may leave something out; it never fails, and what it gives is text.
// Cost     one pass.

#include <string>
#include <string_view>

namespace kith::html {

[[nodiscard]] std::string page_as_text(std::string_view page);

} // namespace kith::html
