// SPDX-License-Identifier: MIT
#pragma once

// What an author and their safeguarding leads do with a draft that was shown, each act whole inside
// one Change.
//
// Errors   `invalid` with the field; `conflict` if the draft was changed since it was read, with
//          nothing done; as the store's.

#include "concerns/room.h"
#include "concerns/shared_draft_store.h"

namespace kith::concerns {

// The author shows it to the leads of the agency they act for, or asks them again.
Done show_to_leads(Concerns const& room, Change& change, DraftId id);
Done take_sharing_back(Concerns const& room, Change& change, DraftId id);

// A lead writes advice, or why it is not sent. `revision` is that of the draft they read; the same
// `key` again changes nothing.
struct Advice {
    DraftId draft;
    NoteKind kind = NoteKind::advice;
    std::int64_t revision = 0;
    std::string body = {};
    Uuid key = Uuid::fresh();
};
Done write_advice(Concerns const& room, Change& change, Advice const& advice);

// A lead sends it: a concern raised by its author, for the agency that was asked. Sent twice it is
// one concern.
Result<ConcernId> send_for_author(
    Concerns const& room, Change& change, DraftId id, std::int64_t revision);
// The author has sent it themselves, as `concern`: with the draft's removal, in the same Change.
Done follow_sending(Concerns const& room, Change& change, DraftId id, ConcernId concern);

// What is missing from it, if it cannot be sent as it is.
[[nodiscard]] forms::Reading check_referral(Concerns const& room, forms::Answers const& answers);

} // namespace kith::concerns
