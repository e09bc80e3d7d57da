// SPDX-License-Identifier: MIT
#include "engine/linkage/pieces.h"
#include "base/csv.h"
#include "engine/linkage/normalise.h"
#include "engine/linkage/rows.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr std::size_t piece_bytes = 4 << 20;

    constexpr std::size_t place(Column column) { return static_cast<std::size_t>(column); }

    // What an export writes for nothing is nothing; "Null" may be a name, and is nothing elsewhere.
    bool is_nothing(std::string_view cell, Column column)
    {
        if (csv::is_nothing(cell))
            return true;
        auto const name = column == Column::id || column == Column::forename
            || column == Column::middle || column == Column::surname || column == Column::full_name;
        return !name && cell.size() == 4 && (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'u'
            && (cell[2] | 0x20) == 'l' && (cell[3] | 0x20) == 'l';
    }

    std::uint8_t small_number(std::string_view digits)
    {
        unsigned number = 0;
        for (auto const c : digits) {
            if (c < '0' || c > '9' || number > 9)
                return 0;
            number = number * 10 + static_cast<unsigned>(c - '0');
        }
        return static_cast<std::uint8_t>(number);
    }
} // namespace

void cut(std::size_t file, std::string_view text, std::vector<Piece>& pieces)
{
    auto const whole = text.find('"') != std::string_view::npos;
    while (!text.empty()) {
        auto end = whole || text.size() <= piece_bytes ? text.size() : text.find('\n', piece_bytes);
        end = end == std::string_view::npos ? text.size() : std::min(end + 1, text.size());
        pieces.push_back({file, text.substr(0, end)});
        text.remove_prefix(end);
    }
}

void PieceReader::read(Piece& piece, Laid const& laid)
{
    piece_ = &piece;
    layout_ = &laid.layout;
    for (std::size_t one = 0; one < book_count; ++one)
        piece.new_ones[one][0] = static_cast<Value>(books_[one].size());
    Rows rows(piece.text, piece.kept);
    auto const about = piece.text.size() / 60;
    piece.records.reserve(about);
    piece.ids.reserve(about);
    rows_ = 0;
    while (rows.next(cells_[rows_])) {
        auto const fields = cells_[rows_].size();
        if (!rows.trouble().empty())
            piece.troubles.push_back({piece.file, rows.row(), std::string(rows.trouble())});
        else if (fields != laid.columns.size())
            piece.troubles.push_back({piece.file, rows.row(),
                "it has " + std::to_string(fields) + " fields, and the header has "
                    + std::to_string(laid.columns.size())});
        else if (++rows_ == together)
            take_rows();
    }
    take_rows();
    piece.rows = rows.row();
    for (std::size_t one = 0; one < book_count; ++one)
        piece.new_ones[one][1] = static_cast<Value>(books_[one].size());
}

void PieceReader::take_rows()
{
    auto const first = piece_->records.size();
    piece_->records.resize(first + rows_);
    take(Column::forename, Book::names, Folding::words, &Record::forename);
    take(Column::middle, Book::names, Folding::words, &Record::middle);
    take(Column::surname, Book::names, Folding::words, &Record::surname);
    take(Column::house, Book::houses, Folding::tight, &Record::house);
    if ((*layout_)[place(Column::house)] >= 0)
        take(Column::street, Book::streets, Folding::words, &Record::street);
    take(Column::town, Book::towns, Folding::words, &Record::town);
    take(Column::postcode, Book::postcodes, Folding::tight, &Record::postcode);
    take(Column::phone, Book::contacts, Folding::phone, &Record::phone);
    take(Column::email, Book::contacts, Folding::tight, &Record::email);
    take(Column::identifier, Book::contacts, Folding::tight, &Record::identifier);
    take(Column::birth_place, Book::words, Folding::words, &Record::birth_place);
    take(Column::occupation, Book::words, Folding::words, &Record::occupation);
    for (std::size_t row = 0; row < rows_; ++row)
        take_once(piece_->records[first + row], row);
    rows_ = 0;
}

// What is not looked up.
void PieceReader::take_once(Record& record, std::size_t row)
{
    piece_->ids.push_back(cell(row, Column::id));
    record.file = static_cast<std::uint8_t>(piece_->file);
    if (record.forename == 0 && record.surname == 0)
        split_name(record, row);
    if (record.house == 0)
        split_street(record, row);
    take_birth(record, row);
    record.sex = read_sex(cell(row, Column::sex));
    record.birth_estimated = record.birth_estimated || says_yes(cell(row, Column::birth_estimated));
    record.verified = record.identifier != 0 && says_verified(cell(row, Column::verified));
}

std::string_view PieceReader::cell(std::size_t row, Column column) const
{
    auto const at = (*layout_)[place(column)];
    if (at < 0)
        return {};
    auto const text = trimmed(cells_[row][static_cast<std::size_t>(at)]);
    return text.size() <= 6 && is_nothing(text, column) ? std::string_view() : text;
}

void PieceReader::take(Column column, Book in, Folding folding, Value Record::*field)
{
    if ((*layout_)[place(column)] < 0)
        return;
    auto& [raw, values] = seen_[place(column)];
    for (std::size_t row = 0; row < rows_; ++row) {
        texts_[row] = cell(row, column);
        hashes_[row] = hashed(texts_[row]);
        raw.look_ahead(hashes_[row]);
    }
    auto* const records = piece_->records.data() + (piece_->records.size() - rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
        if (texts_[row].empty())
            continue;
        auto const seen = raw.take(texts_[row], hashes_[row]);
        if (seen == values.size()) {
            auto* const into = folding == Folding::words ? fold
                : folding == Folding::phone              ? fold_phone
                                                         : fold_tightly;
            into(texts_[row], folded_);
            values.push_back(book(in).take(folded_));
        }
        records[row].*field = values.data()[seen];
    }
}

void PieceReader::split_name(Record& record, std::size_t row)
{
    fold(cell(row, Column::full_name), folded_);
    if (folded_.empty())
        return;
    std::string_view const whole = folded_;
    auto& names = book(Book::names);
    auto const first = whole.find(' ');
    auto const last = whole.rfind(' ');
    record.forename = names.take(whole.substr(0, first));
    if (last != std::string_view::npos)
        record.surname = names.take(whole.substr(last + 1));
    if (last != std::string_view::npos && last > first)
        record.middle = names.take(whole.substr(first + 1, last - first - 1));
}

// A house number may stand before its street's name.
void PieceReader::split_street(Record& record, std::size_t row)
{
    auto const text = cell(row, Column::street);
    if (text.empty())
        return;
    fold(text, folded_);
    auto const [house, street] = split_address(folded_);
    record.house = book(Book::houses).take(house);
    record.street = book(Book::streets).take(street);
}

void PieceReader::take_birth(Record& record, std::size_t row)
{
    auto const text = cell(row, Column::birth);
    if (!text.empty()) {
        record.birth = read_birth(without_mark_of_estimate(text));
        record.birth_estimated = is_estimate(text);
        piece_->births_unread += record.birth.year == 0 ? 1U : 0U;
        piece_->births_impossible += is_a_day(record.birth) ? 0U : 1U;
        return;
    }
    auto const year = read_birth(cell(row, Column::birth_year));
    record.birth.year = year.year;
    record.birth.month = small_number(cell(row, Column::birth_month));
    record.birth.day = small_number(cell(row, Column::birth_day));
}

} // namespace kith::linkage
