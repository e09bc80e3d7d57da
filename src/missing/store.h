// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of an episode: its row and versions, who shares it, its grades, what was
// done, who went with whom, who has seen it.
//
// Reading takes a Visit, decides "read" over each row's facts and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. An episode is shared
// by the teams that answer for it, and known to those who work with the person: it says who they
// are by name, and opens no record of theirs. A wall or a seal round the person stands round it.
//
// Cost     a find is an indexed read of the row and those of the person's facts. Lists decide each
//          row: at most 500 that are open, 200 of one person.
// Errors   `not_found`, `not_allowed`; `conflict` if it was saved since it was read.

#include "missing/episode.h"
#include "platform/access/visit.h"
#include <string>
#include <vector>

namespace kith::missing {

using access::Change;
using access::Visit;

// What of a list this visit may know. Rows are read some at a time and decided, until `shown` of
// them are known or no row is left: what others may know takes no place.
struct Most {
    std::size_t shown = 500;
    std::int64_t at_once = 200;
};
template <class One>
struct Listed {
    std::vector<One> all = {};
    bool more = false; // there are others that this visit may know
};

[[nodiscard]] Result<Episode> find(Visit const& visit, EpisodeId id);
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Episode const& episode);
// Of the episode with that id, whoever looks; `not_found` where there is none. Decides nothing.
[[nodiscard]] Result<access::Facts> facts_by_id(Visit const& visit, EpisodeId id);
[[nodiscard]] bool knows(Visit const& visit, EpisodeId id); // notes no look

enum class Which { still_missing, back_not_closed, not_closed };
// As far as this visit may know, the latest start first: each is decided before the list is cut.
[[nodiscard]] Listed<Episode> list_open(Visit const& visit, Which which, Most most = {});
// Of all records of the person, as far as this visit may know; the latest first.
[[nodiscard]] std::vector<Episode> list_of(Visit const& visit, PersonId person);
// The same whoever looks: for the rules (none overlaps another, the rule of repeats). Decides
// nothing.
[[nodiscard]] std::vector<Episode> all_of(db::Connection& connection, PersonId person);
// The same as they stood before that moment: without those recorded since, or recorded in error.
[[nodiscard]] std::vector<Episode> all_as_known(
    db::Connection& connection, PersonId person, Instant before);
// Who has an episode that is not closed, for the daily round. Decides nothing.
[[nodiscard]] std::vector<PersonId> people_not_closed(db::Connection& connection);

// A new one, with id and reference; or the next version. `act` is what was done.
[[nodiscard]] Result<Episode> add(
    Change& change, Episode const& wanted, std::vector<Party> const& parties);
[[nodiscard]] Result<Episode> save(
    Change& change, Episode const& wanted, std::string_view act, std::string const& reason);

// On another record from now on, as the next version, with its interview. The caller has decided
// and recorded that.
void move_to_record(Change& change, EpisodeId id, PersonId to, std::string const& reason);

struct EpisodeWas {
    Episode one;
    Instant until;
    std::string reason;
};
// The caller has found the episode; so below.
[[nodiscard]] std::vector<EpisodeWas> versions_of(Visit const& visit, EpisodeId id);

[[nodiscard]] std::vector<Party> parties_of(db::Connection& connection, EpisodeId id);
// With whom it was shared and is no more, also where it is again since; the latest end first.
[[nodiscard]] std::vector<Party> parties_ended(db::Connection& connection, EpisodeId id);
// Who shared it at the end of the time before that moment.
[[nodiscard]] std::vector<Party> parties_as_known(
    db::Connection& connection, EpisodeId id, Instant before);
// Once more changes nothing; after it had ended it is shared again, and both times are kept.
void add_party(Change& change, Party const& party);
void end_party(Change& change, Uuid const& id, std::string const& because);
[[nodiscard]] std::vector<Grade> grades_of(
    db::Connection& connection, EpisodeId id); // latest first
// Decides "grade", and writes it into the ledger.
[[nodiscard]] Result<Grade> add_grade(Change& change, Episode const& of, Grade const& grade);
[[nodiscard]] std::vector<LogEntry> log_of(
    db::Connection& connection, EpisodeId id); // latest first
[[nodiscard]] Result<LogEntry> add_log(Change& change, Episode const& of, LogEntry const& entry);
[[nodiscard]] Done take_log_back(
    Change& change, Episode const& of, Uuid const& entry, std::string const& reason);

struct Acknowledgement {
    AccountId account;
    Instant at;
};
[[nodiscard]] std::vector<Acknowledgement> acknowledgements_of(
    db::Connection& connection, EpisodeId id); // the first first
// When it became so that somebody has to say that they have seen it: the first grade of those that
// are high without a break, or the return that was taken back since. Nothing: nobody has to.
[[nodiscard]] std::optional<Instant> must_be_seen_since(
    db::Connection& connection, Episode const& episode);
// Nobody of the police or of an authority that shares it has said so since.
[[nodiscard]] bool waits_for_somebody(db::Connection& connection, Episode const& episode);
// `conflict` where nothing waits to be seen; once more by the same account changes nothing.
[[nodiscard]] Done acknowledge(Change& change, Episode const& of);

// Went missing together: both ways.
[[nodiscard]] std::vector<EpisodeId> together_with(db::Connection& connection, EpisodeId id);
void join_together(Change& change, EpisodeId one, EpisodeId other);

[[nodiscard]] std::vector<PreventionInterview> prevention_interviews_of(
    db::Connection& connection, EpisodeId id);
[[nodiscard]] Done add_prevention_interview(
    Change& change, Episode const& of, PreventionInterview const& held);

// The caller has found the person, and decided that. Of any of their records.
[[nodiscard]] std::optional<Plan> plan_of(db::Connection& connection, PersonId person);
[[nodiscard]] Result<Plan> save_plan(
    Change& change, access::Facts const& person, Plan const& wanted, std::string const& reason);

} // namespace kith::missing
