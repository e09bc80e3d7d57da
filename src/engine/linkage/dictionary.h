// SPDX-License-Identifier: MIT
#pragma once

// Texts as small numbers, so that a million records compare as integers.
//
// Shapes   0 is "no text"; the first text taken in is 1, and so on in order of arrival.
// Cost     one hash and, mostly, one probe for each text; the texts stand in one block.
// Threads  one writer; any number of readers once nobody writes.

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace kith::linkage {

using Value = std::uint32_t;

// A hash that is the same on every run and machine of one byte order.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t word)
{
    word ^= word >> 32;
    word *= 0x9E3779B97F4A7C15ULL;
    word ^= word >> 29;
    word *= 0xBF58476D1CE4E5B9ULL;
    return word ^ (word >> 32);
}
[[nodiscard]] inline std::uint64_t hashed(std::string_view text)
{
    std::uint64_t hash = 0x2545F4914F6CDD1DULL ^ text.size();
    while (text.size() > 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        hash = (hash ^ word) * 0x9FB21C651E98DF25ULL;
        hash ^= hash >> 35;
        text.remove_prefix(8);
    }
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    return mixed(hash ^ word);
}

class Dictionary {
public:
    Dictionary() : slots_(1024), starts_{0, 0}, hashes_{0} { }

    [[nodiscard]] Value take(std::string_view text) // its number, a new one if it is new
    {
        return text.empty() ? 0 : take(text, hashed(text));
    }
    [[nodiscard]] Value take(std::string_view text, std::uint64_t hash)
    {
        auto const at = slot_of(text, hash);
        return slots_[at] != 0 ? slots_[at] : add(text, hash, at);
    }
    [[nodiscard]] Value find(std::string_view text) const // 0 if it was never taken in
    {
        return text.empty() ? 0 : slots_[slot_of(text, hashed(text))];
    }
    [[nodiscard]] std::string_view text(Value value) const
    {
        return {bytes_.data() + starts_[value], starts_[value + 1] - starts_[value]};
    }
    [[nodiscard]] std::uint64_t hash(Value value) const { return hashes_[value]; }
    [[nodiscard]] std::size_t size() const { return hashes_.size(); } // one more than there are

private:
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const
    {
        auto const mask = slots_.size() - 1;
        auto at = hash & mask;
        while (slots_[at] != 0 && (hashes_[slots_[at]] != hash || this->text(slots_[at]) != text))
            at = (at + 1) & mask;
        return at;
    }
    Value add(std::string_view text, std::uint64_t hash, std::size_t at)
    {
        auto const value = static_cast<Value>(hashes_.size());
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        starts_.push_back(bytes_.size());
        hashes_.push_back(hash);
        slots_[at] = value;
        if (hashes_.size() * 2 > slots_.size())
            grow();
        return value;
    }
    void grow()
    {
        slots_.assign(slots_.size() * 2, 0);
        auto const mask = slots_.size() - 1;
        for (Value value = 1; value < hashes_.size(); ++value) {
            auto at = hashes_[value] & mask;
            while (slots_[at] != 0)
                at = (at + 1) & mask;
            slots_[at] = value;
        }
    }

    std::vector<Value> slots_; // a power of two of them, at most half full
    std::vector<std::size_t> starts_;
    std::vector<std::uint64_t> hashes_;
    std::vector<char> bytes_;
};

} // namespace kith::linkage
