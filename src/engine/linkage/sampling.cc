// SPDX-License-Identifier: MIT
#include "engine/linkage/sampling.h"
#include "base/parallel.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr std::size_t pairs_per_key = 100'000;
    constexpr std::size_t pairs_of_all_keys = 300'000;
    constexpr std::size_t random_pairs = 150'000;

    // Counts patterns: some thousand different ones among many.
    class Tally {
    public:
        void add(Pattern pattern, double count = 1)
        {
            auto at = place(pattern);
            for (; slots_[at].count != 0 && slots_[at].pattern != pattern; at = next(at)) { }
            if (slots_[at].count == 0 && ++used_ * 2 > slots_.size()) {
                grow();
                return add(pattern, count);
            }
            slots_[at].pattern = pattern;
            slots_[at].count += count;
        }
        void add(Tally const& other)
        {
            for (auto const& one : other.slots_)
                if (one.count != 0)
                    add(one.pattern, one.count);
        }
        [[nodiscard]] std::vector<PatternCount> ascending() const
        {
            std::vector<PatternCount> all;
            for (auto const& one : slots_)
                if (one.count != 0)
                    all.push_back(one);
            std::ranges::sort(all, {}, &PatternCount::pattern);
            return all;
        }

    private:
        [[nodiscard]] std::size_t place(Pattern pattern) const
        {
            return mixed(pattern) & (slots_.size() - 1);
        }
        [[nodiscard]] std::size_t next(std::size_t at) const
        {
            return (at + 1) & (slots_.size() - 1);
        }
        void grow()
        {
            auto const before = std::move(slots_);
            slots_.assign(before.size() * 2, {0, 0});
            used_ = 0;
            for (auto const& one : before)
                if (one.count != 0)
                    add(one.pattern, one.count);
        }
        std::vector<PatternCount> slots_ = std::vector<PatternCount>(4096, {0, 0});
        std::size_t used_ = 0;
    };

    // What each thread needs of its own.
    struct Worker {
        Comparer comparer;
        Tally tally = {};
    };
    std::vector<PatternCount> together(std::vector<Worker> const& workers)
    {
        Tally all;
        for (auto const& one : workers)
            all.add(one.tally);
        return all.ascending();
    }

    double pairs_in(Blocks const& blocks)
    {
        double pairs = 0;
        for (std::size_t at = 0; at < blocks.size(); ++at) {
            auto const size = static_cast<double>(blocks.starts[at + 1] - blocks.starts[at]);
            pairs += size * (size - 1) / 2;
        }
        return pairs;
    }

    // The patterns of a share of one key's blocks; of `new_ones` only the pairs no key before it
    // met.
    enum class Pairs : std::uint8_t { all, new_ones };
    std::vector<PatternCount> sample(People const& people, Blocked const& blocked, std::size_t kind,
        double share, Pairs which, unsigned threads)
    {
        auto const& blocks = blocked.blocks[kind];
        auto const limit = static_cast<std::uint64_t>(share * 4294967295.0);
        constexpr std::size_t many = 8192;
        std::vector<Worker> workers(threads, {Comparer(people)});
        in_parallel((blocks.size() + many - 1) / many, threads, [&](std::size_t piece, unsigned w) {
            auto& [comparer, tally] = workers[w];
            for (auto at = piece * many; at < std::min(blocks.size(), (piece + 1) * many); ++at) {
                auto const first = blocks.starts[at];
                auto const last = blocks.starts[at + 1];
                if (mixed(blocks.order[first] + 17) >> 32 > limit)
                    continue;
                for (auto l = first; l < last; ++l)
                    for (auto r = l + 1; r < last; ++r)
                        if (auto const left = blocks.order[l], right = blocks.order[r];
                            which == Pairs::all
                            || !met_before(blocked.keys[left], blocked.keys[right], kind))
                            tally.add(
                                comparer.compare(people.records[left], people.records[right]));
            }
        });
        return together(workers);
    }
} // namespace

Sample sample_key(People const& people, Blocked const& blocked, Key key, unsigned threads)
{
    auto const kind = static_cast<std::size_t>(key);
    auto const share = std::min(
        1.0, static_cast<double>(pairs_per_key) / std::max(pairs_in(blocked.blocks[kind]), 1.0));
    return {sample(people, blocked, kind, share, Pairs::all, threads), share, {}};
}

Sample sample_all(People const& people, Blocked const& blocked, unsigned threads)
{
    double pairs = 1;
    for (std::size_t kind = 0; kind < key_count; ++kind)
        pairs += pairs_in(blocked.blocks[kind]) / blocked.share[kind];
    Sample taken{{}, std::min(1.0, static_cast<double>(pairs_of_all_keys) / pairs), {}};
    for (std::size_t kind = 0; kind < key_count; ++kind) {
        // of a kind that is tried on a share of its values, no more can be had, and each counts for
        // more
        auto const share = std::min(taken.share, blocked.share[kind]);
        for (auto const& [pattern, count] :
            sample(people, blocked, kind, share / blocked.share[kind], Pairs::new_ones, threads))
            taken.patterns.push_back({pattern, count * taken.share / share});
        taken.starts[kind + 1] = taken.patterns.size();
    }
    return taken;
}

std::vector<PatternCount> sample_strangers(People const& people, unsigned threads)
{
    auto const count = people.records.size();
    auto const all_pairs = count * (count - 1) / 2 <= random_pairs;
    constexpr std::size_t many = 10'000;
    std::vector<Worker> workers(threads, {Comparer(people)});
    in_parallel(all_pairs ? 1 : random_pairs / many, threads, [&](std::size_t piece, unsigned w) {
        auto& [comparer, tally] = workers[w];
        auto const add = [&](std::size_t left, std::size_t right) {
            if (left != right)
                tally.add(comparer.compare(people.records[left], people.records[right]));
        };
        if (all_pairs)
            for (std::size_t left = 0; left < count; ++left)
                for (auto right = left + 1; right < count; ++right)
                    add(left, right);
        else
            for (auto at = piece * many; at < (piece + 1) * many; ++at)
                add(mixed(2 * at + 1) % count, mixed(2 * at + 2) % count);
    });
    return together(workers);
}

} // namespace kith::linkage
