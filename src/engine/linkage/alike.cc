// SPDX-License-Identifier: MIT
#include "engine/linkage/alike.h"
#include <algorithm>
#include <bit>

namespace kith::linkage {
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
    return jaro_winkler_of({static_cast<unsigned>(std::popcount(taken_left)), displaced, prefix},
        left.size(), right.size());
}

float most_alike(Name const& left, Name const& right)
{
    if (left.length == 0 || right.length == 0)
        return 0.0F;
    // two bits a letter, each at most 3: the smaller count of each, added up
    constexpr std::uint64_t low = 0x5555555555555555ULL;
    auto const both_ones = left.letters & right.letters;
    auto const left_high = (left.letters >> 1) & low;
    auto const right_high = (right.letters >> 1) & low;
    auto const left_low = left.letters & low;
    auto const right_low = right.letters & low;
    auto const any_left = left_high | left_low;
    auto const any_right = right_high | right_low;
    auto const one = any_left & any_right;    // both at least 1
    auto const two = left_high & right_high;  // both at least 2
    auto const three = two & both_ones & low; // both 3 or more
    auto shared = static_cast<float>(std::popcount(one) + std::popcount(two));
    if (three != 0 || left.length > 26 || right.length > 26)
        return 1.0F; // counts that are full, or other letters, bound nothing
    auto const l = static_cast<float>(left.length);
    auto const r = static_cast<float>(right.length);
    shared += static_cast<float>(std::min(
        left.length - std::popcount(left_low) - 2 * std::popcount(left_high),
        right.length - std::popcount(right_low) - 2 * std::popcount(right_high))); // not letters
    if (shared == 0.0F)
        return 0.0F;
    auto const jaro = (shared / l + shared / r + 1.0F) / 3.0F;
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
