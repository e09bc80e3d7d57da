// SPDX-License-Identifier: MIT
#include "engine/linkage/cluster.h"
#include "base/parallel.h"
#include <algorithm>
#include <numeric>

namespace kith::linkage {
namespace {
    constexpr std::size_t largest = 600;
    constexpr float most_for = 8.0F; // one pair's word for, and against, counts no more than this
    constexpr float most_against = -8.0F;
    constexpr float not_compared
        = -2.0F; // a pair no key brought together, in a component past `largest`

    class Sets {
    public:
        explicit Sets(std::size_t count) : above_(count)
        {
            std::iota(above_.begin(), above_.end(), 0U);
        }
        std::uint32_t top(std::uint32_t at)
        {
            while (above_[at] != at) {
                above_[at] = above_[above_[at]];
                at = above_[at];
            }
            return at;
        }
        void join(std::uint32_t left, std::uint32_t right) // the lowest number is the top
        {
            left = top(left);
            right = top(right);
            above_[std::max(left, right)] = std::min(left, right);
        }

    private:
        std::vector<std::uint32_t> above_;
    };

    bool in_conflict(Record const& left, Record const& right)
    {
        return left.verified && right.verified && left.identifier != right.identifier;
    }

    // The bits between groups, which start as single records.
    class Groups {
    public:
        explicit Groups(std::size_t count)
            : count_(count)
            , bits_(count * count)
            , barred_(count * count)
            , best_(count)
            , group_(count)
        {
            std::iota(group_.begin(), group_.end(), 0U);
        }
        void set(std::size_t left, std::size_t right, float bits, bool barred)
        {
            bits_[left * count_ + right] = bits_[right * count_ + left] = bits;
            barred_[left * count_ + right] = barred_[right * count_ + left] = barred;
        }
        std::vector<std::uint32_t> joined()
        {
            for (std::size_t row = 0; row < count_; ++row)
                find_best(row);
            for (;;) {
                std::size_t best = count_;
                for (std::size_t row = 0; row < count_; ++row)
                    if (group_[row] == row && best_[row] != row
                        && (best == count_ || of(row) > of(best)))
                        best = row;
                if (best == count_ || of(best) <= 0)
                    return ends();
                join(std::min(best, best_[best]), std::max(best, best_[best]));
            }
        }

    private:
        [[nodiscard]] float of(std::size_t row) const { return bits_[row * count_ + best_[row]]; }
        void find_best(std::size_t row)
        {
            best_[row] = row;
            for (std::size_t other = 0; other < count_; ++other)
                if (other != row && group_[other] == other && barred_[row * count_ + other] == 0
                    && (best_[row] == row || bits_[row * count_ + other] > of(row)))
                    best_[row] = other;
        }
        void join(std::size_t keeps, std::size_t goes)
        {
            group_[goes] = static_cast<std::uint32_t>(keeps);
            for (std::size_t other = 0; other < count_; ++other) {
                if (group_[other] != other || other == keeps)
                    continue;
                auto const to = keeps * count_ + other;
                auto const from = goes * count_ + other;
                set(keeps, other, bits_[to] + bits_[from], barred_[to] != 0 || barred_[from] != 0);
            }
            for (std::size_t row = 0; row < count_; ++row)
                if (group_[row] == row)
                    find_best_again(row, keeps, goes);
        }
        void find_best_again(std::size_t row, std::size_t keeps, std::size_t goes)
        {
            if (row == keeps || best_[row] == keeps || best_[row] == goes)
                find_best(row);
            else if (barred_[row * count_ + keeps] == 0
                && (bits_[row * count_ + keeps] > of(row)
                    || (bits_[row * count_ + keeps] == of(row) && keeps < best_[row])))
                best_[row] = keeps;
        }
        std::vector<std::uint32_t> ends()
        {
            for (std::size_t row = 0; row < count_; ++row) // what a row went into stands before it
                group_[row] = group_[group_[row]];
            return group_;
        }

        std::size_t count_;
        std::vector<float> bits_;
        std::vector<std::uint8_t> barred_;
        std::vector<std::size_t> best_;
        std::vector<std::uint32_t> group_;
    };

    struct Components {
        std::vector<std::uint32_t> members; // component by component, ascending in each
        std::vector<std::uint32_t> starts = {0};
    };
    Components components_of(std::size_t records, std::span<Link const> links)
    {
        Sets sets(records);
        for (auto const& link : links)
            sets.join(link.left, link.right);
        std::vector<std::uint32_t> sizes(records);
        for (std::uint32_t at = 0; at < records; ++at)
            ++sizes[sets.top(at)];
        Components found;
        std::vector<std::uint32_t> next(records);
        std::uint32_t start = 0;
        for (std::uint32_t at = 0; at < records; ++at)
            if (sizes[at] > 1) {
                next[at] = start;
                start += sizes[at];
                found.starts.push_back(start);
            }
        found.members.resize(start);
        for (std::uint32_t at = 0; at < records; ++at)
            if (auto const top = sets.top(at); sizes[top] > 1)
                found.members[next[top]++] = at;
        return found;
    }
} // namespace

std::vector<std::uint32_t> split_component(People const& people,
    std::span<std::uint32_t const> members, std::span<Link const> links, Scorer const& scorer,
    Comparer& comparer)
{
    auto const count = members.size();
    Groups groups(count);
    auto const place = [&](std::uint32_t record) {
        return static_cast<std::size_t>(
            std::ranges::lower_bound(members, record) - members.begin());
    };
    for (std::size_t l = 0; l < count; ++l)
        for (auto r = l + 1; r < count; ++r) {
            auto const& left = people.records[members[l]];
            auto const& right = people.records[members[r]];
            auto const bits = count > largest
                ? not_compared
                : scorer.bits(comparer.compare(left, right), left, right);
            groups.set(l, r, std::clamp(bits, most_against, most_for), in_conflict(left, right));
        }
    if (count > largest)
        for (auto const& link : links)
            groups.set(place(link.left), place(link.right),
                std::clamp(link.bits, most_against, most_for),
                in_conflict(people.records[link.left], people.records[link.right]));
    return groups.joined();
}

std::vector<std::uint32_t> cluster(
    People const& people, std::span<Link const> links, Scorer const& scorer, unsigned threads)
{
    auto const records = people.records.size();
    std::vector<std::uint32_t> clusters(records);
    std::iota(clusters.begin(), clusters.end(), 0U);
    auto const [members, starts] = components_of(records, links);
    std::vector<std::vector<Link>> large(starts.size());
    for (std::size_t at = 0; at + 1 < starts.size(); ++at)
        if (starts[at + 1] - starts[at] > largest) {
            auto const own = std::span(members).subspan(starts[at], starts[at + 1] - starts[at]);
            for (auto const& link : links)
                if (std::ranges::binary_search(own, link.left))
                    large[at].push_back(link);
        }
    constexpr std::size_t many = 256;
    auto const pieces = (starts.size() - 1 + many - 1) / many;
    std::vector<Comparer> comparers(threads, Comparer(people));
    in_parallel(pieces, threads, [&](std::size_t piece, unsigned worker) {
        for (auto at = piece * many; at < std::min(starts.size() - 1, (piece + 1) * many); ++at) {
            auto const own = std::span(members).subspan(starts[at], starts[at + 1] - starts[at]);
            auto const groups = split_component(people, own, large[at], scorer, comparers[worker]);
            for (std::size_t member = 0; member < own.size(); ++member)
                clusters[own[member]] = own[groups[member]];
        }
    });
    return clusters;
}

} // namespace kith::linkage
