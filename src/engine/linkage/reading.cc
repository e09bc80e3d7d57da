// SPDX-License-Identifier: MIT
#include "engine/linkage/reading.h"
#include "engine/linkage/columns.h"
#include "engine/linkage/normalise.h"
#include "engine/linkage/rows.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr std::size_t piece_bytes = 4
        << 20; // fixed, so that the answer is the same on any number of threads

    constexpr std::size_t place(Column column) { return static_cast<std::size_t>(column); }

    enum class Folding : std::uint8_t { words, tight };

    // What one piece of a file holds, in numbers of its own.
    struct Piece {
        std::size_t file = 0;
        std::string_view text = {};
        std::size_t first_row = 0; // counted once all pieces are known
        std::vector<Record> records = {};
        std::vector<std::string_view> ids = {};
        std::array<Dictionary, book_count> books = {};
        std::vector<Trouble> troubles = {};
        std::deque<std::string> kept = {};
        std::size_t rows = 0;
        std::size_t births_unread = 0;
    };

    // Reads the rows of one piece. A cell seen before is looked up as it stands, and not folded
    // again.
    class PieceReader {
    public:
        PieceReader(Piece& piece, Layout const& layout, std::size_t columns)
            : piece_(piece), layout_(layout), columns_(columns)
        {
        }
        void read()
        {
            Rows rows(piece_.text, piece_.kept);
            piece_.records.reserve(piece_.text.size() / 60);
            piece_.ids.reserve(piece_.text.size() / 60);
            while (rows.next(cells_)) {
                if (!rows.trouble().empty())
                    piece_.troubles.push_back(
                        {piece_.file, rows.row(), std::string(rows.trouble())});
                else if (cells_.size() != columns_)
                    piece_.troubles.push_back({piece_.file, rows.row(),
                        "it has " + std::to_string(cells_.size()) + " fields, and the header has "
                            + std::to_string(columns_)});
                else
                    add();
            }
            piece_.rows = rows.row();
        }

    private:
        std::string_view cell(Column column) const
        {
            auto const at = layout_[place(column)];
            return at < 0 ? std::string_view() : trimmed(cells_[static_cast<std::size_t>(at)]);
        }
        Value value(Column column, Book book, Folding folding)
        {
            auto const text = cell(column);
            if (text.empty())
                return 0;
            auto& seen = seen_[place(column)];
            auto const raw = seen.raw.take(text);
            if (raw < seen.values.size())
                return seen.values[raw];
            seen.values.push_back(taken(text, book, folding));
            return seen.values.back();
        }
        Value taken(std::string_view text, Book book, Folding folding)
        {
            folding == Folding::words ? fold(text, folded_) : fold_tightly(text, folded_);
            return piece_.books[static_cast<std::size_t>(book)].take(folded_);
        }
        void add()
        {
            auto& record = piece_.records.emplace_back();
            piece_.ids.push_back(cell(Column::id));
            record.file = static_cast<std::uint8_t>(piece_.file);
            record.forename = value(Column::forename, Book::names, Folding::words);
            record.middle = value(Column::middle, Book::names, Folding::words);
            record.surname = value(Column::surname, Book::names, Folding::words);
            if (record.forename == 0 && record.surname == 0)
                split_name(record);
            read_birth_into(record);
            record.sex = read_sex(cell(Column::sex));
            record.house = value(Column::house, Book::houses, Folding::tight);
            add_street(record);
            record.town = value(Column::town, Book::towns, Folding::words);
            record.postcode = value(Column::postcode, Book::postcodes, Folding::tight);
            record.phone = value(Column::phone, Book::contacts, Folding::tight);
            record.email = value(Column::email, Book::contacts, Folding::tight);
            record.identifier = value(Column::identifier, Book::contacts, Folding::tight);
            record.birth_place = value(Column::birth_place, Book::words, Folding::words);
            record.occupation = value(Column::occupation, Book::words, Folding::words);
            auto const verified = cell(Column::verified);
            record.verified = record.identifier != 0 && !verified.empty()
                && std::string_view("yYtT1").find(verified.front()) != std::string_view::npos;
        }
        void split_name(Record& record)
        {
            std::string whole;
            fold(cell(Column::full_name), whole);
            if (whole.empty())
                return;
            auto& names = piece_.books[static_cast<std::size_t>(Book::names)];
            auto const first = whole.find(' ');
            auto const last = whole.rfind(' ');
            record.forename = names.take(std::string_view(whole).substr(0, first));
            if (last != std::string::npos)
                record.surname = names.take(std::string_view(whole).substr(last + 1));
            if (last != std::string::npos && last > first)
                record.middle
                    = names.take(std::string_view(whole).substr(first + 1, last - first - 1));
        }
        void add_street(Record& record)
        {
            if (record.house != 0) {
                record.street = value(Column::street, Book::streets, Folding::words);
                return;
            }
            auto const text = cell(Column::street);
            if (text.empty())
                return;
            std::string whole;
            fold(text, whole);
            auto const [house, street] = split_address(whole);
            record.house = piece_.books[static_cast<std::size_t>(Book::houses)].take(house);
            record.street = piece_.books[static_cast<std::size_t>(Book::streets)].take(street);
        }
        void read_birth_into(Record& record)
        {
            auto const text = cell(Column::birth);
            if (!text.empty()) {
                record.birth = read_birth(text);
                piece_.births_unread += record.birth.year == 0 ? 1U : 0U;
                return;
            }
            auto const year = read_birth(cell(Column::birth_year));
            record.birth.year = year.year;
            record.birth.month = small(cell(Column::birth_month));
            record.birth.day = small(cell(Column::birth_day));
        }
        static std::uint8_t small(std::string_view digits)
        {
            unsigned number = 0;
            for (auto const c : digits) {
                if (c < '0' || c > '9' || number > 9)
                    return 0;
                number = number * 10 + static_cast<unsigned>(c - '0');
            }
            return static_cast<std::uint8_t>(number);
        }

        struct Seen {
            Dictionary raw = {};
            std::vector<Value> values = {0};
        };
        Piece& piece_;
        Layout const& layout_;
        std::size_t columns_;
        std::vector<std::string_view> cells_ = {};
        std::array<Seen, column_count> seen_ = {};
        std::string folded_ = {};
    };

    // The pieces of a file behind its header. A file that holds quotation marks is one piece, since
    // a line end may stand within them.
    void cut(std::size_t file, std::string_view text, std::vector<Piece>& pieces)
    {
        auto const whole = text.find('"') != std::string_view::npos;
        while (!text.empty()) {
            auto end
                = whole || text.size() <= piece_bytes ? text.size() : text.find('\n', piece_bytes);
            end = end == std::string_view::npos ? text.size() : std::min(end + 1, text.size());
            pieces.push_back({file, text.substr(0, end)});
            text.remove_prefix(end);
        }
    }

    // Renumbers what the pieces call by numbers of their own, book by book, in the order of the
    // files.
    void merge_books(std::vector<Piece>& pieces, People& people,
        std::vector<std::array<std::vector<Value>, book_count>>& renumbered, unsigned threads)
    {
        in_parallel(book_count, threads, [&](std::size_t book, unsigned) {
            for (std::size_t at = 0; at < pieces.size(); ++at) {
                auto const& own = pieces[at].books[book];
                auto& values = renumbered[at][book];
                values.resize(own.size());
                for (Value value = 1; value < own.size(); ++value)
                    values[value] = people.books[book].take(own.text(value), own.hash(value));
            }
        });
    }

    void renumber(Record& record, std::array<std::vector<Value>, book_count> const& values)
    {
        auto const put = [&](Value& value, Book book) {
            value = values[static_cast<std::size_t>(book)][value];
        };
        put(record.forename, Book::names);
        put(record.surname, Book::names);
        put(record.middle, Book::names);
        put(record.postcode, Book::postcodes);
        put(record.street, Book::streets);
        put(record.house, Book::houses);
        put(record.town, Book::towns);
        put(record.phone, Book::contacts);
        put(record.email, Book::contacts);
        put(record.identifier, Book::contacts);
        put(record.birth_place, Book::words);
        put(record.occupation, Book::words);
    }

    void gather(std::vector<Piece>& pieces, Read& read, unsigned threads)
    {
        std::vector<std::array<std::vector<Value>, book_count>> renumbered(pieces.size());
        merge_books(pieces, read.people, renumbered, threads);
        std::vector<std::size_t> starts(pieces.size() + 1);
        for (std::size_t at = 0; at < pieces.size(); ++at)
            starts[at + 1] = starts[at] + pieces[at].records.size();
        read.people.records.resize(starts.back());
        read.people.ids.resize(starts.back());
        in_parallel(pieces.size(), threads, [&](std::size_t at, unsigned) {
            for (auto& record : pieces[at].records)
                renumber(record, renumbered[at]);
            std::ranges::copy(pieces[at].records,
                read.people.records.begin() + static_cast<std::ptrdiff_t>(starts[at]));
            std::ranges::copy(
                pieces[at].ids, read.people.ids.begin() + static_cast<std::ptrdiff_t>(starts[at]));
            pieces[at].records = {};
            pieces[at].books = {};
        });
        for (auto& piece : pieces)
            for (auto& text : piece.kept)
                read.kept.push_back(std::move(text));
    }

    // Rows are counted through the file, so a piece learns where it starts from those before it.
    void tell_troubles(
        std::vector<Piece> const& pieces, std::span<std::size_t const> header_rows, Read& read)
    {
        std::size_t file = 0;
        std::size_t before = header_rows.empty() ? 0 : header_rows[0];
        for (auto const& piece : pieces) {
            if (piece.file != file) {
                file = piece.file;
                before = header_rows[file];
            }
            for (auto const& one : piece.troubles)
                read.troubles.push_back({file, one.row + before, one.words});
            before += piece.rows;
            read.births_unread += piece.births_unread;
        }
    }
} // namespace

