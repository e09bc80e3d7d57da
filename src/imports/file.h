// SPDX-License-Identifier: MIT
#pragma once

// A list that an agency keeps, as a file, read whole.
//
// UTF-8, with or without a byte-order mark, else Windows-1252; fields parted by a comma, a
// semicolon or a tab, whichever the first row has most of; the first row names the columns. Cells
// that say NULL and the like (base/csv.h) are empty. A row that cannot be read is named by its
// number and column, with what to do, and without what stands in it.
//
// Cost     one pass; memory about three times the file.
// Errors   `invalid` for the file as a whole; for rows a list of troubles, and then it is not to be
//          staged.

#include "imports/columns.h"
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>

namespace kith::imports {

struct Trouble {
    std::size_t row = 0;     // as a spreadsheet counts
    std::string column = {}; // empty: the row as a whole
    std::string words = {};  // what to do
};

// A row as it was read: by field, what stands in it, trimmed and not empty.
struct Row {
    std::size_t number = 0;
    std::vector<std::pair<std::size_t, std::string>> values = {};

    [[nodiscard]] std::string_view value(std::size_t field) const; // "" if there is none
    template <class Named>
        requires std::is_enum_v<Named>
    [[nodiscard]] std::string_view value(Named field) const
    {
        return value(static_cast<std::size_t>(field));
    }
};

struct File {
    Columns columns;
    std::vector<Row> rows = {};
    std::vector<Trouble> troubles = {}; // the first `troubles_named`
    std::size_t trouble_count = 0;      // rows that cannot be read
    bool windows_1252 = false;
    char separator = ',';

    // `field` is the name of one, or empty.
    void add_trouble(Fields fields, std::size_t row, std::string_view field, std::string words);
};
inline constexpr std::size_t troubles_named = 100;
inline constexpr std::size_t most_rows = 1'000'000;

using LayOut = std::function<Result<Columns>(std::span<std::string const> header)>;
// What is wrong with a row, in the order of rows: the error's field is the name of one of `fields`.
using CheckRow = std::function<Done(Row const&)>;
[[nodiscard]] Result<File> read_file(
    Fields fields, std::string text, LayOut const& lay_out, CheckRow const& check);

// Whose list it is.
struct Owner {
    std::string code;
    std::string name;
};

} // namespace kith::imports
