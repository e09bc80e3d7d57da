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

    struct Components {
        std::vector<std::uint32_t> members; // component by component, ascending in each
        std::vector<std::uint32_t> starts = {0};
        std::vector<Link> links; // component by component too
        std::vector<std::uint32_t> link_starts = {};
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
        std::vector<std::uint32_t> number(records); // of the component, by its top
        std::uint32_t start = 0;
        for (std::uint32_t at = 0; at < records; ++at)
            if (sizes[at] > 1) {
                next[at] = start;
                start += sizes[at];
                number[at] = static_cast<std::uint32_t>(found.starts.size() - 1);
                found.starts.push_back(start);
            }
        found.members.resize(start);
        for (std::uint32_t at = 0; at < records; ++at)
            if (auto const top = sets.top(at); sizes[top] > 1)
                found.members[next[top]++] = at;
        found.link_starts.resize(found.starts.size());
        auto const component = [&](Link const& link) { return number[sets.top(link.left)]; };
        for (auto const& link : links)
            ++found.link_starts[component(link) + 1];
        std::partial_sum(
            found.link_starts.begin(), found.link_starts.end(), found.link_starts.begin());
        found.links.resize(links.size());
        auto next_link = found.link_starts;
        for (auto const& link : links)
            found.links[next_link[component(link)]++] = link;
        return found;
    }
} // namespace

Splitter::Splitter(People const& people, Scorer const& scorer, Identifiers identifiers)
    : people_(people), scorer_(scorer), identifiers_(identifiers), comparer_(people)
{
}

bool Splitter::in_conflict(std::uint32_t left, std::uint32_t right) const
{
    if (identifiers_ == Identifiers::none_verified)
        return false;
    auto const& l = people_.records[left];
    auto const& r = people_.records[right];
    return l.verified && r.verified && l.identifier != r.identifier;
}

void Splitter::start(std::size_t count)
{
    count_ = count;
    bits_.assign(count * count, not_compared);
    barred_.assign(count * count, 0);
    known_.assign(count * count, 0);
    best_.resize(count);
    group_.resize(count);
    std::iota(group_.begin(), group_.end(), 0U);
}

void Splitter::set(std::size_t left, std::size_t right, float bits, bool barred)
{
    auto const there = left * count_ + right;
    auto const back = right * count_ + left;
    bits_[there] = bits_[back] = bits;
    barred_[there] = barred_[back] = barred ? 1 : 0;
    known_[there] = known_[back] = 1;
}

std::span<std::uint32_t const> Splitter::split(
    std::span<std::uint32_t const> members, std::span<Link const> links)
{
    auto const count = members.size();
    start(count);
    auto const place = [&](std::uint32_t record) {
        return static_cast<std::size_t>(
            std::ranges::lower_bound(members, record) - members.begin());
    };
    for (auto const& link : links)
        set(place(link.left), place(link.right), std::clamp(link.bits, most_against, most_for),
            in_conflict(link.left, link.right));
    for (std::size_t l = 0; l < count; ++l)
        for (auto r = l + 1; r < count; ++r) {
            if (known_[l * count + r] != 0)
                continue;
            auto const& left = people_.records[members[l]];
            auto const& right = people_.records[members[r]];
            auto const bits = count > largest
                ? not_compared
                : scorer_.bits(comparer_.compare(left, right), left, right);
            set(l, r, std::clamp(bits, most_against, most_for),
                in_conflict(members[l], members[r]));
        }
    join_all();
    return group_;
}

void Splitter::find_best(std::size_t row)
{
    best_[row] = row;
    for (std::size_t other = 0; other < count_; ++other)
        if (other != row && group_[other] == other && barred_[row * count_ + other] == 0
            && (best_[row] == row || bits_[row * count_ + other] > of(row)))
            best_[row] = other;
}

void Splitter::find_best_again(std::size_t row, std::size_t keeps, std::size_t goes)
{
    if (row == keeps || best_[row] == keeps || best_[row] == goes)
        find_best(row);
    else if (barred_[row * count_ + keeps] == 0
        && (bits_[row * count_ + keeps] > of(row)
            || (bits_[row * count_ + keeps] == of(row) && keeps < best_[row])))
        best_[row] = keeps;
}

void Splitter::join(std::size_t keeps, std::size_t goes)
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

void Splitter::join_all()
{
    for (std::size_t row = 0; row < count_; ++row)
        find_best(row);
    for (;;) {
        auto best = count_;
        for (std::size_t row = 0; row < count_; ++row)
            if (group_[row] == row && best_[row] != row && (best == count_ || of(row) > of(best)))
                best = row;
        if (best == count_ || of(best) <= 0)
            break;
        join(std::min(best, best_[best]), std::max(best, best_[best]));
    }
    for (std::size_t row = 0; row < count_; ++row) // what a row went into stands before it
        group_[row] = group_[group_[row]];
}

std::vector<std::uint32_t> cluster(
    People const& people, std::span<Link const> links, Scorer const& scorer, unsigned threads)
{
    auto const records = people.records.size();
    std::vector<std::uint32_t> clusters(records);
    std::iota(clusters.begin(), clusters.end(), 0U);
    auto const found = components_of(records, links);
    auto const identifiers
        = std::ranges::any_of(people.records, [](Record const& one) { return one.verified; })
        ? Splitter::Identifiers::some_verified
        : Splitter::Identifiers::none_verified;
    auto const components = found.starts.size() - 1;
    constexpr std::size_t many = 256;
    std::vector<Splitter> splitters(threads, Splitter(people, scorer, identifiers));
    in_parallel((components + many - 1) / many, threads, [&](std::size_t piece, unsigned worker) {
        for (auto at = piece * many; at < std::min(components, (piece + 1) * many); ++at) {
            auto const own = [&](auto const& all, auto const& starts) {
                return std::span(all).subspan(starts[at], starts[at + 1] - starts[at]);
            };
            auto const members = own(found.members, found.starts);
            auto const groups
                = splitters[worker].split(members, own(found.links, found.link_starts));
            for (std::size_t member = 0; member < members.size(); ++member)
                clusters[members[member]] = members[groups[member]];
        }
    });
    return clusters;
}

} // namespace kith::linkage
