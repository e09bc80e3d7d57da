// SPDX-License-Identifier: MIT
#pragma once

// A file is read in pieces: each by one of a few readers, who keep what they have seen.
//
// Memory is what costs, not the letters: so a few rows are taken together and their cells looked
// up column by column, while the next cells' places in the tables are already on their way.
//
// Shapes   a piece's records are in the numbers of its reader; `new_ones` says which of these the
//          reader had not met in an earlier piece, and reading.cc gives all the same numbers.
// Threads  one for each reader. Errors   as a list of Trouble, row by row.

#include "engine/linkage/columns.h"
#include "engine/linkage/reading.h"

namespace kith::linkage {

using Books = std::array<Dictionary, book_count>;

struct Piece {
    std::size_t file = 0;
    std::string_view text = {};
    std::vector<Record> records = {};
    std::vector<std::string_view> ids = {};
    std::vector<Trouble> troubles = {};
    std::deque<std::string> kept = {};
    std::size_t rows = 0;
    std::size_t births_unread = 0;
    std::size_t births_impossible = 0;
    unsigned reader = 0;
    std::array<std::array<Value, 2>, book_count> new_ones = {}; // from, until
};

// The text behind a header in pieces: always the same ones, so that the answer is the same on any
// number of readers. A text that holds quotation marks is one piece, since a line end may stand
// within them.
void cut(std::size_t file, std::string_view text, std::vector<Piece>& pieces);

// Reads pieces, the earlier first. A cell seen before is looked up as it stands, and not folded
// again.
class PieceReader {
public:
    void read(Piece& piece, Laid const& laid);
    [[nodiscard]] Books const& books() const { return books_; }

private:
    static constexpr std::size_t together = 32; // rows
    enum class Folding : std::uint8_t { words, tight, phone };
    struct Seen {
        Dictionary raw = {};
        std::vector<Value> values = {0};
    };

    void take_rows();
    [[nodiscard]] std::string_view cell(std::size_t row, Column column) const;
    void take(Column column, Book book, Folding folding, Value Record::*field);
    void take_once(Record& record, std::size_t row);
    void split_name(Record& record, std::size_t row);
    void split_street(Record& record, std::size_t row);
    void take_birth(Record& record, std::size_t row);
    [[nodiscard]] Dictionary& book(Book one) { return books_[static_cast<std::size_t>(one)]; }

    Piece* piece_ = nullptr; // the one being read
    Layout const* layout_ = nullptr;
    Books books_ = {};
    std::array<Seen, column_count> seen_ = {};
    std::array<std::vector<std::string_view>, together> cells_ = {}; // of the rows taken together
    std::size_t rows_ = 0;                                           // how many these are
    std::array<std::string_view, together> texts_ = {};
    std::array<std::uint64_t, together> hashes_ = {};
    std::string folded_ = {};
};

} // namespace kith::linkage
