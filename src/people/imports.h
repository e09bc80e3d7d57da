// SPDX-License-Identifier: MIT
#pragma once

// Files of people that an agency brings in: staged, looked at, accepted or refused as a whole, and
// undone.
//
//   stage(room, visit, staging)        reads who is known, and keeps the rows sealed
//   look_again(room, visit, import)    the same rows against who is known now
//   accept(room, visit, import)        all of it, or nothing
//   refuse(visit, import)              nothing; the rows are destroyed
//   undo(visit, import, why)           takes back what was accepted
//
// 1. A row is somebody on record, surely, only if it carries the agency's own number of theirs, or
//    another number that was verified, or that this agency gave, and the same whole birth date; and
//    only a record that the agency answers for. All others are new people.
// 2. A new person who may be somebody known is a record of their own, proposed for "the same
//    person?": a person decides. Nothing is ever joined here.
// 3. Who brings files in looks for candidates among those they may know. The command line, which
//    may open no record, among those its agency answers for.
// 4. What rows say is personal: it is sealed with a key of this import's own, and both are
//    destroyed when the import is accepted or refused, or after 30 days.
// 5. New people are involved with the team that is named; without one, with whoever accepts.
// 6. Undoing withdraws people it made whom nobody has touched since, and takes back what it changed
//    where nobody has saved since. The others stay, and are listed.
//
// Cost     staging: some ten indexed reads a row; accepting: some twenty statements a new person,
//          in one Change. Memory: about four times the file.
// Errors   `not_found` unless this visit may know the import; `conflict` if it, or a record it
// would
//          change, was saved since; `invalid` with the field.

#include "people/import_store.h"
#include "people/room.h"
#include <functional>

namespace kith::people {

struct Staging {
    AgencyId agency;
    ImportOwner owner;
    TeamId team = {};
    std::string file_hash = {};
    std::string profile = {};
    ImportFile const& file;
};
using ImportProgress = std::function<void(std::size_t done, std::size_t of)>; // may throw: to stop
inline constexpr std::int64_t staged_is_kept_days = 30;

// What would become of each row; keeps nothing.
[[nodiscard]] std::vector<StagedRow> plan_import(People const& room, Visit const& visit,
    AgencyId agency, ImportOwner const& owner, std::vector<ImportRow> const& rows,
    ImportProgress const& progress = {});
[[nodiscard]] Result<Import> stage(People const& room, Visit const& visit, Staging const& staging,
    ImportProgress const& progress = {});
[[nodiscard]] Result<Import> look_again(
    People const& room, Visit const& visit, Import const& import, ImportOwner const& owner);
[[nodiscard]] Result<Import> accept(People const& room, Visit const& visit, Import const& import,
    ImportOwner const& owner, ImportProgress const& progress = {});
[[nodiscard]] Result<Import> refuse(Visit const& visit, Import const& import);
[[nodiscard]] Result<Import> undo(Visit const& visit, Import const& import, std::string const& why,
    ImportProgress const& progress = {});

// Refuses what was staged 30 days ago and more; how many.
std::size_t forget_staged(db::Database& database, ledger::Keys& keys, Instant now);

} // namespace kith::people
