// SPDX-License-Identifier: MIT
#pragma once

// What people do about a return interview, each act whole inside one Change.
//
// Errors   `invalid` with the form's field; `conflict` where it ended already, or was saved since
// it
//          was read; as the store's.

#include "missing/interview_store.h"
#include "missing/room.h"

namespace kith::missing {

[[nodiscard]] Done offer(Missing const& room, Change& change, EpisodeId episode, Offer const& made);

// How the child wants it, who holds it, how long the offer stays open.
struct Wishes {
    std::string preferred_person = {};
    std::string preferred_place = {};
    std::string preferred_method = {};
    std::string interviewer = {};
    std::optional<Date> hold_until = {};
    std::string hold_because = {};
    std::int64_t version = 0;
};
[[nodiscard]] Result<ReturnInterview> keep_wishes(
    Missing const& room, Change& change, EpisodeId episode, Wishes const& wishes);

// What was said, in answers of missing/interview; it was held at that moment.
struct Held {
    Instant held_at = {};
    std::string interviewer = {};
    std::string tell_home = {};
    int form_version = 0;
    std::string answers = {};
    std::string reason = {}; // where one that was held is put right
    std::int64_t version = 0;
};
// Also where it ended because they went missing again, and it turns out that it was held before.
[[nodiscard]] Result<ReturnInterview> hold(
    Missing const& room, Change& change, EpisodeId episode, Held const& held);

// When they went missing again, where the interview ended for that.
[[nodiscard]] std::optional<Instant> went_again(
    db::Connection& connection, ReturnInterview const& one);

// None is held: declined, in custody, for medical reasons, or not offered, with why.
struct Ending {
    std::string outcome = {}; // data/code_lists/interview_outcome.csv
    std::string who_declined = {};
    std::string tried = {};
    std::string because = {};
    std::int64_t version = 0;
};
[[nodiscard]] Result<ReturnInterview> end_without(
    Missing const& room, Change& change, EpisodeId episode, Ending const& ending);
// They want to talk after all.
[[nodiscard]] Result<ReturnInterview> open_interview_again(Missing const& room, Change& change,
    EpisodeId episode, std::int64_t version, std::string const& reason);

// What the next interview speaks of too: episodes whose own was not possible.
[[nodiscard]] std::vector<EpisodeId> covers(db::Connection& connection, ReturnInterview const& one);

} // namespace kith::missing
