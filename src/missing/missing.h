// SPDX-License-Identifier: MIT
#pragma once

// The front door of missing: somebody away from where they should be, and their return.
//
//   report(room, change, {...}, parties)   begins an episode; its clock, grade and parties with it
//   grade, add_to_log, acknowledge         while they are missing
//   record_return(room, change, ...)       ends it; the 72 hours of the return interview begin
//   offer, hold, end_without               the return interview
//   write_learning, say_read               what should be known next time, and who has read it
//   candidates_of, accept_named, ...       what a return interview names
//   find(visit, id), list_of(visit, person)   reads
//   still_open(visit, person)              what keeps a case from closing
//   prepare_return(room, visit, ...), make_return(change, ...)   what an authority returns
//   room.list                              the tracker that an agency brings in (imports/kind.h)
//   room.exploited = ...                   who is known to be exploited, from a room above
//   room.went.push_back(...)               what another room does when somebody goes missing

#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/import_list.h"
#include "missing/interview_acts.h"
#include "missing/interview_store.h"
#include "missing/learning_acts.h"
#include "missing/named_acts.h"
#include "missing/repeats.h"
#include "missing/returns.h"
#include "missing/returns_store.h"
#include "missing/room.h"
#include "missing/store.h"

namespace kith::missing {

// What keeps a case about this person from closing, as far as this visit may know.
struct StillOpen {
    std::string text; // "M-7KM-4QX9 is still open"
    std::string href;
};
[[nodiscard]] std::vector<StillOpen> still_open(Visit const& visit, PersonId person);

// By which this visit may see the photograph of somebody: an episode of theirs, shared with it,
// from which they are not back. Nothing else opens it; it is never more than a look.
[[nodiscard]] std::optional<access::Facts> photograph_facts(Visit const& visit, PersonId person);

void join(House& house, Missing& room);

} // namespace kith::missing
