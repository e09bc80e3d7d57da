// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of submissions, and of what is kept apart from them.
//
// Reading takes a Visit, decides "read" over each row's facts and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. What was told is
// sealed with the submission's own key, who told it with another: nothing of either stands in the
// clear, and no statement finds a submission by what it tells.
//
// A mark says that something of a record was offered: a hash, keyed with a key of the folder, of
// the record and a number. Whoever has the record and the key finds its marks; whoever has the
// table finds neither the record nor the submission. No ledger entry names the record in the Change
// that sends: that of the submission tells of all that was kept.
//
// Cost     a find is one indexed read and the opening of what was sealed. Lists decide each row, at
//          most 500.
// Errors   `not_found`, `not_allowed`; `conflict` where somebody was first.

#include "intelligence/room.h"
#include <vector>

namespace kith::intelligence {

[[nodiscard]] access::Facts facts_of(Submission const& one);
[[nodiscard]] access::Facts source_facts_of(Submission const& one); // of who told it

[[nodiscard]] Result<Submission> find(Visit const& visit, SubmissionId id);
// As far as this visit may know, the newest first.
[[nodiscard]] std::vector<Submission> list(Visit const& visit);
// Sent, and nobody at the desk has said yet that it was received; the oldest first. For whom it
// waits.
[[nodiscard]] std::vector<Submission> list_waiting(Visit const& visit);

// Without what is sealed, for who may know it; notes no look. For rules about more than one record.
[[nodiscard]] std::optional<Submission> bare_submission(Visit const& visit, SubmissionId id);
// Of rows of intelligence_submissions, in their order, those that this visit may know.
[[nodiscard]] std::vector<Submission> those_known(Visit const& visit, db::Rows const& rows);

// As it stands then, with id and reference.
[[nodiscard]] Result<Submission> add(
    Change& change, forms::Answers const& told, Source const& source);
[[nodiscard]] Result<Submission> receive(Change& change, SubmissionId id);
[[nodiscard]] Result<Submission> withdraw(
    Change& change, SubmissionId id, std::string const& reason);

// May this visit read who told it? Notes no look.
[[nodiscard]] Result<Submission> find_to_ask_source(Visit const& visit, SubmissionId id);
// A look of its own in the ledger, with its reason. `not_found` for all but source handlers.
[[nodiscard]] Result<Source> find_source(
    Visit const& visit, SubmissionId id, std::string const& reason);

void mark_offered(Intelligence const& room, Change& change, Thing const& drawn_from);
// When something of that record was offered, the first first. The caller has found the record.
[[nodiscard]] std::vector<Date> offered_on(
    Intelligence const& room, Visit const& visit, Thing const& drawn_from);

// By which whoever has the folder's key finds what a table does not name.
[[nodiscard]] std::string keyed_hash(
    ledger::Keys const& keys, std::string_view purpose, std::string_view text);

// What a key of idempotency is held against: nobody who reads the table can try out what was sent.
[[nodiscard]] std::string fingerprint(Intelligence const& room, std::string_view sent);

} // namespace kith::intelligence
