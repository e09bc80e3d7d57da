// SPDX-License-Identifier: MIT
#pragma once

// What people do with concerns, each act whole inside one Change: pages, API and the invented year
// all come through here.
//
// Errors   `invalid` with the field; `conflict` if somebody was first; as the store's.

#include "concerns/allegation.h"
#include "concerns/room.h"

namespace kith::concerns {

// A colleague raises a concern in their own name, with the answers to the form `concerns/referral`.
Result<ConcernId> raise(Concerns const& room, Change& change, forms::Answers const& answers);

// A safeguarding lead sends what a colleague wrote (shared_draft_acts.h): raised by the colleague,
// for the agency they asked in.
struct Author {
    AccountId account;
    AgencyId agency;
};
Result<ConcernId> raise_for(
    Concerns const& room, Change& change, forms::Answers const& answers, Author const& author);

// It is about somebody who works with children: it goes to the designated officer, and whoever
// sends it on sees it no longer. `version` is the one they saw.
struct SentOn {
    ConcernId concern;
    std::int64_t version = 0;
    Worker worker = {};
    std::string reason = {};
};
Done send_on(Concerns const& room, Change& change, SentOn const& sent_on);

// The officer puts right whom it is about; `worker.version` is the one they saw.
Done correct_worker(Concerns const& room, Change& change, ConcernId id, Worker const& worker,
    std::string const& reason);

// The officer opens it to whom it is about, or to somebody who manages them; and closes it again.
Done open_to(Concerns const& room, Change& change, Opening const& opening);
Done close_to(Concerns const& room, Change& change, ConcernId id, OpeningId opening,
    std::string const& because);

// Somebody starts to weigh it. What no team holds is held by theirs from now on, here and when it
// is decided. `urgency` is how it looks so far, if they say; saying it again changes it.
Done take_up(Concerns const& room, Change& change, ConcernId id, std::string const& urgency = {});
// Partners were asked within a time: what is not decided yet is as urgent as that.
Done weigh_so_far(
    Concerns const& room, Change& change, Concern const& open, std::string const& urgency);

// Decided, with what is told to whoever raised it (never optional for a colleague). `version` is
// the one the decider saw; the same `key` again changes nothing, and with other words is
// `conflict`.
struct Weighed {
    ConcernId concern;
    std::int64_t version = 0;
    Choice choice = {};
    std::string reply = {};
    Uuid key = Uuid::fresh();
};
Done record_decision(Concerns const& room, Change& change, Weighed const& weighed);

// A message from the team to the raiser, or from the raiser to the team, by who is visiting. The
// same `key` with the same words again changes nothing; with other words it is another message.
Done send_message(
    Concerns const& room, Change& change, ConcernId id, std::string const& body, Uuid key);

// Whoever is visiting has read what came for their side, up to that place of the thread (what came
// since is still new): it leaves Home. Nothing new there is no error.
Done read_messages(Concerns const& room, Change& change, ConcernId id, std::int64_t up_to);

} // namespace kith::concerns
