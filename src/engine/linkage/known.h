// SPDX-License-Identifier: MIT
#pragma once

// Is this person already known? The records most like what somebody typed, with any part missing.
//
// Names are looked up by how they are written, one against all distinct names; records of names
// alike, in either order, or of the birth date are then compared as link compares them, and ranked
// by their bits. It says what is alike, never who it is.
//
// Shapes   the index holds the records as they are when it is made.
// Cost     some hundred thousand distinct names a look-up, and at most `most_compared` records.
// Threads  one at a time: what is asked is taken into the books.
// Errors   none: nothing asked, nothing found.

#include "engine/linkage/alike_many.h"
#include "engine/linkage/register.h"
#include <vector>

namespace kith::linkage {

struct Candidate {
    std::uint32_t record;
    float bits;
    friend bool operator==(Candidate const&, Candidate const&) = default;
};

class KnownPeople {
public:
    static constexpr std::size_t most_compared = 4000;

    KnownPeople(
        People& people, Variants const& variants, Model const& model, double pairs_per_record);
    // The most alike first; of those equally alike the lower number.
    [[nodiscard]] std::vector<Candidate> find(Record const& asked, std::size_t most);
    [[nodiscard]] Record take(Written const& written)
    {
        return linkage::take(people_, variants_, written);
    }

private:
    struct Entry {
        std::uint32_t record;
        Value other; // the forename, in the list by surnames
    };
    // Records by value, in one block.
    struct Index {
        std::vector<std::uint32_t> starts = {};
        std::vector<Entry> entries = {};
        [[nodiscard]] std::span<Entry const> of(Value value) const;
    };
    template <class ValueOf>
    [[nodiscard]] Index index_by(std::size_t values, ValueOf const& value_of) const;
    void mark(Value name, std::vector<AlikeName>& alike);
    void gather(std::vector<AlikeName> const& surnames, std::vector<AlikeName> const& forenames);
    void gather_born(Record const& asked);

    People& people_;
    Variants const& variants_;
    Scorer scorer_;
    Comparer comparer_;
    NameList names_;
    Index by_surname_;
    Index by_forename_;
    Index by_birth_;
    std::vector<std::vector<Value>> forms_; // the names that are forms of each root
    std::vector<std::uint8_t> marked_;
    std::vector<std::uint32_t> found_;
};

} // namespace kith::linkage
