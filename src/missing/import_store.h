// SPDX-License-Identifier: MIT
#pragma once

// What a tracker that was brought in writes, and takes back. The room's own.
//
// The caller has decided and recorded it. Cost: a few statements an episode. Errors: none.

#include "imports/imports.h"
#include "missing/import_row.h"
#include "missing/interview_store.h"

namespace kith::missing {

using imports::Import;

// Facts of an episode as the list's agency brings it in: "bring in" and "withdraw" are decided on
// them.
[[nodiscard]] Result<access::Facts> facts_for_list(
    Visit const& visit, AgencyId agency, Episode const& episode);
// Of one that stands; `not_found` where it was withdrawn.
[[nodiscard]] Result<Episode> episode_for_list(db::Connection& connection, EpisodeId id);

// With its return and its closing; id, reference and version are given here.
[[nodiscard]] Episode insert_listed(
    Change& change, Import const& import, Episode one, std::vector<Party> const& parties);
struct ListedAs {
    bool person_made = false;
    bool start_day_only = false;
    bool return_day_only = false;
};
void note_listed(Change& change, Import const& import, Episode const& one, ListedAs const& as);
void insert_listed_grade(Change& change, Grade const& grade);
void insert_listed_log(Change& change, LogEntry const& entry);
void insert_listed_interview(Change& change, ReturnInterview const& one);
void insert_listed_offer(Change& change, Offer const& offer);

// Did that import bring the episode in? What it knew of its times.
[[nodiscard]] std::optional<ListedAs> listed_as(
    db::Connection& connection, EpisodeId id, std::optional<ImportId> import = {});
// Nobody finds it any more; nor its interview.
void withdraw_listed(Change& change, Episode const& one, std::string const& reason);
// What the import brought in for the person: does an episode of it stand, did the person come with
// it?
struct LeftOfPerson {
    std::vector<Thing> brought = {};
    bool episodes = false;
    bool person_made = false;
};
[[nodiscard]] LeftOfPerson left_of_person(
    db::Connection& connection, Import const& import, PersonId person);

} // namespace kith::missing
