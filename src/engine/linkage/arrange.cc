// SPDX-License-Identifier: MIT
#include "engine/linkage/arrange.h"
#include "base/parallel.h"
#include <algorithm>
#include <numeric>

namespace kith::linkage {

Arranged::Arranged(People& people, unsigned threads) : people_(people)
{
    constexpr std::size_t without_postcode = 1 << 15; // these are laid by birth date
    constexpr std::size_t many = 16384;
    constexpr std::size_t few = 100'000; // the processor's own memory holds these in any order
    auto const count = people.records.size();
    if (count <= few)
        return;
    auto const postcodes = people.book(Book::postcodes).size();
    auto const each_record = [&](auto const& work) {
        in_parallel((count + many - 1) / many, threads, [&](std::size_t piece, unsigned) {
            for (auto at = piece * many; at < std::min(count, (piece + 1) * many); ++at)
                work(at);
        });
    };
    std::vector<std::uint32_t> places(count);
    auto const* const records = people.records.data();
    each_record([&](std::size_t at) {
        auto const& record = records[at];
        places[at] = record.postcode != 0 ? record.postcode
                                          : static_cast<std::uint32_t>(postcodes
                                              + mixed(record.birth.packed()) % without_postcode);
    });
    std::vector<std::uint32_t> next(postcodes + without_postcode + 1);
    for (auto const place : places)
        ++next[place + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    order_.resize(count);
    for (std::uint32_t at = 0; at < count; ++at)
        order_[next[places[at]]++] = at;
    before_.resize(count);
    each_record([&](std::size_t at) {
        constexpr std::size_t far = 12;
        if (at + far < count)
            __builtin_prefetch(records + order_[at + far]);
        before_[at] = records[order_[at]];
    });
    people_.records.swap(before_);
}

Arranged::~Arranged()
{
    if (!order_.empty())
        people_.records.swap(before_);
}

} // namespace kith::linkage
