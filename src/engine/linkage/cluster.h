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

// Splits components, one after the other; each thread has its own.
class Splitter {
public:
    // With `Identifiers::none_verified` no record is looked at to see whether two are in conflict.
    enum class Identifiers : std::uint8_t { some_verified, none_verified };
    Splitter(People const& people, Scorer const& scorer,
        Identifiers identifiers = Identifiers::some_verified);
    void look_again() { comparer_.look_again(); } // once names were added

    // The groups of a component's members (ascending), each by the place of its first in
    // `members`; `links` are all those between them that are likely. Good until the next call.
    [[nodiscard]] std::span<std::uint32_t const> split(
        std::span<std::uint32_t const> members, std::span<Link const> links);

private:
    void start(std::size_t count);
    void set(std::size_t left, std::size_t right, float bits, bool barred);
    [[nodiscard]] bool in_conflict(std::uint32_t left, std::uint32_t right) const;
    [[nodiscard]] float of(std::size_t row) const { return bits_[row * count_ + best_[row]]; }
    void find_best(std::size_t row);
    void find_best_again(std::size_t row, std::size_t keeps, std::size_t goes);
    void join(std::size_t keeps, std::size_t goes);
    void join_all();

    People const& people_;
    Scorer const& scorer_;
    Identifiers identifiers_;
    Comparer comparer_;
    std::size_t count_ = 0;
    std::vector<float> bits_ = {};          // between groups, which start as single records
    std::vector<std::uint8_t> barred_ = {}; // whether two groups may not be joined
    std::vector<std::uint8_t> known_ = {};  // whether the bits of a pair were set
    std::vector<std::size_t> best_ = {};
    std::vector<std::uint32_t> group_ = {};
};

} // namespace kith::linkage
