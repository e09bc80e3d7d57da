// SPDX-License-Identifier: MIT
#pragma once

// Lists that an agency brings in: read, staged, looked at, accepted or refused as a whole, undone.
//
//   prepare(kind, visit, head, text, map)  reads it, and plans what would become of each row
//   stage(kind, visit, head, prepared)     keeps the rows sealed
//   settle(kind, visit, import, said)      somebody says which of its candidates a row is, or new
//   look_again(kind, visit, import)        the same rows against what is known now
//   accept(kind, visit, import)            all of it, or nothing
//   refuse(visit, import)                  nothing; the rows are destroyed
//   undo(kind, visit, import, why)         takes back what was accepted
//
// 1. What rows say is personal: it is sealed with a key of this import's own, and both are
//    destroyed when the import is accepted or refused, or after 30 days.
// 2. A kind that tries first accepts its rows within a Change that is undone: what its acts refuse
//    is that row's trouble, and then nothing is staged.
// 3. Undoing leaves, with the reason, what somebody built on since; the rest goes.
//
// Cost     staging: some ten indexed reads a row; accepting: some twenty statements a new record,
//          in one Change. Memory: about four times the file.
// Errors   `not_found` unless this visit may know the import; `conflict` if it, or a record it
//          would change, was saved since; `invalid` with the field.

#include "imports/kind.h"

namespace kith::imports {

struct Prepared {
    File file;
    std::vector<StagedRow> plan = {}; // none if some row has a trouble
};
[[nodiscard]] Result<Prepared> prepare(Kind const& kind, Visit const& visit, Import const& head,
    std::string text, Mapping const& asked, Progress const& progress = {});
[[nodiscard]] Result<Import> stage(
    Kind const& kind, Visit const& visit, Import head, Prepared const& prepared);
struct Settled {
    std::int64_t place = 0;
    std::string as = {}; // `settled_as_new`, or written(candidate)
};
[[nodiscard]] Result<Import> settle(
    Kind const& kind, Visit const& visit, Import const& import, std::vector<Settled> const& said);
[[nodiscard]] Result<Import> look_again(Kind const& kind, Visit const& visit, Import const& import);
[[nodiscard]] Result<Import> accept(
    Kind const& kind, Visit const& visit, Import const& import, Progress const& progress = {});
[[nodiscard]] Result<Import> refuse(Visit const& visit, Import const& import);
[[nodiscard]] Result<Import> undo(Kind const& kind, Visit const& visit, Import const& import,
    std::string const& why, Progress const& progress = {});

// Did somebody work on the record since the import was decided? By the ledger; looks and returns do
// not count, nor does what undoing it does at this moment.
[[nodiscard]] bool worked_on_since(Change& change, Import const& import, Thing const& thing);

} // namespace kith::imports
