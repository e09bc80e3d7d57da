// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of packs. As store.h: a pack is known only to who may know what it hangs on,
// and is read, kept and let out by the agency that made it (data/policies/evidence.toml).
//
// Shapes   copies lie in pieces of 256 KiB, each sealed for itself with the pack's key.
// Cost     `whole` is seven indexed reads. Lists decide each row, at most 500.
// Errors   `not_found`, `not_allowed`; `conflict` if somebody was first.

#include "evidence/pack.h"
#include "evidence/room.h"
#include <vector>

namespace kith::evidence {

[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Pack const& pack);
[[nodiscard]] Result<Pack> find(Visit const& visit, PackId id);
[[nodiscard]] Result<WholePack> whole(Visit const& visit, PackId id);
[[nodiscard]] std::vector<Pack> packs_of(Visit const& visit, Thing const& about);
[[nodiscard]] std::vector<Pack> packs_owned(Visit const& visit); // of the visitor's agency

[[nodiscard]] Result<Pack> add(Change& change, Pack const& wanted);
// Each of these decides `change`, unless another act is said.
[[nodiscard]] Result<PackItemId> add_item_row(
    Change& change, Pack const& pack, PackItem const& item);
[[nodiscard]] Done remove_item_row(
    Change& change, Pack const& pack, PackItem const& item, std::string const& because);
[[nodiscard]] Done add_check( // act `check`
    Change& change, Pack const& pack, PackItem const& item, ReleaseCheck const& check);
[[nodiscard]] Done add_decision(
    Change& change, Pack const& pack, PackItem const& item, UnusedDecision const& decision);
// Voids the checks of the pack.
[[nodiscard]] Result<PackRecipientId> add_recipient_row(
    Change& change, Pack const& pack, PackRecipient const& recipient);
[[nodiscard]] Done end_recipient_row(
    Change& change, Pack const& pack, PackRecipient const& recipient, std::string const& because);
// These two void the check of their item.
[[nodiscard]] Done add_redactions(Change& change, Pack const& pack, PackItem const& item,
    std::vector<Redaction> const& redactions);
[[nodiscard]] Done withdraw_redaction(
    Change& change, Pack const& pack, PackItem const& item, Redaction const& redaction);
[[nodiscard]] Result<PackCopy> add_copy( // act `make`
    Change& change, Pack const& pack, PackRecipient const& recipient, std::string const& bytes,
    std::vector<AttachmentId> const& files);
// As it was made. For who may `make` one; `not_found` once a file in it was marked.
[[nodiscard]] Result<std::string> bytes_of_copy(
    Visit const& visit, Pack const& pack, PackCopy const& copy);

// The bytes of copies that hold a file which was marked as a sexual image of a child go, for good.
void remove_copies_taken_away(db::Database& database);

} // namespace kith::evidence
