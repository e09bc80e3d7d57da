// SPDX-License-Identifier: MIT
#pragma once

// The chronology of a case: what was done on it, and what is known of its subject, newest first;
// how it stood at any moment before; and what others did since somebody last looked.
//
// 1. What was done: opened, moved on, allocated, levels judged, times extended, closed, from the
//    kept versions and rows; assessments, goals and partners that were put right
//    (chronicle_corrections.h); consent, support past 18 and what asked for a look
//    (chronicle_added.h); and all that the parts of the room tell of their own acts (events
//    drawn from the case: a conference, an assessment, a plan).
// 2. What is known of the subject is its own chronology, for whoever may open its record without
//    saying why first. A context's case names nobody whom its reader may not know.
// 3. "As known on" is read from cases_was and rows as they were recorded (decisions of the house:
//    7).
//
// Cost     that of the subject's chronology and one indexed read a source.
// Errors   as links/chronology.h.

#include "cases/room.h"
#include "platform/access/routes.h"

namespace kith::cases {

// The caller has found the case.
[[nodiscard]] links::Chronology chronology_of(
    Cases const& room, Visit const& visit, Case const& one, links::ChronologyFilter const& filter);
// The case as it was known then; nothing if there was none yet.
[[nodiscard]] std::optional<Case> as_known(Visit const& visit, Case const& one, Instant known_at);
// [{key, text}]: stage, level, kinds of harm, who held it, consent, support past 18, what asked for
// another look and was not answered yet; of a context also how its record stood.
[[nodiscard]] html::Value as_known_view(
    Cases const& room, Visit const& visit, Case const& one, Instant known_at);
[[nodiscard]] std::vector<links::News> news_of(
    Cases const& room, Visit const& visit, Case const& one, Instant since);

// Its routes and operation.
void join_chronicle(House& house, Cases& room);

} // namespace kith::cases
