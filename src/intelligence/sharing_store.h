// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of sharings: to whom a text was told, and what came of it.
//
// Cost     a find is three indexed reads; lists decide each row, at most 500.
// Errors   `not_found`, also for a recipient once it ended; `not_allowed`; `conflict`.

#include "intelligence/desk_store.h"

namespace kith::intelligence {

// A text as a recipient has it.
struct SharedText {
    Sharing sharing = {};
    SharingState state = SharingState::shared;
    std::string text = {}; // "" where this visit may not read it
    Handling handling = {};
    std::vector<Outcome> outcomes = {}; // the newest first
};

[[nodiscard]] access::Facts facts_of(Sharing const& one, SharingState state);

// As the desk keeps them, the newest first. For who sees the desk's work.
[[nodiscard]] std::vector<Sharing> sharings_of(Visit const& visit, Submission const& one);
[[nodiscard]] std::vector<Outcome> outcomes_of(Visit const& visit, Submission const& one);

// For its recipient while it is shared, and for the desk.
[[nodiscard]] Result<SharedText> find_shared(Visit const& visit, SharingId id);
// To this visitor, their agency and their teams, the newest first. Of what ended the text is empty.
[[nodiscard]] std::vector<SharedText> list_shared(Visit const& visit);
// Of those, what nobody has acknowledged and this visitor may: for their Home page.
[[nodiscard]] std::vector<SharedText> list_to_acknowledge(Visit const& visit);
// Shared with this visitor, of items that the desk said are about this record.
[[nodiscard]] std::vector<SharedText> shared_about(
    Intelligence const& room, Visit const& visit, Thing const& subject);

[[nodiscard]] Result<Sharing> add_sharing(
    Change& change, Submission const& one, Sharing const& sharing);
[[nodiscard]] Done recall_sharing(Change& change, SharingId id, std::string const& because);
[[nodiscard]] Done acknowledge_sharing(Change& change, SharingId id);
[[nodiscard]] Done add_outcome(Change& change, SharingId id, Outcome const& outcome);

} // namespace kith::intelligence
