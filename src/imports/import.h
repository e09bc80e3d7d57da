// SPDX-License-Identifier: MIT
#pragma once

// A list that an agency brings in, and what became, or would become, of each row.
//
// Shapes   plain values. What a row says is there as long as it lies sealed: until the import is
//          decided.

#include "base/ids.h"
#include "base/time.h"
#include "imports/file.h"
#include <map>
#include <string>
#include <vector>

namespace kith::imports {

enum class State { staged, accepted, refused, undone };
enum class Fate { fresh, perhaps_known, changed, unchanged };
[[nodiscard]] std::string_view write(State state);
[[nodiscard]] State read_state(std::string_view text);
[[nodiscard]] std::string_view write(Fate fate);
[[nodiscard]] Fate read_fate(std::string_view text);

struct Counts {
    std::int64_t rows = 0;
    std::int64_t made = 0; // those perhaps known among them
    std::int64_t perhaps_known = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t kept = 0; // touched since, when it was undone
};

// What somebody chose for rows that do not say, by the name of the choice.
using Settings = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::string write_settings(Settings const& settings); // JSON
[[nodiscard]] Settings read_settings(std::string_view json);
[[nodiscard]] std::string setting(Settings const& settings, std::string_view name); // "" if none

struct Import {
    ImportId id = {};
    std::string what = {}; // "people", "contexts", "cases", "missing"
    AgencyId agency = {};
    TeamId team = {};
    std::string file_hash = {}; // SHA-256 of its bytes
    std::string profile = {};
    std::string columns = {}; // which column is what, in words
    Settings settings = {};
    State state = State::staged;
    Counts counts = {};
    AccountId created_by = {};
    Instant staged_at = {};
    Instant decided_at = {}; // when it came to this state
    std::int64_t version = 0;
};

struct Line {
    std::string what;         // "birth date"
    std::string was = {};     // as it stands; empty if there was none
    std::string becomes = {}; // empty: withdrawn
};
struct Candidate {
    Thing thing = {};
    std::string why = {};
};
struct StagedRow {
    std::int64_t place = 0; // from 1
    Row row = {};           // empty once it was destroyed
    Fate fate = Fate::fresh;
    Thing thing = {}; // what on record it is; what it became
    std::int64_t version = 0;
    Thing beside = {};            // what it brought with it
    std::vector<Line> lines = {}; // what would change
    std::vector<Candidate> candidates = {};
    std::size_t like_row = 0;              // of this file: perhaps the same
    std::vector<std::string> remarks = {}; // what else is to be known before it is accepted
    // What somebody said of its candidates: "new", or which of them; empty until then.
    std::string settled = {};
    std::string kept = {};    // why undoing left it
    std::string trouble = {}; // why the file cannot be staged with it; such a row is never kept

    // Empties what becomes of it, to be said anew; its candidates and what was settled stay.
    void begin_again();
};
inline constexpr std::string_view settled_as_new = "new";
[[nodiscard]] std::string written(Thing const& thing); // "person UUID": as `settled` has it

[[nodiscard]] Counts counts_of(std::vector<StagedRow> const& rows);

} // namespace kith::imports
