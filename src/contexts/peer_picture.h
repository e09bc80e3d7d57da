// SPDX-License-Identifier: MIT
#pragma once

// A small picture of a peer map: those on it in a ring, each with the number they have in the list
// beside it, and a line between two who know each other. It says nothing that the list does not.
//
// Shapes   SVG with a title and a description, attributes only; empty for fewer than two, or more
//          than `most_in_a_picture`.
// Units    of its own view box, 360 wide and high.
// Cost     O(people + ties).

#include <string>
#include <utility>
#include <vector>

namespace kith::contexts {

inline constexpr std::size_t most_in_a_picture = 36;

struct PeerPicture {
    std::vector<std::string> names; // in the order of their numbers, from 1
    std::vector<std::pair<std::size_t, std::size_t>> ties = {}; // places in `names`
};

[[nodiscard]] std::string drawn(PeerPicture const& picture);

} // namespace kith::contexts
