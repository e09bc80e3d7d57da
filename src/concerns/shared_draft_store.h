// SPDX-License-Identifier: MIT
#pragma once

// The SQL of drafts that were shown to a safeguarding lead, and of what was written about them.
//
// Reading takes a Visit and decides "read" over the facts as they are at this moment, among them
// what the draft says now; writing takes a Change, decides the act and writes the ledger entry. To
// whoever may not read it a draft is one that does not exist.
//
// Cost     a few indexed reads and one unsealing a draft. `list_shown` is one read for whoever
// leads
//          nowhere.
// Errors   `not_found`, `not_allowed`.

#include "concerns/shared_drafts.h"
#include "concerns/store.h"

namespace kith::concerns {

// The visitor's own, shown to anybody or not; or one shown to them; or what it became, to whoever
// sent it.
[[nodiscard]] Result<SharedDraft> find_shared(
    Visit const& visit, forms::Drafts const& drafts, DraftId id);
// What colleagues have shown to the visitor and nobody has sent, the longest waiting first.
[[nodiscard]] std::vector<SharedDraft> list_shown(Visit const& visit, forms::Drafts const& drafts);
// The visitor's own on which a lead has written something, the latest first.
[[nodiscard]] std::vector<SharedDraft> list_answered(
    Visit const& visit, forms::Drafts const& drafts);
// That which became this concern, if there was one and the visitor may read it.
[[nodiscard]] std::optional<SharedDraft> sharing_of(
    Visit const& visit, forms::Drafts const& drafts, ConcernId concern);
// What was written about one that was found: the earliest first.
[[nodiscard]] std::vector<DraftNote> notes_of(
    Visit const& visit, forms::Drafts const& drafts, SharedDraft const& shared);

// `act` is what was done to it as it stood `before`; `text` says it in the ledger.
[[nodiscard]] Done save(Change& change, SharedDraft const& before, SharedDraft const& after,
    std::string_view act, std::string const& text);
void add(
    Change& change, forms::Drafts const& drafts, SharedDraft const& shared, DraftNote const& note);

} // namespace kith::concerns
