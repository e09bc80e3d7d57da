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
// At most eight bytes as a number, the first of them the lowest.
[[nodiscard]] inline std::uint64_t last_bytes(std::string_view text)
{
    auto const* const bytes = text.data();
    auto const size = text.size();
    if (size >= 4) { // two halves, which may overlap
        std::uint32_t front = 0;
        std::uint32_t back = 0;
        std::memcpy(&front, bytes, 4);
        std::memcpy(&back, bytes + size - 4, 4);
        return front | (static_cast<std::uint64_t>(back) << (8 * (size - 4)));
    }
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < size; ++at)
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at])) << (8 * at);
    return word;
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
    return mixed(hash ^ last_bytes(text));
}

class Dictionary {
public:
    Dictionary() : slots_(1024), texts_{{0, 0}, {0, 0}} { }

    [[nodiscard]] Value take(std::string_view text) // its number, a new one if it is new
    {
        return text.empty() ? 0 : take(text, hashed(text));
    }
    [[nodiscard]] Value take(std::string_view text, std::uint64_t hash)
    {
        auto const at = slot_of(text, hash);
        auto const value = slots_.data()[at].value;
        return value != 0 ? value : add(text, hash, at);
    }
    [[nodiscard]] Value find(std::string_view text) const // 0 if it was never taken in
    {
        return text.empty() ? 0 : slots_[slot_of(text, hashed(text))].value;
    }
    [[nodiscard]] std::string_view text(Value value) const
    {
        auto const* const one = texts_.data() + value;
        return {bytes_.data() + one[0].start, one[1].start - one[0].start};
    }
    // Asks memory for the place where a text of this hash will be looked for.
    void look_ahead(std::uint64_t hash) const
    {
        __builtin_prefetch(slots_.data() + (hash & (slots_.size() - 1)));
    }
    [[nodiscard]] std::uint64_t hash(Value value) const { return texts_.data()[value].hash; }
    [[nodiscard]] std::size_t size() const { return texts_.size() - 1; } // one more than there are

private:
    static constexpr std::size_t short_bytes = 8;
    // A short text is its own key, so that no other memory is asked for it.
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t length = 0;
        Value value = 0;
    };
    struct Text { // ends where the next one starts
        std::uint64_t hash;
        std::size_t start;
    };
    [[nodiscard]] static Slot slot_for(std::string_view text, std::uint64_t hash, Value value)
    {
        return {text.size() <= short_bytes ? last_bytes(text) : hash,
            static_cast<std::uint32_t>(text.size()), value};
    }
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const
    {
        auto const* const slots = slots_.data();
        auto const mask = slots_.size() - 1;
        auto const wanted = slot_for(text, hash, 0);
        for (auto at = hash & mask;; at = (at + 1) & mask) {
            auto const& slot = slots[at];
            if (slot.value == 0
                || (slot.key == wanted.key && slot.length == wanted.length
                    && (text.size() <= short_bytes || this->text(slot.value) == text)))
                return at;
        }
    }
    Value add(std::string_view text, std::uint64_t hash, std::size_t at)
    {
        auto const value = static_cast<Value>(size());
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        texts_.back().hash = hash;
        texts_.push_back({0, bytes_.size()});
        slots_[at] = slot_for(text, hash, value);
        if (size() * 2 > slots_.size())
            grow();
        return value;
    }
    void grow()
    {
        slots_.assign(slots_.size() * 2, {});
        auto const mask = slots_.size() - 1;
        for (Value value = 1; value < size(); ++value) {
            auto at = texts_[value].hash & mask;
            while (slots_[at].value != 0)
                at = (at + 1) & mask;
            slots_[at] = slot_for(text(value), texts_[value].hash, value);
        }
    }

    std::vector<Slot> slots_; // a power of two of them, at most half full
    std::vector<Text> texts_; // by value, and where the next one will start
    std::vector<char> bytes_;
};

} // namespace kith::linkage
