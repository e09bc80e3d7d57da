// SPDX-License-Identifier: MIT
#pragma once

// What is quoted in a text: somebody's own words, which stay as they were said.
//
// Between “ ” „ ‟ " ", ‘ ’ ' ' and « », within one paragraph; a line that begins with ">" (a quoted
// letter). A mark that opens and is never closed quotes to the end of its line: somebody is still
// typing. An apostrophe (don't, the boys' room, 'til) opens and closes nothing.
//
// Shapes   pieces in the order of the text, from the opening mark to behind the closing one; they
//          do not overlap.
// Cost     one pass, and one look ahead for each mark. Errors   none.

#include <cstddef>
#include <string_view>
#include <vector>

namespace kith::wording {

struct Quoted {
    std::size_t from = 0;
    std::size_t until = 0;

    friend bool operator==(Quoted const&, Quoted const&) = default;
};

[[nodiscard]] std::vector<Quoted> quoted_in(std::string_view text);

} // namespace kith::wording
