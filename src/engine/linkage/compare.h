// SPDX-License-Identifier: MIT
#pragma once

// What is alike and what is different between two records.
//
// Each field is compared once and falls into one of its levels, the most telling first that
// holds. Level 0 is always "missing": one side, or both, say nothing. Address, postcode and town
// are one comparison, since they would tell the same thing twice. Two names that stand in each
// other's place are a level of the forename, and the surname then counts as missing; so does one
// name that stands in the other's place where a record gives only one of its two.
//
// Shapes   a Pattern is every level of a pair packed into 32 bits; equal patterns are counted
//          together when the model is trained.
// Cost     about 30 ns a pair, and 80 more for each two names not compared lately; no allocation.
// Threads  one Comparer each; it keeps what it compared lately.

#include "engine/linkage/record.h"
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kith::linkage {

enum class Field : std::uint8_t {
    forename,
    surname,
    birth,
    location,
    sex,
    middle,
    identifier,
    phone,
    email,
    birth_place,
    occupation
};
inline constexpr std::size_t field_count = 11;
inline constexpr std::size_t level_count = 16; // at most

namespace forename_level {
    inline constexpr unsigned missing = 0, same = 1, variant = 2, close = 3, near = 4, initial = 5,
                              middle = 6, swapped = 7, first_letter = 8, different = 9,
                              elsewhere = 10;
}
namespace surname_level {
    inline constexpr unsigned missing = 0, same = 1, part = 2, close = 3, near = 4, variant = 5,
                              different = 6;
}
namespace birth_level {
    inline constexpr unsigned missing = 0, same = 1, swapped = 2, one_digit = 3, other_year = 4,
                              first_january = 5, two_parts = 6, partial = 7, near_year = 8,
                              different = 9, one_or_ten_years = 10, estimated = 11;
}
namespace location_level {
    inline constexpr unsigned missing = 0, address = 1, postcode = 2, neighbour = 3,
                              moved_postcode = 4, slip = 5, sector = 6, town = 7, different = 8;
}
// sex, middle, identifier, phone, email, birth_place, occupation
namespace plain_level {
    inline constexpr unsigned missing = 0, same = 1, close = 2, different = 3;
}

using Pattern = std::uint32_t;
inline constexpr std::array<unsigned, field_count> pattern_shift
    = {0, 4, 8, 12, 16, 18, 20, 22, 24, 26, 28};
inline constexpr std::array<unsigned, field_count> pattern_bits = {4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2};

[[nodiscard]] constexpr unsigned level_of(Pattern pattern, Field field)
{
    auto const at = static_cast<std::size_t>(field);
    return (pattern >> pattern_shift[at]) & ((1U << pattern_bits[at]) - 1U);
}
[[nodiscard]] constexpr Pattern packed(Field field, unsigned level)
{
    return level << pattern_shift[static_cast<std::size_t>(field)];
}

// From which Jaro-Winkler on two names are close, and near. Never set by file.
inline constexpr float close_from = 0.92F;
inline constexpr float near_from = 0.80F;

class Comparer {
public:
    explicit Comparer(People const& people);
    void look_again() { names_ = people_->names.data(); } // once names were added
    [[nodiscard]] Pattern compare(Record const& left, Record const& right)
    {
        return names(left, right) | all_but_names(left, right);
    }
    // The same in two parts: forename, surname and middle name; and the rest.
    [[nodiscard]] Pattern names(Record const& left, Record const& right);
    [[nodiscard]] Pattern all_but_names(Record const& left, Record const& right) const;

private:
    enum class Likeness : std::uint8_t { different, near, close, variant, part };
    struct Lately {
        std::uint64_t pair = 0;
        Likeness likeness = Likeness::different;
    };
    [[nodiscard]] Pattern location(Record const& left, Record const& right) const;
    [[nodiscard]] unsigned forename(Record const& left, Record const& right);
    [[nodiscard]] bool one_name_elsewhere(Record const& left, Record const& right);
    [[nodiscard]] Likeness likeness(Value left, Value right);
    [[nodiscard]] Likeness spelt(Value left, Value right) const;
    [[nodiscard]] bool same_place(Value left, Value right, Book book) const;

    People const* people_;
    Name const* names_;
    std::vector<Lately> lately_;
};

[[nodiscard]] std::string_view word_of(Field field); // "birth_place"
[[nodiscard]] unsigned compare_births(Birth const& left, Birth const& right);
// The same, where one of them may be an estimate: then no more is asked of it than the year.
[[nodiscard]] unsigned compare_births_of(Record const& left, Record const& right);

} // namespace kith::linkage
