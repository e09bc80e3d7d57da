// SPDX-License-Identifier: MIT
#pragma once

// A score as a picture: from the odds before anything is compared, through the bits of each
// reason, to the total. Whoever disputes a proposal sees which reason carries it.
//
// Shapes   an SVG that stands alone or within a page: sizes and colours are attributes, no style,
//          no script, no ids. It has a title, and a description that says the same in words. What
//          is for one person is filled, what is against is striped: it reads in black and white.
// Units    bits; texts are UTF-8 and are escaped here.
// Cost     a few kilobytes a picture. Errors   none: a reason of any length is broken into lines.

#include "engine/linkage/explain.h"
#include <span>
#include <string>
#include <string_view>

namespace kith::linkage {

struct Picture {
    std::string svg;
    int width = 0;
    int height = 0;
};

// `title` says whom it is about, such as the two references. What the reasons leave out of the
// total is shown as a reason of its own, so that the bars add up.
[[nodiscard]] Picture waterfall(
    std::string_view title, Score const& score, std::span<Reason const> reasons);
// Several, one below the other.
[[nodiscard]] std::string stacked(std::span<Picture const> pictures);

} // namespace kith::linkage