Read read_people(std::span<std::string_view const> files, std::span<Asked const> asked,
    Variants const& variants, unsigned threads)
{
    Read read;
    std::vector<Piece> pieces;
    std::vector<Laid> laid;
    std::vector<std::size_t> header_rows;
    for (std::size_t file = 0; file < files.size(); ++file) {
        std::vector<std::string_view> cells;
        Rows rows(files[file], read.kept);
        auto const named = rows.next(cells);
        std::vector<std::string> header;
        for (auto const cell : cells)
            header.emplace_back(trimmed(cell));
        if (!named)
            read.troubles.push_back(
                {file, 0, "the file is empty: its first row must name the columns"});
        laid.push_back(lay_out(header, asked));
        for (auto& one : laid.back().troubles)
            if (named)
                read.troubles.push_back({file, one.row, std::move(one.words)});
        read.columns.push_back(laid.back().columns);
        header_rows.push_back(rows.row());
        cut(file, rows.rest(), pieces);
    }
    if (!read.troubles.empty())
        return read;
    in_parallel(pieces.size(), threads, [&](std::size_t at, unsigned) {
        auto const& own = laid[pieces[at].file];
        PieceReader(pieces[at], own.layout, own.columns.size()).read();
    });
    tell_troubles(pieces, header_rows, read);
    if (!read.troubles.empty())
        return read;
    gather(pieces, read, threads);
    describe_names(read.people, variants, threads);
    return read;
}

void describe_names(People& people, Variants const& variants, unsigned threads)
{
    auto& names = people.book(Book::names);
    auto const before = std::max<std::size_t>(people.names.size(), 1);
    auto const size = names.size();
    std::vector<std::array<Value, 2>> parts(size - std::min(before, size));
    for (auto value = before; value < size; ++value) {
        auto const text = names.text(static_cast<Value>(value));
        if (text.find(' ') == std::string_view::npos)
            continue;
        auto const front = std::string(text.substr(0, text.find(' ')));
        auto const back = std::string(text.substr(text.rfind(' ') + 1));
        parts[value - before] = {names.take(front), names.take(back)};
    }
    people.names.resize(names.size());
    constexpr std::size_t many = 4096;
    in_parallel((names.size() - before + many) / many, threads, [&](std::size_t piece, unsigned) {
        auto const first = before + piece * many;
        for (auto at = first; at < std::min(names.size(), first + many); ++at) {
            auto const text = names.text(static_cast<Value>(at));
            people.names[at] = name_of(text);
            people.names[at].roots = variants.roots(text);
            if (at < size)
                people.names[at].parts = parts[at - before];
        }
    });
}

} // namespace kith::linkage
