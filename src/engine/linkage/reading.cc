// SPDX-License-Identifier: MIT
#include "engine/linkage/reading.h"
#include "base/large_pages.h"
#include "engine/linkage/normalise.h"
#include "engine/linkage/pieces.h"
#include "engine/linkage/rows.h"
#include "engine/linkage/scripts.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    // Renumbers what the readers call by numbers of their own, book by book, in the order in which
    // the files first say it: so the numbers are the same on any number of readers.
    using Numbers = std::array<std::vector<Value>, book_count>;
    std::vector<Numbers> merge_books(std::vector<Piece> const& pieces,
        std::vector<PieceReader> const& readers, People& people, unsigned threads)
    {
        std::vector<Numbers> renumbered(readers.size());
        in_parallel(book_count, threads, [&](std::size_t book, unsigned) {
            for (std::size_t at = 0; at < readers.size(); ++at)
                renumbered[at][book].resize(readers[at].books()[book].size());
            for (auto const& piece : pieces) {
                auto const& own = readers[piece.reader].books()[book];
                auto& values = renumbered[piece.reader][book];
                for (auto value = piece.new_ones[book][0]; value < piece.new_ones[book][1]; ++value)
                    values[value] = people.books[book].take(own.text(value), own.hash(value));
            }
        });
        return renumbered;
    }

    void renumber(Record& record, Numbers const& numbers)
    {
        auto const put = [&](Value& value, Book book) {
            value = numbers[static_cast<std::size_t>(book)].data()[value];
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

    void gather(std::vector<Piece>& pieces, std::vector<PieceReader> const& readers, Read& read,
        unsigned threads)
    {
        auto const numbers = merge_books(pieces, readers, read.people, threads);
        std::vector<std::size_t> starts(pieces.size() + 1);
        for (std::size_t at = 0; at < pieces.size(); ++at)
            starts[at + 1] = starts[at] + pieces[at].records.size();
        reserve_in_large_pages(read.people.records, starts.back());
        read.people.records.resize(starts.back());
        read.people.ids.resize(starts.back());
        in_parallel(pieces.size(), threads, [&](std::size_t at, unsigned) {
            for (auto& record : pieces[at].records)
                renumber(record, numbers[pieces[at].reader]);
            std::ranges::copy(pieces[at].records,
                read.people.records.begin() + static_cast<std::ptrdiff_t>(starts[at]));
            std::ranges::copy(
                pieces[at].ids, read.people.ids.begin() + static_cast<std::ptrdiff_t>(starts[at]));
            pieces[at].records = {};
            pieces[at].ids = {};
        });
        for (auto& piece : pieces)
            if (!piece.kept.empty())
                read.kept.push_back(std::move(piece.kept));
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
            read.births_impossible += piece.births_impossible;
        }
    }

    // Names that stand within a name, or for it, and are names of the book themselves.
    struct Within {
        std::array<Value, 2> parts = {}; // of a double-barrelled one
        Value latin = 0;                 // how one of another script is read
        Script script = Script::latin;
    };
    Within names_within(Dictionary& names, Value value)
    {
        Within within;
        auto const text = names.text(value);
        auto const space = text.find(' ') != std::string_view::npos;
        auto const other = std::ranges::any_of(
            text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (!space && !other)
            return within;
        std::string const whole(text); // taking a name may move the others
        if (space)
            within.parts = {names.take(whole.substr(0, whole.find(' '))),
                names.take(whole.substr(whole.rfind(' ') + 1))};
        if (other) {
            auto const read = in_latin(whole);
            within.script = read.script;
            within.latin = read.text == whole ? 0 : names.take(read.text);
        }
        return within;
    }
} // namespace

Read read_people(std::span<std::string_view const> files, std::span<Asked const> asked,
    Variants const& variants, unsigned threads, Needs needs)
{
    Read read;
    for (auto const& one : asked)
        read.not_found.push_back(one.column);
    std::vector<Piece> pieces;
    std::vector<Laid> laid;
    std::vector<std::size_t> header_rows;
    for (std::size_t file = 0; file < files.size(); ++file) {
        std::vector<std::string_view> cells;
        std::deque<std::string> kept;
        Rows rows(files[file], kept);
        auto const named = rows.next(cells);
        std::vector<std::string> header;
        for (auto const cell : cells)
            header.emplace_back(trimmed(cell));
        if (!named)
            read.troubles.push_back(
                {file, 0, "the file is empty: its first row must name the columns"});
        if (!rows.trouble().empty())
            read.troubles.push_back({file, rows.row(), std::string(rows.trouble())});
        std::erase_if(read.not_found,
            [&](auto const& column) { return std::ranges::find(header, column) != header.end(); });
        laid.push_back(lay_out(header, asked, needs));
        for (auto& one : laid.back().troubles)
            if (named && rows.trouble().empty())
                read.troubles.push_back({file, one.row, std::move(one.words)});
        read.columns.push_back(laid.back().columns);
        header_rows.push_back(rows.row());
        cut(file, rows.rest(), pieces);
    }
    if (!read.troubles.empty())
        return read;
    std::vector<PieceReader> readers(std::max(threads, 1U));
    in_parallel(pieces.size(), threads, [&](std::size_t at, unsigned worker) {
        pieces[at].reader = worker;
        readers[worker].read(pieces[at], laid[pieces[at].file]);
    });
    tell_troubles(pieces, header_rows, read);
    if (!read.troubles.empty())
        return read;
    gather(pieces, readers, read, threads);
    describe_names(read.people, variants, threads);
    return read;
}

void describe_names(People& people, Variants const& variants, unsigned threads)
{
    auto& names = people.book(Book::names);
    auto const before = std::max<std::size_t>(people.names.size(), 1);
    std::vector<Within> within; // the names taken here are described too
    within.reserve(names.size() - std::min(before, names.size()));
    for (auto value = before; value < names.size(); ++value)
        within.push_back(names_within(names, static_cast<Value>(value)));
    if (people.names.empty())
        reserve_in_large_pages(people.names, names.size());
    people.names.resize(names.size());
    constexpr std::size_t many = 4096;
    in_parallel((names.size() - before + many) / many, threads, [&](std::size_t piece, unsigned) {
        auto const first = before + piece * many;
        for (auto at = first; at < std::min(names.size(), first + many); ++at) {
            auto const text = names.text(static_cast<Value>(at));
            auto const& [parts, latin, script] = within[at - before];
            auto const letters = latin == 0 ? text : names.text(latin);
            auto& name = people.names[at];
            name = name_of(letters);
            give_roots(name, variants.roots(text));
            name.twin = twin_of(letters);
            name.parts = parts;
            name.latin = latin;
            name.script = script;
        }
    });
}

} // namespace kith::linkage
