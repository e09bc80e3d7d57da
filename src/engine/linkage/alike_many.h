// SPDX-License-Identifier: MIT
#pragma once

// One name against many, as fast as the processor can.
//
// Names of one length stand together, 64 to a block and turned on their side: the first letters of
// all, then the second letters. So one instruction compares a letter of the query with a letter of
// 64 names. The same code is compiled for AVX-512, for AVX2 and for any processor; which one runs
// is chosen at run time, and all give the very same numbers, which are those of jaro_winkler.
//
// Shapes   names longer than `longest` bytes are compared one by one. Names are never taken out.
// Cost     some 3 ns a name with AVX-512; 30 bytes a name.
// Threads  one writer; any number may ask while nobody writes.
// Errors   none.

#include "engine/linkage/record.h"
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage {

enum class Instructions : std::uint8_t { plain, avx2, avx512 };
[[nodiscard]] Instructions best_instructions(); // of this processor
[[nodiscard]] std::string_view name_of(Instructions one);

struct AlikeName {
    Value name;
    float alike;
    friend bool operator==(AlikeName const&, AlikeName const&) = default;
};

class NameList {
public:
    static constexpr std::size_t longest = 24;
    static constexpr std::size_t lanes = 64;

    NameList() = default;
    // Which of the names of a book to hold.
    NameList(Dictionary const& names, std::span<Value const> which);
    void add(Value name, std::string_view letters);
    // Those at least so much alike, most alike first, then by number.
    [[nodiscard]] std::vector<AlikeName> find(
        std::string_view query, float least, Instructions instructions = best_instructions()) const;
    [[nodiscard]] std::size_t size() const { return size_; }

    struct alignas(64) Block {
        std::array<std::array<std::uint8_t, lanes>, longest> letters = {};
        std::array<Value, lanes> names = {}; // 0 where there is none
        std::uint8_t length = 0;             // of all of them
    };

private:
    struct Long {
        Value name;
        std::string text;
    };
    struct OfLength {
        std::vector<Block> blocks = {};
        std::size_t taken = lanes; // of the last block
    };
    std::array<OfLength, longest + 1> by_length_ = {};
    std::vector<Long> long_ones_;
    std::size_t size_ = 0;
};

} // namespace kith::linkage
