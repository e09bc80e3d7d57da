// SPDX-License-Identifier: MIT
#pragma once

// Which column of a file is which field.
//
// Errors   a Trouble of row 1: a column asked for that is not there, nothing to compare people by.

#include "engine/linkage/reading.h"

namespace kith::linkage {

struct Laid {
    Layout layout;
    std::vector<Known> columns;
    std::vector<Trouble> troubles;
};
[[nodiscard]] Laid lay_out(std::span<std::string const> header, std::span<Asked const> asked);

} // namespace kith::linkage
