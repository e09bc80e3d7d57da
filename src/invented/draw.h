// SPDX-License-Identifier: MIT
#pragma once

// Chance from a seed: the same on every machine and library (SplitMix64; Steele, Lea and Flood
// 2014). Never for secrets.

#include <cstdint>
#include <vector>

namespace kith::invented {

class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) { }

    [[nodiscard]] std::uint64_t next()
    {
        auto mixed = state_ += 0x9e3779b97f4a7c15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
    // In [0, limit), limit > 0. The bias of the remainder is far below what a year of some hundred
    // draws could show.
    [[nodiscard]] std::size_t below(std::size_t limit)
    {
        return static_cast<std::size_t>(next() % limit);
    }
    template <class T>
    [[nodiscard]] T const& pick(std::vector<T> const& list)
    {
        return list[below(list.size())];
    }

private:
    std::uint64_t state_;
};

} // namespace kith::invented
