// SPDX-License-Identifier: MIT
#pragma once

// What a decision on a concern starts: cases of whom and what it is about.
//
// 1. An outcome that leads to work with somebody (an assessment, a strategy discussion, support at
//    level 3, early help, adult services) opens a case for each person the worry is about.
// 2. A referral of a context opens a case for each context where it happened, that the worry is
//    about, or where somebody spends time.
// 3. The time limit of law runs from when the concern was received, whatever is decided later.
// 4. Where an open case stands nothing is opened; who holds it is asked to look again.
// 5. A concern about somebody who works with children starts no case: a case is seen by more
//    people than such a concern is (concerns/joining.h, rule 4).
// 6. Deciding again opens nothing twice. Whoever is linked later gets their case by a press.
// 7. A case keeps what was decided and none of the reasons: its readers may not know the concern,
//    and a reason may tell who raised it. Whoever reads the concern's decisions reads them on the
//    case too, from the concern itself.
//
// Errors   what a rule or the policy refuses stops no decision: nothing is opened, and the
//          concern's page says for whom a case can be opened.

#include "cases/room.h"

namespace kith::cases {

// Registers with concerns: what is started, and the box on a concern's page.
void join_onward(Cases& room);

// Opens what the decision starts, in the same Change.
[[nodiscard]] Done start_cases(Cases const& room, Change& change, concerns::Concern const& concern,
    concerns::Decision const& decision);

// The reasons of the decision that the case came from, to who may read the concern's decisions:
// [{key, text}]; else nothing.
[[nodiscard]] html::Value decision_behind(Cases const& room, Visit const& visit, Case const& one);

} // namespace kith::cases
