// SPDX-License-Identifier: MIT
#pragma once

// Rows of comma-separated text, as RFC 4180 writes them: fields in quotes may hold commas, line
// ends and doubled quotes; lines end in LF or CRLF; a byte-order mark at the start is passed over.
// A semicolon or a tab may stand in the comma's place, for whoever says so.
//
// Shapes   a row knows its number, counted from 1 and with empty lines, as a spreadsheet shows it.
// Cost     one pass over the bytes; the fields of a row are reused for the next.
// Errors   `invalid`, naming the row: a quote never closed, text after a closing quote, a quote in
//          the middle of a bare field, a NUL byte; for a Table also a row with too few or too many
//          fields, and two columns of one name.
// Threads  a Reader belongs to one thread; a Table may be read from many.

#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::csv {

struct Row {
    std::size_t number = 0;
    std::vector<std::string> fields = {};
};

class Reader {
public:
    explicit Reader(
        std::string_view text, char separator = ','); // borrowed: it must outlive the Reader
    [[nodiscard]] Result<bool> next(Row& row); // false at the end; an empty line is passed over
    void pass_line(); // after a refusal: what follows begins on the next line
    [[nodiscard]] std::size_t row() const { return row_; } // the last one looked at

private:
    [[nodiscard]] Done read_field(std::string& field);
    [[nodiscard]] Error refused(std::string_view why) const;
    [[nodiscard]] bool at_line_end() const;
    void pass_line_end();

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t row_ = 0;
};

// A small file held whole, its first row the names of the columns.
class Table {
public:
    [[nodiscard]] static Result<Table> read(std::string_view text);
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] std::vector<std::string> const& columns() const { return columns_; }
    [[nodiscard]] bool has(std::string_view column) const;
    // Throws std::logic_error for a column that is not there: ask `has` first.
    [[nodiscard]] std::string const& text(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::size_t number(std::size_t row) const { return rows_[row].number; }

private:
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
};

// Does a cell say nothing, as databases and spreadsheets write it: NULL, null, (null), \N, N/A,
// #N/A? "Null" is not among these, since it is a surname. Trimmed before; an empty one is nothing
// too.
[[nodiscard]] bool is_nothing(std::string_view cell);

} // namespace kith::csv
