// SPDX-License-Identifier: MIT
#pragma once

// What people do with an episode, each act whole inside one Change: pages, API and the invented
// year come through here.
//
// 1. Whoever reports somebody may know them. The teams that share the episode are named at once:
//    police, the authority that answers for the person, the one where they live, who cares for
//    them; and the reporter's own.
// 2. If the child comes to be missing again before the return interview was held, the offer ends as
//    not possible, and the next interview covers that episode too.
// 3. A return starts the clock of the return interview: of a child, and of who may be one.
// 4. Somebody with whom they went has an episode of their own, with clocks of its own; the two are
//    joined.
// 5. Who is back already is reported with their return, which starts the clock. If they went
// missing
//    again since, the interview that is still to be held then speaks of this time too.
//
// Errors   `not_found` for whom the visit may not know; `invalid` with the form's field;
//          `conflict`.

#include "missing/room.h"
#include "missing/store.h"
#include <optional>
#include <vector>

namespace kith::missing {

struct Report {
    Episode episode = {}; // person, kind, times, where from, suspicion, answers; their return with
                          // its answers too, where they are back already (rule 5)
    std::optional<Grade> grade = {};
    std::vector<Party> parties = {}; // team and duty
};
[[nodiscard]] Result<Episode> report(Missing const& room, Change& change, Report const& wanted);
// The report put right: kind, times, answers. The return stays.
[[nodiscard]] Result<Episode> correct(
    Missing const& room, Change& change, Episode const& wanted, std::string const& reason);
// It was recorded in error: nobody finds it any more; what it said is kept.
[[nodiscard]] Done withdraw(Missing const& room, Change& change, EpisodeId id, std::int64_t version,
    std::string const& reason);

[[nodiscard]] Result<Grade> grade(
    Missing const& room, Change& change, EpisodeId id, Grade const& wanted);
[[nodiscard]] Result<LogEntry> add_to_log(
    Missing const& room, Change& change, EpisodeId id, LogEntry const& entry);
// Another team shares it from now on. Only police look for them, and only a council answers for
// them or is the authority where they live ("team", "duty" refused else); those three are named by
// whoever may also grade. An open interview that no authority sees to goes to the one named.
[[nodiscard]] Done share(Missing const& room, Change& change, EpisodeId id, Party const& party);

// Do they share it by their duty, so that they cannot be taken off? The only authority that answers
// for them or is where they live, and the only police while they are missing. `all` share it.
[[nodiscard]] bool shares_by_duty(
    Episode const& episode, Party const& party, std::vector<Party> const& all);
// They share it no longer, and why; `party` is the id of how they share it. Also where it is
// closed. `not_allowed` for who cares for them; `conflict` for the only authority that answers
// for them or is where they live, and for the only police while they are missing. What they wrote
// stands.
[[nodiscard]] Done share_no_more(Missing const& room, Change& change, EpisodeId id,
    Uuid const& party, std::string const& because);

// What police asked and saw on return, held between that and now.
[[nodiscard]] Done keep_prevention_interview(
    Missing const& room, Change& change, EpisodeId id, PreventionInterview const& held);

// `conflict`: what is closed takes nothing more until it is opened again.
[[nodiscard]] Done check_not_closed(Episode const& episode);
// May that team stand for that duty? `invalid` with "team" or "duty".
[[nodiscard]] Done check_party(Missing const& room, Visit const& visit, Party const& party);

// `wanted` holds when they came back, who found them, where, and the answers of missing/return.
[[nodiscard]] Result<Episode> record_return(
    Missing const& room, Change& change, Episode const& wanted);
// The return was entered wrongly: they are missing still, and no interview is due.
[[nodiscard]] Result<Episode> take_return_back(Missing const& room, Change& change, EpisodeId id,
    std::int64_t version, std::string const& reason);

// Rule 4: the open episode of that person is joined, or one begins as this one did.
[[nodiscard]] Result<Episode> went_with(
    Missing const& room, Change& change, EpisodeId id, PersonId companion);

// What keeps it from closing; empty where nothing does.
[[nodiscard]] std::vector<std::string> reasons_to_stay_open(
    Missing const& room, Visit const& visit, Episode const& episode);
[[nodiscard]] Result<Episode> close(Missing const& room, Change& change, EpisodeId id,
    std::int64_t version, std::string const& because);
[[nodiscard]] Result<Episode> open_again(Missing const& room, Change& change, EpisodeId id,
    std::int64_t version, std::string const& because);

// Rule 2: what was due of a time before ends as not possible, and the next interview covers it.
void end_open_offers(Change& change, Episode const& begun);

// Known (an open case of such a kind) or suspected.
[[nodiscard]] bool is_exploited(
    Missing const& room, db::Connection& connection, Episode const& episode);
// Under 18 that day, or nobody knows: then what is owed to a child is owed.
[[nodiscard]] bool may_be_a_child(db::Connection& connection, PersonId person, Date on);

} // namespace kith::missing
