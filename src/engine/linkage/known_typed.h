// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed, compared with rows on record: the levels and weights that `compare` and
// `score` would give, for texts that need not be in any book.
//
// Shapes   one Asking for each look-up; it reads the rows and writes only to itself.
// Cost     a name not met before in this look-up some 100 ns; a row some 50.
// Threads  one Asking each. Errors  none.

#include "engine/linkage/compare.h"
#include "engine/linkage/known_rows.h"

namespace kith::linkage {

struct TypedText {
    std::string text = {}; // folded
    Value value = 0;       // in the book; 0: not there
    [[nodiscard]] bool empty() const { return text.empty(); }
};
struct TypedRecord {
    TypedName forename = {}, middle = {}, surname = {};
    Birth birth = {};
    Sex sex = Sex::unknown;
    TypedText house = {}, street = {}, town = {}, postcode = {};
    TypedText phone = {}, email = {}, identifier = {};
    Value common_postcode = 0; // in the model
};
[[nodiscard]] TypedRecord typed_record(
    KnownRows const& rows, GivenModel const& model, Written const& written);

// How one name that was typed compares with a name on record, and what that weighs.
struct ComparedName {
    Value name = 0;
    Likeness likeness = Likeness::different;
    bool alike = false; // enough to look at who goes by it
    bool begun = false; // it weighs as a beginning
    std::uint8_t level = 0;
    float part = 0;
};

// All names compared with one that was typed; kept between look-ups for its room only.
class ComparedNames {
public:
    // Finds those alike. `field` is forename or surname.
    void begin(KnownNames const& names, GivenModel const& model, TypedName const& typed,
        Field field, bool unfinished);
    void end(); // forgets
    [[nodiscard]] std::span<ComparedName const> alike() const
    {
        return std::span(all_).first(alike_);
    }
    [[nodiscard]] bool is_alike(Value name) const
    {
        return ((bits_[name / 64] >> (name % 64)) & 1U) != 0;
    }
    [[nodiscard]] ComparedName const* if_alike(Value name) const
    {
        return is_alike(name) ? &all_[places_[name] - 1] : nullptr;
    }
    [[nodiscard]] ComparedName look(Value name); // whatever it is like
    [[nodiscard]] TypedName const& typed() const { return *typed_; }

private:
    [[nodiscard]] ComparedName compared(Value name) const;
    [[nodiscard]] unsigned forename_level(Value name, Likeness likeness) const;

    KnownNames const* names_ = nullptr;
    GivenModel const* model_ = nullptr;
    TypedName const* typed_ = nullptr;
    Field field_ = Field::forename;
    bool unfinished_ = false;
    float beginning_ = 0;
    std::vector<ComparedName> all_ = {}; // those alike first
    std::size_t alike_ = 0;
    std::vector<std::uint32_t> places_ = {}; // by name: one more than where it stands in all_
    std::vector<std::uint64_t> bits_ = {};   // by name: is it alike? Small enough to stay at hand
    std::vector<Value> met_ = {};
};

struct ComparedRow {
    Pattern pattern = 0;
    Score score = {};
    bool forename_begun = false;
    bool surname_begun = false;
};

class Asking {
public:
    Asking(KnownRows const& rows, GivenModel const& model, TypedRecord const& typed,
        ComparedNames& forenames, ComparedNames& surnames)
        : rows_(rows), model_(model), typed_(typed), forenames_(forenames), surnames_(surnames)
    {
    }
    [[nodiscard]] ComparedRow compare(Record const& row);
    // Does anything that was asked for agree, so that the row is worth showing?
    [[nodiscard]] bool agrees(ComparedRow const& row) const;
    // Whether what was typed as forename and surname stands in each other's place on record.
    [[nodiscard]] bool swapped(Value forename, Value surname);
    // The most that anything but names and birth date can add.
    [[nodiscard]] float most_besides() const;

private:
    [[nodiscard]] Pattern names(Record const& row, ComparedRow& out);
    [[nodiscard]] unsigned location(Record const& row) const;
    [[nodiscard]] unsigned middle(Record const& row, unsigned forename) const;
    [[nodiscard]] Score score(Pattern pattern, Record const& row) const;

    KnownRows const& rows_;
    GivenModel const& model_;
    TypedRecord const& typed_;
    ComparedNames& forenames_;
    ComparedNames& surnames_;
};

// Prior, parts in the order of the fields, household: added as a Scorer adds them.
[[nodiscard]] float total_of(Score const& score);

} // namespace kith::linkage
