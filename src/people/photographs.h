// SPDX-License-Identifier: MIT
#pragma once

// A person's photograph: added, replaced by another, taken off with a reason, put back.
//
// 1. One stands at a time on a record. Of records that are one person the newest that stands is
//    shown.
// 2. Nothing is written over: what was replaced or taken off stays, unseen, and can be put back by
//    whoever keeps the record.
// 3. The file is sealed with the person's own key, and so is why it was taken off.
//
// Cost     an indexed read for each record that is this person.
// Errors   `invalid` with the field, `not_found`, `not_allowed`, `conflict` if somebody was first.

#include "people/room.h"
#include "platform/documents/documents.h"

namespace kith::people {

struct Photograph {
    PhotographId id = {};
    PersonId record = {};
    AttachmentId file = {};
    std::optional<PartialDate> taken = {};
    std::string source = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string why = {}; // it was taken off; "" where this visit may not read it
};

// Newest first. `person` is one that this visit was given by `find`.
[[nodiscard]] std::vector<Photograph> list_photographs(Visit const& visit, Person const& person);
// The one that stands and can be shown, for the identity bar.
[[nodiscard]] std::optional<Photograph> standing_photograph(Visit const& visit, PersonId person);

[[nodiscard]] Done add_photograph(Change& change, Person const& person, Photograph const& wanted);
[[nodiscard]] Done take_photograph_off(
    Change& change, Person const& person, PhotographId id, std::string const& reason);
[[nodiscard]] Done put_photograph_back(Change& change, Person const& person, PhotographId id);

// Who sees the file: whoever may read the person and has said why, as long as it stands, and
// whoever `room.photograph_for` lets; one that was taken off, whoever keeps the record.
[[nodiscard]] documents::Holder photograph_holder(People const& room);
// It stays or goes as two records part.
[[nodiscard]] LaterKind later_photographs();

} // namespace kith::people
