// SPDX-License-Identifier: MIT
#pragma once

// Real open data into the database: `kith load FOLDER`.
//
// A file is known by its header or its shape, never by its name; plain or gz. Taken in:
//   postcodes  Code-Point Open, ONSPD, Kith's shared layout
//   areas      ONS outlines as GeoJSON: districts, wards, MSOAs, LSOAs
//   schools    the Department for Education's register, the shared layout
//   incidents  police.uk street-level crime
//   services   Open Referral UK 3.0: a page of /services, or a plain list
//   places     kind, latitude, longitude, and what else there is
// What is not recognised is listed and left. A row that breaks its format is bad: it is named, and
// its file is left out whole. What the publisher allows to be missing (a point, or one outside the
// area) is counted. Loading twice changes nothing. Outlines are taken first, so that every other
// point finds its district and ward; outlines that come later place what stands there already.
//
// Cost     a file is read twice, piece by piece: once to see that every row is good, once to write
//          it, 1,000 rows a transaction, so that others who write hardly wait. A JSON document is
//          held as text. Memory stays below 300 MB.
// Errors   values: each file's report says what became of it. What the world breaks is thrown.

#include "base/time.h"
#include "platform/db/db.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

enum class Fate { loaded, unchanged, left_out, not_recognised };

struct BadRow {
    std::size_t row = 0; // as a spreadsheet counts; 0 for the file as a whole
    std::string reason;
};

struct FileReport {
    std::string file; // within the folder
    Fate fate = Fate::not_recognised;
    std::string kind;     // "Code-Point Open postcodes"; else why it was left, if that is known
    std::size_t rows = 0; // good rows kept
    std::size_t without_position = 0;
    std::size_t outside = 0; // of every district whose outline is loaded
    std::size_t no_longer_used = 0;
    std::size_t repeated = 0;     // in the same words as one before
    std::vector<BadRow> bad = {}; // the first `bad_rows_named`
    std::size_t bad_rows = 0;
};

struct LoadReport {
    std::vector<FileReport> files = {}; // by name
    [[nodiscard]] std::size_t count(Fate fate) const;
    [[nodiscard]] bool good() const { return count(Fate::left_out) == 0; }
};

constexpr std::size_t bad_rows_named = 20;
constexpr std::size_t largest_document = std::size_t{200} << 20U; // of JSON; rows have no limit

// What is told on the way.
struct Watch {
    // Each file that is taken in, as it is reached: for progress on a terminal.
    std::function<void(std::string const& file)> reached = {};
    // Before each piece is written; what it throws ends the load there.
    std::function<void()> piece = {};
    // Inside the transaction that says the file is loaded: for the ledger.
    std::function<void(db::Connection&, FileReport const&)> loaded = {};
};

[[nodiscard]] Result<LoadReport> load(db::Database& database, std::filesystem::path const& folder,
    Instant now, Watch const& watch = {});
// The same for bytes at hand, under the name they are to be reported by.
[[nodiscard]] FileReport load_bytes(
    db::Database& database, std::string const& name, std::string_view bytes, Instant now);

} // namespace kith::directory
