// SPDX-License-Identifier: MIT
#pragma once

// The people whom a register holds, row by row, and where each name, birth date, number and
// postcode leads.
//
// Shapes   a row and a person have numbers, which are given again when they are free. The order
//          within a list is nobody's business: whoever reads one puts what they find in order.
// Cost     a row put in or taken out: its lists, of which a common surname's is walked once.
// Threads  one writer; any number of readers while nobody writes. Errors  none.

#include "base/id.h"
#include "engine/linkage/known_names.h"
#include "engine/linkage/register.h"

namespace kith::linkage {

inline constexpr std::uint32_t no_row = 0xFFFFFFFF;

// A row as a list shows it, so that most need no second look.
struct KnownEntry {
    std::uint32_t row;
    std::uint32_t first;  // the forename; in the list of a forename the surname
    std::uint32_t second; // the birth date, packed; in the list of a birth date the surname
    std::uint32_t lot;    // the beginning of the person's id: ties are broken by it
};
using KnownEntries = std::vector<KnownEntry>;

class KnownRows {
public:
    explicit KnownRows(Variants variants, GivenModel const& model);
    void put(Uuid const& person, std::span<Written const> rows);
    void remove(Uuid const& person);
    [[nodiscard]] std::size_t size() const { return numbers_.size(); }

    [[nodiscard]] KnownNames const& names() const { return names_; }
    [[nodiscard]] Dictionary const& book(Book one) const // not Book::names
    {
        return books_[static_cast<std::size_t>(one)];
    }
    [[nodiscard]] std::string_view text(Book book, Value value) const
    {
        return book == Book::names ? names_.text(value)
                                   : books_[static_cast<std::size_t>(book)].text(value);
    }
    [[nodiscard]] Value common_postcode(Value postcode) const { return postcodes_[postcode]; }
    [[nodiscard]] Record const& row(std::uint32_t number) const { return rows_[number]; }
    [[nodiscard]] std::uint32_t person_of(std::uint32_t row) const { return places_[row].person; }
    [[nodiscard]] std::uint32_t rank_of(std::uint32_t row) const { return places_[row].rank; }
    [[nodiscard]] Uuid const& id_of(std::uint32_t person) const { return people_[person].id; }

    [[nodiscard]] std::span<KnownEntry const> of_surname(Value name) const
    {
        return entries(by_surname_, name);
    }
    [[nodiscard]] std::span<KnownEntry const> of_forename(Value name) const
    {
        return entries(by_forename_, name);
    }
    [[nodiscard]] std::span<KnownEntry const> born(Birth const& birth) const;
    [[nodiscard]] std::span<std::uint32_t const> reached_by(Value contact) const
    {
        return contact < by_contact_.size() ? by_contact_[contact]
                                            : std::span<std::uint32_t const>();
    }
    [[nodiscard]] std::span<std::uint32_t const> living_at(Value postcode) const
    {
        return postcode < by_postcode_.size() ? by_postcode_[postcode]
                                              : std::span<std::uint32_t const>();
    }

private:
    struct Place {
        std::uint32_t person = 0;
        std::uint32_t next = no_row; // the person's next row
        std::uint32_t rank = 0;      // which of the person's rows
    };
    struct Person {
        Uuid id = {};
        std::uint32_t first = no_row;
    };
    using Numbers = std::vector<std::uint32_t>;

    static std::span<KnownEntry const> entries(std::vector<KnownEntries> const& lists, Value value)
    {
        return value < lists.size() ? lists[value] : std::span<KnownEntry const>();
    }
    [[nodiscard]] Record take(Written const& written);
    [[nodiscard]] std::uint32_t person_number(Uuid const& person);
    [[nodiscard]] std::uint32_t free_row();
    void put_in(std::uint32_t row);
    void take_out(std::uint32_t row);
    void take_out_rows(std::uint32_t person);

    KnownNames names_;
    GivenModel const& model_;
    std::array<Dictionary, book_count> books_ = {};
    std::vector<Value> postcodes_ = {0}; // as the model knows them, by value
    std::vector<Record> rows_ = {};
    std::vector<Place> places_ = {};
    std::vector<Person> people_ = {};
    std::unordered_map<Uuid, std::uint32_t> numbers_ = {};
    Numbers free_rows_ = {};
    Numbers free_people_ = {};
    std::vector<KnownEntries> by_surname_ = {}; // 0: those without
    std::vector<KnownEntries> by_forename_ = {};
    std::unordered_map<std::uint32_t, KnownEntries> by_birth_ = {};
    std::vector<Numbers> by_contact_ = {};
    std::vector<Numbers> by_postcode_ = {};
    std::string folded_ = {};
};

[[nodiscard]] std::uint32_t lot_of(Uuid const& person);

} // namespace kith::linkage
