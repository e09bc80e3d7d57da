// SPDX-License-Identifier: MIT
#pragma once

// From a file of rows to records.
//
// Columns are known by the names people commonly give them, or by what the caller says; what is
// not known is passed over and never used. A file is read whole or not at all: each row that
// cannot be read is named. A birth date that is no date is missing, and counted.
//
// Shapes   comma-separated text as RFC 4180 has it, first row the names; the space that some files
//          put behind each comma is dropped. Several files make one list of People, in order.
// Cost     about 300 ns a row on each thread. Threads  given; the answer is the same on any number.
// Errors   as a list of Trouble, row by row; People is then empty.

#include "base/parallel.h"
#include "engine/linkage/record.h"
#include "engine/linkage/variants.h"
#include <array>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::linkage {

enum class Column : std::uint8_t {
    id,
    forename,
    middle,
    surname,
    full_name,
    birth,
    birth_year,
    birth_month,
    birth_day,
    sex,
    house,
    street,
    town,
    postcode,
    phone,
    email,
    identifier,
    verified,
    birth_place,
    occupation,
    birth_estimated
};
inline constexpr std::size_t column_count = 21;

[[nodiscard]] std::string_view name_of(Column column);
// Which column of the file is which; -1 is "there is none".
using Layout = std::array<int, column_count>;

struct Asked { // "FIELD=COLUMN" of the command line
    Column field;
    std::string column;
};
struct Trouble {
    std::size_t file = 0;
    std::size_t row = 0; // as a spreadsheet counts; 0 is the file as a whole
    std::string words = {};
};
struct Known {
    std::string column;
    std::string_view field; // empty: carried, not used
};

struct Read {
    People people;
    std::vector<Trouble> troubles = {};
    std::vector<std::vector<Known>> columns = {}; // of each file
    std::size_t births_unread = 0;
    std::size_t births_impossible = 0;       // no day of a calendar: compared as they are written
    std::vector<std::string> not_found = {}; // columns asked for that none of the files has
    // Cells that stood in quotes with quotes inside. Each list is moved whole: the records' ids
    // point into its strings.
    std::deque<std::deque<std::string>> kept = {};
};

// What a file must have a column for: who is only asked for may have no name.
enum class Needs : std::uint8_t { a_name, anything };

// A column that is asked for need only be in one of the files, since each names its own.
[[nodiscard]] Read read_people(std::span<std::string_view const> files,
    std::span<Asked const> asked, Variants const& variants, unsigned threads,
    Needs needs = Needs::a_name);

// What each name is worth knowing, once the books are full; for the caller who fills People by
// hand.
void describe_names(People& people, Variants const& variants, unsigned threads);

} // namespace kith::linkage
