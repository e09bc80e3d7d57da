// SPDX-License-Identifier: MIT
#include "engine/linkage/alike_many.h"
#include "engine/linkage/alike.h"
#include <algorithm>
#include <cstring>

namespace kith::linkage {
namespace {
    using Block = NameList::Block;
    constexpr std::size_t longest_name = NameList::longest;

    // What one query shares with each name of a block: letters, displaced letters, first letters.
    struct Shared {
        alignas(64) std::array<std::uint8_t, NameList::lanes> matches;
        alignas(64) std::array<std::uint8_t, NameList::lanes> displaced;
        alignas(64) std::array<std::uint8_t, NameList::lanes> prefix;
    };

    // One body for all processors: `width` bytes are worked on at a time.
    template <std::size_t width>
    [[gnu::always_inline]] inline void share(
        Block const& block, std::string_view query, Shared& out)
    {
        using Bytes [[gnu::vector_size(width)]] = std::uint8_t;
        auto const length = static_cast<std::size_t>(block.length);
        auto const window = std::max(std::max(length, query.size()) / 2, std::size_t{1}) - 1;
        for (std::size_t lane = 0; lane < NameList::lanes; lane += width) {
            Bytes letters[longest_name];    // std::array would drop the attribute
            Bytes taken[longest_name] = {}; // all ones where the name's letter is shared
            Bytes found[longest_name] = {}; // where the query's letter is
            for (std::size_t j = 0; j < length; ++j)
                std::memcpy(&letters[j], block.letters[j].data() + lane, width);
            for (std::size_t i = 0; i < query.size(); ++i) {
                Bytes const letter = Bytes{} + static_cast<std::uint8_t>(query[i]);
                for (auto j = i > window ? i - window : 0; j < std::min(i + window + 1, length);
                     ++j) {
                    Bytes const hit
                        = reinterpret_cast<Bytes>(letters[j] == letter) & ~taken[j] & ~found[i];
                    taken[j] |= hit;
                    found[i] |= hit;
                }
            }
            Bytes matches = {};
            Bytes rank[longest_name]; // of the name's shared letters, from 0
            for (std::size_t j = 0; j < length; ++j) {
                rank[j] = matches;
                matches -= taken[j]; // minus all ones is plus one
            }
            Bytes displaced = {};
            Bytes at = {};
            for (std::size_t i = 0; i < query.size(); ++i) {
                Bytes const letter = Bytes{} + static_cast<std::uint8_t>(query[i]);
                for (std::size_t j = 0; j < length; ++j)
                    displaced -= reinterpret_cast<Bytes>(rank[j] == at) & taken[j] & found[i]
                        & reinterpret_cast<Bytes>(letters[j] != letter);
                at -= found[i];
            }
            Bytes prefix = {};
            Bytes still = ~Bytes{};
            for (std::size_t i = 0; i < std::min({query.size(), length, std::size_t{4}}); ++i) {
                still &= reinterpret_cast<Bytes>(
                    letters[i] == Bytes{} + static_cast<std::uint8_t>(query[i]));
                prefix -= still;
            }
            std::memcpy(out.matches.data() + lane, &matches, width);
            std::memcpy(out.displaced.data() + lane, &displaced, width);
            std::memcpy(out.prefix.data() + lane, &prefix, width);
        }
    }

    void share_plain(Block const& block, std::string_view query, Shared& out)
    {
        share<16>(block, query, out);
    }
#if defined(__x86_64__)
    [[gnu::target("avx2")]] void share_avx2(Block const& block, std::string_view query, Shared& out)
    {
        share<32>(block, query, out);
    }
    [[gnu::target("avx512f,avx512bw,avx512vl")]] void share_avx512(
        Block const& block, std::string_view query, Shared& out)
    {
        share<64>(block, query, out);
    }
#endif
    using Sharing = void (*)(Block const&, std::string_view, Shared&);
    Sharing share_with(Instructions instructions)
    {
#if defined(__x86_64__)
        if (instructions == Instructions::avx512)
            return share_avx512;
        if (instructions == Instructions::avx2)
            return share_avx2;
#endif
        return share_plain;
    }

    constexpr unsigned not_reached = 255;
    // How many letters two names of these lengths must share to be so much alike, at best.
    unsigned fewest_matches(std::size_t left, std::size_t right, float least)
    {
        for (unsigned matches = 1; matches <= std::min(left, right); ++matches)
            if (jaro_winkler_of({matches, 0, std::min(4U, matches)}, left, right) >= least)
                return matches;
        return not_reached;
    }
} // namespace

Instructions best_instructions()
{
#if defined(__x86_64__)
    static auto const best
        = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        ? Instructions::avx512
        : __builtin_cpu_supports("avx2") ? Instructions::avx2
                                         : Instructions::plain;
    return best;
#else
    return Instructions::plain;
#endif
}

std::string_view name_of(Instructions one)
{
    return one == Instructions::avx512 ? "avx512" : one == Instructions::avx2 ? "avx2" : "plain";
}

NameList::NameList(Dictionary const& names, std::span<Value const> which)
{
    for (auto const value : which)
        add(value, names.text(value));
}

void NameList::add(Value name, std::string_view letters)
{
    ++size_;
    if (letters.size() > longest) {
        long_ones_.push_back({name, std::string(letters)});
        return;
    }
    auto& [blocks, taken] = by_length_[letters.size()];
    if (taken == lanes) {
        blocks.emplace_back().length = static_cast<std::uint8_t>(letters.size());
        taken = 0;
    }
    auto& block = blocks.back();
    for (std::size_t at = 0; at < letters.size(); ++at)
        block.letters[at][taken] = static_cast<std::uint8_t>(letters[at]);
    block.names[taken++] = name;
}

std::vector<AlikeName> NameList::find(
    std::string_view query, float least, Instructions instructions) const
{
    std::vector<AlikeName> found;
    auto const with = share_with(instructions);
    auto const add_alike = [&](Value name, float alike) {
        if (name != 0 && alike >= least)
            found.push_back({name, alike});
    };
    Shared shared;
    for (std::size_t length = 1; length <= longest && !query.empty(); ++length) {
        auto const fewest = fewest_matches(query.size(), length, least);
        if (fewest == not_reached)
            continue;
        for (auto const& block : by_length_[length].blocks) {
            if (query.size() > longest) {
                for (std::size_t lane = 0; lane < lanes; ++lane) {
                    std::array<char, longest> text = {};
                    for (std::size_t at = 0; at < length; ++at)
                        text[at] = static_cast<char>(block.letters[at][lane]);
                    add_alike(block.names[lane], jaro_winkler(query, {text.data(), length}));
                }
                continue;
            }
            with(block, query, shared);
            for (std::size_t lane = 0; lane < lanes; ++lane)
                if (shared.matches[lane] >= fewest)
                    add_alike(block.names[lane],
                        jaro_winkler_of(
                            {shared.matches[lane], shared.displaced[lane], shared.prefix[lane]},
                            query.size(), length));
        }
    }
    for (auto const& one : long_ones_)
        add_alike(one.name, jaro_winkler(query, one.text));
    std::ranges::sort(found, [](AlikeName const& l, AlikeName const& r) {
        return std::pair(-l.alike, l.name) < std::pair(-r.alike, r.name);
    });
    return found;
}

} // namespace kith::linkage
