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
    forename
};
inline constexpr std::size_t key_count = 14;
struct alignas(64) Keys {
    std::array<std::uint32_t, 16> of = {}; // by Key; the last two are always 0
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
};
// `known` is a model's, or none: then what is crowded is found here.
[[nodiscard]] Blocked block(People const& people, Crowded const* known, unsigned threads);

// From here on the kind finds nothing.
void put_to_sleep(Blocked& blocked, Key kind);

// Do the two share a key before this one? Then the pair was met there.
[[nodiscard]] inline bool met_before(Keys const& left, Keys const& right, std::size_t key)
{
    for (std::size_t at = 0; at < key; ++at)
        if (left.of[at] == right.of[at] && left.of[at] != 0)
            return true;
    return false;
}

} // namespace kith::linkage
