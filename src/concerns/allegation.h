// SPDX-License-Identifier: MIT
#pragma once

// A worry about somebody who works or volunteers with children.
//
// 1. The designated officer of the local authority is told within one working day of its being
//    known (Working Together to Safeguard Children 2023; rule "allegation.contact").
// 2. It goes to the designated officer's team, not to the queue of the front door.
// 3. For the person it is about it does not exist until the officer opens it to them; nor for those
//    who manage them, unless they raised it themselves.
// 4. Who manages somebody: the safeguarding leads of their agency, and whoever has a manager's role
//    there in their team or in no team in particular; where no account is known, whoever has a
//    manager's role in the agency named. On any day since the worry was received.
// 5. Those who hold it are not walled off by managing the person, only by being the person.
//
// Shapes   plain values.
// Errors   rules answer `invalid` with the field that is wrong.

#include "concerns/concern.h"
#include "platform/forms/answers.h"

namespace kith::concerns {

// Whom it is about, as far as that is known.
struct Worker {
    std::string name = {};
    std::string role = {};          // what they do with children
    std::string employer = {};      // as it was said
    AgencyId agency = {};           // if the directory has it
    AccountId account = {};         // if they use Kith and somebody said which they are
    std::string told = "not_known"; // has anybody told them: yes, no, not_known
    std::string told_what = {};     // who told them, and what
    std::optional<Date> known_on = {};
    std::int64_t version = 0; // 0: not saved yet
};

struct Opening {
    OpeningId id;
    ConcernId concern;
    AccountId account;
    std::string reason;
    std::string words;    // what they read there
    bool in_full = false; // and what was raised, without who raised it
    Instant opened_at;
    AccountId opened_by = {};
    std::optional<Date> last_day = {};
    std::optional<Instant> closed_at = {};
    AccountId closed_by = {};
    std::string closed_because = {};

    [[nodiscard]] bool stands(Date today) const
    {
        return !closed_at && (!last_day || today <= *last_day);
    }
};

// How one visitor stands to one such worry.
struct Standing {
    bool concerned = false; // it is about them
    bool manages = false;   // they manage whom it is about
    bool raised = false;
    bool holds = false; // they are of the team that holds it
    bool opened = false;
};
// Rules 3 and 5.
[[nodiscard]] bool wall_stands(Standing const& standing);

// The answers to the questions "worker…" of a form: none if it is not about such a person.
[[nodiscard]] std::optional<Worker> worker_of(forms::Answers const& answers);
[[nodiscard]] Done check(Worker const& worker);
// Lower case, no punctuation, each word by itself: names are held against one another so.
[[nodiscard]] std::vector<std::string> plain_words(std::string const& text);

} // namespace kith::concerns
