// SPDX-License-Identifier: MIT
#pragma once

// What the acts on an episode share (acts.h). The room's own: each follows from an act that the
// caller has decided and recorded.

#include "missing/acts.h"
#include <string>
#include <vector>

namespace kith::missing {

// What happened, in the chronology of whoever it is about.
void tell_event(Missing const& room, Change& change, Episode const& one, char const* kind,
    Instant at, std::string said);
// Their other times. Of one that this visit may not know nothing is told but that there is one.
[[nodiscard]] std::vector<Episode> others_of(Change& change, Episode const& one);
[[nodiscard]] Done check_reason(std::string const& reason);

// Who sees to the interview: the authority that answers for them, else the one where they live.
[[nodiscard]] TeamId team_for_interview(std::vector<Party> const& parties);
// An interview that no authority sees to, or whose authority shares the episode no more, goes to
// the first that is named.
void give_interview(Change& change, EpisodeId id);
// They are back: the 72 hours run.
void begin_interview(Missing const& room, Change& change, Episode const& back);
// The return moved: so does what is due, where it is still owed.
void move_interview(Missing const& room, Change& change, Episode const& back);

} // namespace kith::missing
