// SPDX-License-Identifier: MIT
#pragma once

// A file of people, read whole: rows of an agency's own register, each a person as far as the file
// says.
//
// UTF-8, with or without a byte-order mark, else Windows-1252; fields parted by a comma, a
// semicolon or a tab, whichever the first row has most of; the first row names the columns. Cells
// that say NULL are empty. A row that cannot be read is named by its number and column, with what
// to do, and without what stands in it.
//
// Rules    a name is needed, and one number at least, no two rows with the same; check digits as
//          everywhere (identifiers.h); dates 2011-05-03, 03/05/2011, 20110503, 2011-05 or 2011.
// Cost     one pass; memory about three times the file.
// Errors   `invalid` for the file as a whole; for rows a list of troubles, and then it is not to be
//          staged.

#include "people/import_columns.h"
#include "people/person.h"

namespace kith::people {

struct ImportTrouble {
    std::size_t row = 0;     // as a spreadsheet counts
    std::string column = {}; // empty: the row as a whole
    std::string words = {};  // what to do
};

// A row as it was read: by field, what stands in it, trimmed and not empty.
struct ImportRow {
    std::size_t number = 0;
    std::vector<std::pair<ImportField, std::string>> values = {};

    [[nodiscard]] std::string_view value(ImportField field) const; // "" if there is none
};

struct ImportFile {
    ImportColumns columns;
    std::vector<ImportRow> rows = {};
    std::vector<ImportTrouble> troubles = {}; // the first `import_troubles_named`
    std::size_t trouble_count = 0;            // rows that cannot be read
    bool windows_1252 = false;
    char separator = ',';
};
inline constexpr std::size_t import_troubles_named = 100;
inline constexpr std::size_t most_import_rows = 1'000'000;

// Whose file it is: numbers of theirs are kept as CODE/NUMBER, so that no two agencies' meet; what
// is added to a record says it is from them.
struct ImportOwner {
    std::string code;
    std::string name;
};

[[nodiscard]] Result<ImportFile> read_import_file(
    std::string text, ImportMapping const& asked, ImportOwner const& owner, Date today);

// The person a row speaks of. Their names: the register's first, then the one they are known by.
[[nodiscard]] Result<Person> person_of(ImportRow const& row, ImportOwner const& owner, Date today);

} // namespace kith::people
