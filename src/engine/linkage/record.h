// SPDX-License-Identifier: MIT
#pragma once

// What is known of one person in one place, as numbers that stand for texts.
//
// Shapes   64 bytes, one line of the processor's cache. A field of 0 is missing: it says nothing,
//          neither for nor against. A birth date keeps its digits even where no such day exists
//          (31/02), since a slip of the pen still tells; a part of 0 is not known.

#include "engine/linkage/dictionary.h"
#include "engine/linkage/scripts.h"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage {

struct Birth {
    std::uint16_t year = 0;
    std::uint8_t month = 0;
    std::uint8_t day = 0;

    [[nodiscard]] std::uint32_t packed() const
    {
        return (static_cast<std::uint32_t>(year) << 16) | (static_cast<std::uint32_t>(month) << 8)
            | day;
    }
    [[nodiscard]] bool whole() const { return year != 0 && month != 0 && day != 0; }
    friend bool operator==(Birth const&, Birth const&) = default;
};

enum class Sex : std::uint8_t { unknown, female, male, other };

struct alignas(64) Record {
    Value forename = 0, surname = 0, middle = 0; // of `names`
    Birth birth;
    Value postcode = 0, street = 0, house = 0, town = 0;
    Value phone = 0, email = 0, identifier = 0;
    Value birth_place = 0, occupation = 0;
    Sex sex = Sex::unknown;
    std::uint8_t file = 0;        // which of the files it came from
    bool birth_estimated = false; // a guess at an age, an age in words, a day put in for a form
    bool verified = false;        // somebody has checked the identifier against a document

    friend bool operator==(Record const&, Record const&) = default;
};
static_assert(sizeof(Record) == 64);

// What texts a field's numbers stand for.
enum class Book : std::uint8_t { names, postcodes, streets, houses, towns, contacts, words };
inline constexpr std::size_t book_count = 7;

// What is worked out once for each name, not once for each pair that holds it; of a name of another
// script, from how it is read in Latin letters.
struct Name {
    std::uint64_t letters = 0; // which letters it has: 2 bits each, how often
    std::uint32_t sound = 0;   // alike for names that sound alike; 0 for none
    std::uint32_t twin = 0;    // alike for what may be one name in two scripts
    Value latin = 0;           // of `names`: how it is read; 0: it is Latin
    Script script = Script::latin;
    std::uint8_t length = 0;                 // in bytes
    std::uint8_t initial = 0;                // its first letter
    std::uint8_t others = 0;                 // how many bytes are none of a to z
    std::uint8_t some_roots = 0;             // a bit for each root, by its last three bits
    std::array<Value, 2> parts = {};         // the parts of a double-barrelled name
    std::array<std::uint16_t, 8> roots = {}; // the names it is a form of, ascending, then zeros
};

// All records, and the texts they stand for.
struct People {
    std::vector<Record> records;
    std::vector<std::string_view> ids; // as the files write them; the files' text must outlive this
    std::array<Dictionary, book_count> books;
    std::vector<Name> names; // by value of Book::names

    [[nodiscard]] Dictionary& book(Book one) { return books[static_cast<std::size_t>(one)]; }
    [[nodiscard]] Dictionary const& book(Book one) const
    {
        return books[static_cast<std::size_t>(one)];
    }
    [[nodiscard]] std::string_view text(Book one, Value value) const
    {
        return book(one).text(value);
    }
};

} // namespace kith::linkage
