// SPDX-License-Identifier: MIT
#include "engine/linkage/alike.h"
#include <algorithm>
#include <bit>

namespace kith::linkage {
namespace {
    // std::popcount, where it would be a call: not every processor has it.
    unsigned bits_of(std::uint64_t word)
    {
        word -= (word >> 1) & 0x5555555555555555ULL;
        word = (word & 0x3333333333333333ULL) + ((word >> 2) & 0x3333333333333333ULL);
        word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0FULL;
        return static_cast<unsigned>((word * 0x0101010101010101ULL) >> 56);
    }
} // namespace

float jaro_winkler_of(SharedLetters const& shared, std::size_t left, std::size_t right)
{
    if (shared.matches == 0)
        return 0.0F;
    auto const m = static_cast<float>(shared.matches);
    auto const swaps = shared.displaced / 2; // whole ones, as Jaro counts them
    auto const jaro = (m / static_cast<float>(left) + m / static_cast<float>(right)
                          + (m - static_cast<float>(swaps)) / m)
        / 3.0F;
    return jaro <= 0.7F ? jaro : jaro + 0.1F * static_cast<float>(shared.prefix) * (1.0F - jaro);
}

float jaro_winkler(std::string_view left, std::string_view right)
{
    left = left.substr(0, 64);
    right = right.substr(0, 64);
    if (left.empty() || right.empty())
        return 0.0F;
    auto const window = std::max(std::max(left.size(), right.size()) / 2, std::size_t{1}) - 1;
    std::uint64_t taken_left = 0;
    std::uint64_t taken_right = 0;
    auto const* const a = left.data();
    auto const* const b = right.data();
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto const from = i > window ? i - window : 0;
        auto const until = std::min(i + window + 1, right.size());
        for (auto j = from; j < until; ++j)
            if (a[i] == b[j] && ((taken_right >> j) & 1U) == 0) {
                taken_left |= std::uint64_t{1} << i;
                taken_right |= std::uint64_t{1} << j;
                break;
            }
    }
    unsigned displaced = 0;
    for (auto l = taken_left, r = taken_right; l != 0; l &= l - 1, r &= r - 1)
        displaced += a[std::countr_zero(l)] != b[std::countr_zero(r)] ? 1U : 0U;
    unsigned prefix = 0;
    while (prefix < std::min({left.size(), right.size(), std::size_t{4}}) && a[prefix] == b[prefix])
        ++prefix;
    return jaro_winkler_of({bits_of(taken_left), displaced, prefix}, left.size(), right.size());
}

unsigned letters_shared(Name const& left, Name const& right)
{
    // two bits a letter, each at most 3: the smaller count of each, added up
    constexpr std::uint64_t low = 0x5555555555555555ULL;
    auto const left_high = (left.letters >> 1) & low;
    auto const right_high = (right.letters >> 1) & low;
    auto const one = (left_high | left.letters) & (right_high | right.letters) & low;
    auto const two = left_high & right_high;
    if ((two & left.letters & right.letters) != 0)
        return 99; // counts that are full bound nothing
    return bits_of(one | (two << 1)) + std::min(left.others, right.others);
}

float most_alike_of(unsigned shared, unsigned left, unsigned right)
{
    if (shared == 0)
        return 0.0F;
    auto const all = static_cast<float>(shared);
    auto const jaro
        = (all / static_cast<float>(left) + all / static_cast<float>(right) + 1.0F) / 3.0F;
    return jaro <= 0.7F ? jaro : jaro + 0.4F * (1.0F - jaro);
}

bool one_slip(std::string_view left, std::string_view right)
{
    if (left.size() > right.size())
        std::swap(left, right);
    if (right.size() - left.size() > 1)
        return false;
    std::size_t at = 0;
    while (at < left.size() && left[at] == right[at])
        ++at;
    if (left.size() < right.size())
        return left.substr(at) == right.substr(at + 1);
    if (at == left.size())
        return false; // equal is no slip
    if (left.substr(at + 1) == right.substr(at + 1))
        return true;
    return at + 1 < left.size() && left[at] == right[at + 1] && left[at + 1] == right[at]
        && left.substr(at + 2) == right.substr(at + 2);
}

} // namespace kith::linkage
