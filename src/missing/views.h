// SPDX-License-Identifier: MIT
#pragma once

// What pages of the room draw. The room's own.

#include "missing/interview_store.h"
#include "missing/room.h"
#include "missing/store.h"
#include <string>
#include <vector>

namespace kith::missing {

[[nodiscard]] std::string address_of(EpisodeId id); // /missing/…
[[nodiscard]] std::string interview_address(EpisodeId id);
[[nodiscard]] std::string label_of(
    Missing const& room, std::string_view list, std::string_view code);
[[nodiscard]] std::string team_in_words(db::Connection& connection, TeamId team);

// {id, href, reference, name, age, kind, state, missing, away, length, since, grade {text, tone},
// facts, who_can_see, version}
[[nodiscard]] html::Value episode_view(
    Missing const& room, Visit const& visit, Episode const& episode);
// A line of the macro work_list.
[[nodiscard]] html::Value episode_row(
    Missing const& room, Visit const& visit, Episode const& episode);
[[nodiscard]] html::Value grade_view(Missing const& room, std::string const& grade);
// {text, state, exact}; "None is owed by law" of an adult.
// What came of an offer, to choose from: nothing is chosen already, for a press alone must not say
// that they said yes.
[[nodiscard]] html::Value results_asked(Missing const& room, Date today);
[[nodiscard]] html::Value interview_due(
    Missing const& room, ReturnInterview const& one, Instant now);
[[nodiscard]] std::string interview_state_in_words(Missing const& room, ReturnInterview const& one);
// What the visitor's own teams owe the interview that is open, by how they share the episode; none
// of who only reported it.
[[nodiscard]] std::vector<std::string> own_duties(Visit const& visit, ReturnInterview const& one);
// Grade as it stands now; "" if there is none.
[[nodiscard]] std::string grade_now(db::Connection& connection, EpisodeId id);

} // namespace kith::missing
