// SPDX-License-Identifier: MIT
#pragma once

// What is done about what should be known if somebody goes missing again, each act whole inside one
// Change (learning.h has the rules).
//
// Errors   `invalid` with the form's field; as the store's.

#include "missing/learning_store.h"
#include "missing/room.h"

namespace kith::missing {

// Of an interview that was held, by whoever may hold it. `answers` are those of missing/learning.
[[nodiscard]] Result<Learning> write_learning(Missing const& room, Change& change,
    EpisodeId episode, forms::Answers const& answers, std::int64_t version);
// By name, for the visitor's team among those that share the episode. `version` is the one that was
// read: `conflict` where another stands.
[[nodiscard]] Done say_read(Missing const& room, Change& change, EpisodeId episode,
    std::string const& said, std::int64_t version);

// Why the episode, and so a case, waits: nothing was written, or somebody has not read it. With the
// rights of the program; names teams that share the episode.
[[nodiscard]] std::vector<std::string> learning_awaited(
    db::Connection& connection, EpisodeId episode);
// A team that is awaited, in words; of the writer's team a colleague.
[[nodiscard]] std::string awaited_in_words(
    db::Connection& connection, Learning const& learning, TeamId team);
// The teams that have still to read it.
[[nodiscard]] std::vector<TeamId> teams_to_read(
    db::Connection& connection, ReturnInterview const& interview);
// What was learned in other interviews of this person, as far as this visit may read it, the latest
// first.
struct Learned {
    EpisodeId episode;
    std::optional<Instant> held_at;
    Learning learning;
    bool kept = false; // from those they live with
};
[[nodiscard]] std::vector<Learned> learned_before(
    Visit const& visit, PersonId person, EpisodeId but);

} // namespace kith::missing
