// SPDX-License-Identifier: MIT
#pragma once

// The front door of intelligence: what was said, and who told it, kept apart.
//
//   submit(room, change, answers, drawn_from)   one submission; its source is sealed apart
//   list(visit), find(visit, id)                what came in, or what this visitor sent
//   receive(change, id), take_back(...)         the desk has it; or it was not meant
//   begin(room, visit, {...})                   the form, as a room above fills it in first
//   offered_on(room, visit, thing)              when something of a record was offered
//   room.origins["return_interview"] = ...      what a record gives to the sealed source
//
//   triage, grade, write_text, decide_about_text, review, weed …   the desk's own work
//   share, acknowledge, tell_outcome, recall    a text that was let out, to others (desk_acts.h)
//   panel_about(room, visit, thing)             the box on the page of a person, context or case
//   room.subject_of = ...                       whom or what a reference means
//   tightest(handlings)                         of what is drawn from several items

#include "intelligence/acts.h"
#include "intelligence/begun.h"
#include "intelligence/desk_acts.h"
#include "intelligence/panel.h"
#include "intelligence/room.h"
#include "intelligence/store.h"

namespace kith::intelligence {

void join(House& house, Intelligence& room);

} // namespace kith::intelligence
