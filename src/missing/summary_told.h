// SPDX-License-Identifier: MIT
#pragma once

// What whoever meets about somebody who goes missing reads before: their own words first, then what
// happened, and room for what is decided. The room's own.
//
// 1. A return interview is told only to whoever may read it (what a child asked not to tell where
//    they live is not read there); who else is to be told what of it stands beside it.
// 2. Why the meeting is asked for is worked out of the episodes that this visit may read.
// 3. What was done, open actions and companions are those that this visit may know.
//
// Cost     the person's own rows; a few indexed reads for each episode. Errors   none.

#include "missing/room.h"
#include "missing/store.h"

namespace kith::missing {

// {count, asked, reasons, counted, rule, words, push, pull, episodes {head, rows, more}, places,
// with, with_said, plan, plan_when, done {head, rows, more}, open {head, rows}, agreed, in_short,
// shared}
[[nodiscard]] html::Value summary_of(
    Missing const& room, Visit const& visit, people::Person const& person);

// The open action that asks for the meeting, or else the latest that did; nothing where nobody was
// asked, as far as this visit may know.
[[nodiscard]] std::optional<actions::Action> meeting_asked(
    Missing const& room, Visit const& visit, std::vector<Episode> const& all);

} // namespace kith::missing
