// SPDX-License-Identifier: MIT
#pragma once

// Which column of a file is which field.
//
// Errors   a Trouble of row 1: nothing to compare people by. A column asked for that is not there
// is
//          not used.

#include "engine/linkage/reading.h"

namespace kith::linkage {

struct Laid {
    Layout layout;
    std::vector<Known> columns;
    std::vector<Trouble> troubles;
};
[[nodiscard]] Laid lay_out(
    std::span<std::string const> header, std::span<Asked const> asked, Needs needs = Needs::a_name);

} // namespace kith::linkage
