// SPDX-License-Identifier: MIT
#pragma once

// What people do about partners' knowledge, each act whole inside one Change: pages, API and the
// invented year all come through here.
//
// Errors   `invalid` with the field; `conflict` if somebody was first; as the store's.

#include "concerns/room.h"
#include "platform/forms/form.h"

namespace kith::concerns {

// One act asks all of them. `answers` are those of the form concerns/partner_request; the same
// `key` again changes nothing.
struct Asking {
    ConcernId concern;
    std::vector<Partner> partners = {};
    std::string urgency = {};
    forms::Answers answers = {};
    Uuid key = Uuid::fresh();
};
Result<PartnerRequestId> ask_partners(Concerns const& room, Change& change, Asking const& asking);

// A partner's answer, the rest of one, or a correction. `version` is the one the answerer saw.
struct Answering {
    PartnerCheckId check;
    std::int64_t version = 0;
    forms::Answers answers = {}; // to the form concerns/partner_answer
    std::string reason = {};     // of a correction
};
Done answer_partner_check(Concerns const& room, Change& change, Answering const& answering);

// Asks those who are silent again: one of them alone, or all.
Done chase_partners(Concerns const& room, Change& change, ConcernId concern,
    PartnerRequestId request, PartnerCheckId alone = {});
Done close_partner_request(Concerns const& room, Change& change, ConcernId concern,
    PartnerRequestId request, std::string const& reason);

// Who has not answered yet, over every open request about it.
[[nodiscard]] std::vector<PartnerCheck> silent_partners(
    Concerns const& room, Visit const& visit, Concern const& concern);
// A decision was recorded: those who were silent then are recorded with it.
Done record_silences(
    Concerns const& room, Change& change, Concern const& concern, DecisionId decision);

} // namespace kith::concerns
