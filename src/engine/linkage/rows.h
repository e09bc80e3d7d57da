// SPDX-License-Identifier: MIT
#pragma once

// Rows of comma-separated text, fast: the cells are views of the text, which is never copied.
//
// base/csv.h reads the same files cell by cell and stops at the first trouble; this one is for
// millions of rows, and goes on to the next row so that every trouble can be named.
//
// Shapes   RFC 4180; lines end in LF or CRLF; empty lines are passed over but counted.
// Cost     some 50 ns a row and a few for each cell. Threads  one each.
// Errors   `trouble()`, after `next`: why this row cannot be read.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage {

class Rows {
public:
    // Both must outlive the cells: `kept` takes the few that stand in quotes with quotes inside.
    Rows(std::string_view text, std::deque<std::string>& kept);
    [[nodiscard]] bool next(std::vector<std::string_view>& cells); // false at the end
    [[nodiscard]] std::size_t row() const { return row_; }         // lines looked at so far
    [[nodiscard]] std::string_view trouble() const { return trouble_; }
    [[nodiscard]] std::string_view rest() const { return text_; }

private:
    [[nodiscard]] bool read_plain(std::vector<std::string_view>& cells);
    void read_quoted(std::vector<std::string_view>& cells);
    [[nodiscard]] std::string_view quoted_cell();
    void pass_line();

    std::string_view text_; // what is left
    std::deque<std::string>& kept_;
    std::size_t row_ = 0;
    std::string_view trouble_ = {};
};

} // namespace kith::linkage
