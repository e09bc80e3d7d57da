// SPDX-License-Identifier: MIT
#pragma once

// Which records, taken together, are about one person?
//
// Records joined by likely pairs make components. Within a component every pair is scored, and
// groups are joined where the bits between them, for and against, add up to more than nothing,
// the strongest first. So a chain of weak links does not join two strong groups; and groups that
// hold two different verified identifiers are never joined, whatever else is alike.
//
// Source   the greedy contraction of M. Keuper et al., "Efficient decomposition of image and mesh
//          graphs by lifted multicuts", ICCV 2015, for correlation clustering (N. Bansal, A. Blum,
//          S. Chawla, Machine Learning 56, 2004).
// Cost     O(n^2) comparisons in a component of n records, O(n^3) steps; components past
//          `largest` are clustered on their kept pairs alone.
// Threads  given; the same answer on any number: a component depends on nothing outside it.

#include "engine/linkage/score.h"
#include <cstdint>
#include <span>
#include <vector>

namespace kith::linkage {

struct Link {
    std::uint32_t left;
    std::uint32_t right; // left < right
    float bits;
    friend bool operator==(Link const&, Link const&) = default;
};

// For each record the lowest number of a record in its cluster.
[[nodiscard]] std::vector<std::uint32_t> cluster(
    People const& people, std::span<Link const> links, Scorer const& scorer, unsigned threads);

// One component by itself: groups of its members, by place in `members` (ascending).
[[nodiscard]] std::vector<std::uint32_t> split_component(People const& people,
    std::span<std::uint32_t const> members, std::span<Link const> links, Scorer const& scorer,
    Comparer& comparer);

} // namespace kith::linkage
