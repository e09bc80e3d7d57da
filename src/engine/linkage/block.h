// SPDX-License-Identifier: MIT
#pragma once

// Which pairs are worth comparing?
//
// A million records make half a billion million pairs. Two records are compared if they share one
// of a dozen keys, such as the birth date and the sound of the surname. A key that too many share
// (a common name) is made finer by something more, and if that does not help it is given up: what
// it would find, the other keys find.
//
// Shapes   a record has one key of each kind, 32 bits of a hash; 0 is none. Which keys are crowded
//          is part of the model, so that one record alone gets the keys it has among the others.
// Cost     twelve sorts of numbers; no allocation per record. Threads  given; same answer on any.

#include "engine/linkage/record.h"
#include <array>
#include <cstring>
#include <span>
#include <vector>

namespace kith::linkage {

enum class Key : std::uint8_t {
    birth_and_forename,
    birth_and_surname,
    names,
    sounds,
    sounds_and_day,
    place,
    postcode_and_surname,
    birth,
    address_and_forename,
    identifier,
    phone,
    email,
    surname,
    forename,
    twins // of names in two scripts: only where somebody's name is of another than Latin
};
inline constexpr std::size_t key_count = 15;
struct alignas(64) Keys {
    std::array<std::uint32_t, 16> of = {}; // by Key; the last is always 0
};

// By Key: those that too many share, at each step of being made finer, ascending; and the kinds
// that find too little to be worth their comparisons among so many records.
struct Crowded {
    std::array<std::vector<std::uint32_t>, key_count> keys = {};
    std::array<bool, key_count> asleep = {};
};

// The records that share a key: order[starts[i]] until order[starts[i + 1]], at least two.
struct Blocks {
    std::vector<std::uint32_t> order = {};
    std::vector<std::uint32_t> starts = {0};
    [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
};

[[nodiscard]] Keys keys_of(Record const& record, People const& people);
// The keys a record has under a model.
[[nodiscard]] Keys keys_of(Record const& record, People const& people, Crowded const& crowded);

struct Blocked {
    std::vector<Keys> keys;
    std::array<Blocks, key_count> blocks = {};
    Crowded crowded = {};
    // Of which share of its values a kind has blocks. Among many records the kinds that seldom find
    // anything are first tried on a share; the others have no key of that kind then.
    std::array<double, key_count> share = {};
};
// `known` is a model's, or none: then what is crowded is found here.
[[nodiscard]] Blocked block(People const& people, Crowded const* known, unsigned threads);

// From here on the kind has all its blocks.
void wake(Blocked& blocked, People const& people, Key kind);
// From here on the kind finds nothing.
void put_to_sleep(Blocked& blocked, Key kind);

// Do the two share a key before this one? Then the pair was met there.
[[nodiscard]] inline bool met_before(Keys const& left, Keys const& right, std::size_t key)
{
    using Four [[gnu::vector_size(16)]] = std::uint32_t;
    using Two [[gnu::vector_size(16)]] = std::uint64_t;
    constexpr Four places = {0, 1, 2, 3};
    Four shared = {};
    for (std::uint32_t first = 0; first < key; first += 4) {
        Four l;
        Four r;
        std::memcpy(&l, left.of.data() + first, sizeof l);
        std::memcpy(&r, right.of.data() + first, sizeof r);
        shared |= (l == r) & (l != 0) & (places + first < static_cast<std::uint32_t>(key));
    }
    auto const either = reinterpret_cast<Two>(shared);
    return (either[0] | either[1]) != 0;
}

} // namespace kith::linkage
