// SPDX-License-Identifier: MIT
#include "platform/ledger/tree.h"
#include <bit>

namespace kith::ledger {
namespace {

    std::string_view view(Hash const& hash)
    {
        return {reinterpret_cast<char const*>(hash.data()), hash.size()};
    }

} // namespace

Hash hash_leaf(std::string_view data) { return sha256({std::string_view("\0", 1), data}); }
Hash hash_node(Hash const& left, Hash const& right)
{
    return sha256({std::string_view("\1", 1), view(left), view(right)});
}

void Frontier::add(Hash const& leaf)
{
    auto joined = leaf;
    for (auto carry = size_; carry & 1; carry >>= 1) {
        joined = hash_node(peaks_.back(), joined);
        peaks_.pop_back();
    }
    peaks_.push_back(joined);
    ++size_;
}

Hash Frontier::root() const
{
    if (peaks_.empty())
        return sha256({});
    auto joined = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
        joined = hash_node(*peak, joined);
    return joined;
}

std::string Frontier::write() const
{
    std::string hashes;
    for (auto const& peak : peaks_)
        hashes += view(peak);
    return hashes;
}

std::optional<Frontier> Frontier::read(std::int64_t size, std::string_view hashes)
{
    constexpr std::size_t width = std::tuple_size_v<Hash>;
    if (size < 0)
        return {};
    auto const peaks = static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)));
    if (hashes.size() != peaks * width)
        return {};
    Frontier frontier;
    frontier.size_ = size;
    for (std::size_t peak = 0; peak < peaks; ++peak)
        frontier.peaks_.push_back(*hash_of(hashes.substr(peak * width, width)));
    return frontier;
}

} // namespace kith::ledger
