// SPDX-License-Identifier: MIT
#pragma once

// Which column of an agency's list is what.
//
// 1. What whoever brings the list in says (`--map surname=FAMILY_NAME`, or a saved profile) is so.
// 2. Else a column is known by its name: each field has those that agencies commonly use.
// 3. What nobody knows is carried, and not used.
//
// Shapes   a field is its place in the list of fields of its kind; header in, places out; -1 is
//          "there is none".
// Errors   `invalid`: a field or a column that is not there.

#include "base/result.h"
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::imports {

struct Field {
    std::string_view name;          // "birth_date", as --map calls it
    std::string_view words;         // "birth date"
    std::string_view known_as = {}; // letters and digits alone, each between two bars
};
using Fields = std::span<Field const>;

// By field, the name of the column: what a profile keeps.
using Mapping = std::map<std::size_t, std::string>;

[[nodiscard]] Result<std::size_t> read_field(Fields fields, std::string_view name);
[[nodiscard]] Result<Mapping> read_mapping(
    Fields fields, std::span<std::string const> field_and_column);
[[nodiscard]] std::string write_mapping(Fields fields, Mapping const& mapping); // JSON
[[nodiscard]] Mapping read_kept_mapping(Fields fields, std::string_view json);

struct Columns {
    std::vector<int> places = {};          // by field
    std::vector<std::string> carried = {}; // columns that are not used
    Mapping used = {};

    [[nodiscard]] bool has(std::size_t field) const { return places[field] >= 0; }
};
[[nodiscard]] std::string in_words(Fields fields, Columns const& columns);

// "Date of birth" and "date_of_birth" are one: letters and digits, small.
[[nodiscard]] std::string letters_and_digits(std::string_view name);

// Lays a header out, step by step: what is taken first stays.
class Laying {
public:
    Laying(Fields fields, std::span<std::string const> header);
    [[nodiscard]] Done take_asked(Mapping const& asked);
    void take_known();
    // For a kind that knows columns by more than their names.
    [[nodiscard]] bool is_free(std::size_t field) const { return columns_.places[field] < 0; }
    [[nodiscard]] bool is_left(std::size_t column) const { return !taken_[column]; }
    void take(std::size_t field, std::size_t column);
    [[nodiscard]] Columns finished();

private:
    Fields fields_;
    std::span<std::string const> header_;
    std::vector<bool> taken_;
    Columns columns_;
};

} // namespace kith::imports
