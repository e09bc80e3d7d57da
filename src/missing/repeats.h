// SPDX-License-Identifier: MIT
#pragma once

// Somebody goes missing again and again, for long, or somebody exploits them: then the agencies
// meet. What was counted is told as facts; it is no score.
//
// The rule is data/reference/missing.toml (domain sources: docsbay.net, return interviews; a
// setting): three starts with no more than 30 days from the first to the third, one that lasts
// longer than 24 hours, or exploitation suspected. The meeting is asked for as an action with a
// clock, `missing.meeting`, once while it is open.
//
// Errors   as the actions' own.

#include "missing/room.h"
#include "missing/store.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::missing {

inline constexpr char const* meeting_rule = "missing.meeting"; // the clock of the meeting's action

// Why the agencies should meet, in sentences; empty where the rule does not ask for it. `all` are
// the person's episodes, `one` among them.
[[nodiscard]] std::vector<std::string> reasons_to_meet(
    RepeatRule const& rule, Episode const& one, std::vector<Episode> const& all, Instant now);
// The greatest number of starts within so many days that end with this one's, or with a later one's
// that was recorded no later: what is written down last may stand in the middle.
[[nodiscard]] int starts_within(int days, Episode const& one, std::vector<Episode> const& all);

// Asks for the meeting where the rule says so and nobody has been asked yet, whoever may know
// that: while one is open about any of their times none is asked for, and about one time it is
// asked for once, unless a reason came up after it had ended.
[[nodiscard]] Done propose_meeting(Missing const& room, Change& change, Episode const& one);

// The daily round: the same for each person with an episode that is not closed, though nobody acts.
// Where agencies met about another time after the reason was there, it is not asked for anew.
void ask_for_meetings(Missing const& room, access::Gate const& gate);

// Withdraws what was asked about that episode and is open, where this visit may.
[[nodiscard]] Done end_meeting(
    Missing const& room, Change& change, EpisodeId about, std::string const& why);
// The same for each episode of the person that gives no reason any more.
[[nodiscard]] Done end_meetings_without_reason(
    Missing const& room, Change& change, PersonId person, std::string const& why);

} // namespace kith::missing
