// SPDX-License-Identifier: MIT
#include "engine/linkage/linkage.h"
#include "base/parallel.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace kith::linkage {
namespace {
    class Watch {
    public:
        explicit Watch(std::vector<Stage>& stages) : stages_(stages) { }
        void lap(std::string_view name)
        {
            auto const now = std::chrono::steady_clock::now();
            stages_.push_back({name, std::chrono::duration<double>(now - since_).count()});
            since_ = now;
        }

    private:
        std::vector<Stage>& stages_;
        std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
    };

    struct Kept {
        std::vector<Link> links;
        std::size_t compared = 0;
    };

    // The pairs of some blocks of one kind of key.
    void compare_blocks(People const& people, Blocked const& blocked, std::size_t kind,
        std::size_t first, std::size_t last, Scorer const& scorer, float least, Which which,
        Comparer& comparer, Kept& kept)
    {
        auto const& blocks = blocked.blocks[kind];
        auto const* const order = blocks.order.data();
        auto const* const records = people.records.data();
        auto const* const keys = blocked.keys.data();
        auto const start = blocks.starts[first];
        auto const end = blocks.starts[last];
        for (auto ahead = start; ahead < std::min(end, start + 8); ++ahead)
            __builtin_prefetch(records + order[ahead]);
        for (auto block = first; block < last; ++block) {
            auto const until = blocks.starts[block + 1];
            for (auto l = blocks.starts[block]; l < until; ++l) {
                if (l + 8 < end) {
                    __builtin_prefetch(records + order[l + 8]);
                    __builtin_prefetch(keys + order[l + 8]);
                }
                auto const left = order[l];
                for (auto r = l + 1; r < until; ++r) {
                    auto const right = order[r];
                    if (met_before(keys[left], keys[right], kind)
                        || (which == Which::between_files
                            && records[left].file == records[right].file))
                        continue;
                    ++kept.compared;
                    if (auto const bits
                        = scorer.bits_from(least, comparer, records[left], records[right]))
                        kept.links.push_back({left, right, *bits});
                }
            }
        }
    }

    // Each kind of key has all its blocks from here on, or none.
    void settle(Blocked& blocked, People const& people, Model& model)
    {
        for (std::size_t kind = 0; kind < key_count; ++kind)
            if (model.crowded.asleep[kind]) {
                put_to_sleep(blocked, static_cast<Key>(kind));
                model.crowded.keys[kind] = {};
            } else if (blocked.share[kind] < 1) {
                wake(blocked, people, static_cast<Key>(kind));
                model.crowded.keys[kind] = blocked.crowded.keys[kind];
            }
    }

    struct Share {
        std::size_t kind;
        std::size_t first;
        std::size_t last;
    };
    std::vector<Share> shares_of(Blocked const& blocked)
    {
        constexpr std::size_t many = 4096;
        std::vector<Share> shares;
        for (std::size_t kind = 0; kind < key_count; ++kind)
            for (std::size_t first = 0; first < blocked.blocks[kind].size(); first += many)
                shares.push_back(
                    {kind, first, std::min(first + many, blocked.blocks[kind].size())});
        return shares;
    }

    // By left, then right: few links have one left record, so they are laid there first.
    std::vector<Link> in_order(std::span<Link const> links, std::size_t records)
    {
        std::vector<std::uint32_t> next(records + 1);
        for (auto const& link : links)
            ++next[link.left + 1];
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<Link> ordered(links.size());
        for (auto const& link : links)
            ordered[next[link.left]++] = link;
        for (std::size_t first = 0, last = 0; first < ordered.size(); first = last) {
            while (last < ordered.size() && ordered[last].left == ordered[first].left)
                ++last;
            std::ranges::sort(ordered.begin() + static_cast<std::ptrdiff_t>(first),
                ordered.begin() + static_cast<std::ptrdiff_t>(last), {}, &Link::right);
        }
        return ordered;
    }

    Kept compare_all(
        People const& people, Blocked const& blocked, Scorer const& scorer, Wanted const& wanted)
    {
        auto const shares = shares_of(blocked);
        auto const least = static_cast<float>(
            std::log2(wanted.threshold / (1 - std::min(wanted.threshold, 0.999999))));
        std::vector<Kept> kept(wanted.threads);
        std::vector<Comparer> comparers(wanted.threads, Comparer(people));
        in_parallel(shares.size(), wanted.threads, [&](std::size_t at, unsigned worker) {
            auto const& [kind, first, last] = shares[at];
            compare_blocks(people, blocked, kind, first, last, scorer, least, wanted.which,
                comparers[worker], kept[worker]);
        });
        Kept all;
        for (auto const& one : kept) {
            all.compared += one.compared;
            all.links.insert(all.links.end(), one.links.begin(), one.links.end());
        }
        return all;
    }
} // namespace

double possible_pairs(People const& people, Which which)
{
    auto const all = static_cast<double>(people.records.size());
    auto pairs = all * (all - 1) / 2;
    if (which == Which::between_files) {
        std::array<double, 256> files = {};
        for (auto const& record : people.records)
            files[record.file] += 1;
        for (auto const count : files)
            pairs -= count * (count - 1) / 2;
    }
    return std::max(pairs, 1.0);
}

Scorer scorer_of(Outcome const& outcome, People const& people)
{
    return {outcome.model,
        outcome.possible_pairs
            / static_cast<double>(std::max<std::size_t>(people.records.size(), 1))};
}

Outcome link(People& people, Wanted const& wanted)
{
    Outcome outcome;
    Watch watch(outcome.stages);
    auto frequencies = count_values(people, wanted.threads);
    watch.lap("count");
    auto const* const known = wanted.model;
    auto blocked = block(people, known != nullptr ? &known->crowded : nullptr, wanted.threads);
    watch.lap("block");
    outcome.model = known != nullptr
        ? *known
        : train(people, blocked, std::move(frequencies), wanted.threads);
    settle(blocked, people, outcome.model);
    watch.lap("train");
    outcome.possible_pairs = possible_pairs(people, wanted.which);
    auto const scorer = scorer_of(outcome, people);
    auto kept = compare_all(people, blocked, scorer, wanted);
    outcome.links = in_order(kept.links, people.records.size());
    outcome.compared = kept.compared;
    watch.lap("compare");
    blocked = {}; // makes room
    outcome.clusters = cluster(people, outcome.links, scorer, wanted.threads);
    watch.lap("cluster");
    return outcome;
}

} // namespace kith::linkage
