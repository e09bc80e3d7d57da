// SPDX-License-Identifier: MIT
#pragma once

// A file of people that an agency brings in, and what became, or would become, of each row.
//
// Shapes   plain values. What a row says is there as long as it lies sealed: until the import is
//          decided.

#include "base/ids.h"
#include "people/import_diff.h"

namespace kith::people {

enum class ImportState { staged, accepted, refused, undone };
enum class Fate { fresh, perhaps_known, changed, unchanged };
[[nodiscard]] std::string_view write(ImportState state);
[[nodiscard]] std::string_view write(Fate fate);

struct ImportCounts {
    std::int64_t rows = 0;
    std::int64_t made = 0; // those perhaps known among them
    std::int64_t perhaps_known = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t kept = 0; // touched since, when it was undone
};

struct Import {
    ImportId id = {};
    AgencyId agency = {};
    TeamId team = {};
    std::string file_hash = {}; // SHA-256 of its bytes
    std::string profile = {};
    std::string columns = {}; // which column is what, in words
    ImportState state = ImportState::staged;
    ImportCounts counts = {};
    AccountId created_by = {};
    Instant staged_at = {};
    Instant decided_at = {}; // when it came to this state
    std::int64_t version = 0;
};

struct ImportCandidate {
    PersonId person = {};
    std::string why = {};
};
struct StagedRow {
    std::int64_t place = 0; // from 1
    ImportRow row = {};     // empty once it was destroyed
    Fate fate = Fate::fresh;
    PersonId person = {}; // who they are on record
    std::int64_t version = 0;
    std::vector<ImportLine> lines = {}; // what would change
    std::vector<ImportCandidate> candidates = {};
    std::size_t like_row = 0; // of this file: the same name and birth date
    std::string kept = {};    // why undoing left it
};

[[nodiscard]] ImportCounts counts_of(std::vector<StagedRow> const& rows);
[[nodiscard]] std::string columns_in_words(ImportFile const& file);

} // namespace kith::people
