// SPDX-License-Identifier: MIT
#pragma once

// What people do with a case, each act whole inside one Change: pages, API, import and the invented
// year all come through here.
//
// 1. One subject has one open case. What would open a second is told of the first.
// 2. A case moves as its pathway says: by who may, and only once all that it needs is there.
// 3. Its time limits run as case_clocks.h says, and what is owed by them keeps it from closing.
// 4. A level of a day before the one that stands is recorded, and replaces nothing.
// 5. The words of a context's case name no child: what looks like a name is refused (unnamed.h),
//    and what is joined later is withheld on reading (case_shown.h).
// 6. The next review falls by the level: rule "review.<level>" of clocks.toml, else "plan.review";
//    no later day is taken (liia.london/mace-review: 12 weeks at most for anybody open). A level
//    starts the clock of reviews where none runs. A completed review starts it anew; a level, or an
//    agreement, brings it forward where its review falls sooner, and never puts it off; but while
//    no plan is agreed a level judged anew is itself the look, and starts it anew.
// 7. A list that an agency brings in opens a case with the level that somebody judged there, its
//    reason and its next review: decided as "bring in", and never without the reason.
//
// Errors   `invalid` with the field; `conflict` if somebody was first; as the store's.

#include "cases/case_clocks.h"
#include "cases/room.h"

namespace kith::cases {

struct Opening {
    Thing subject;
    std::set<std::string> strands = {};
    std::string because = {};
    Thing from = {};                         // a concern
    std::optional<Instant> referred_at = {}; // when it was received; now, if left out
    TeamId team = {}; // else the exploitation team of the district, or the visitor's first
    AccountId worker = {};
    std::optional<LevelEntry> level = {}; // as a list has it (rule 7)
    std::optional<Date> next_review = {}; // the clock of reviews starts with it
};
// `conflict` if the subject has an open case, naming it only to who may know it. The team works
// with the subject from today on.
[[nodiscard]] Result<Case> open_case(Cases const& room, Change& change, Opening const& opening);

struct Step {
    CaseId of = {};
    std::int64_t version = 0; // the one that was seen
    std::string to = {};
    std::string because = {}; // in words; may be empty
};
[[nodiscard]] Result<Case> move_on(Cases const& room, Change& change, Step const& step);
// For a page: each way on, with what is missing for it.
struct WayOn {
    Move move;
    std::vector<Missing> missing = {};
};
[[nodiscard]] std::vector<WayOn> ways_on(Cases const& room, Visit const& visit, Case const& one);

struct Allocation {
    CaseId of = {};
    std::int64_t version = 0;
    TeamId team = {};
    AccountId worker = {};     // somebody of that team; none: to the team as a whole
    std::string handover = {}; // what whoever takes it needs to know
};
[[nodiscard]] Result<Case> allocate(
    Cases const& room, Change& change, Allocation const& allocation);
// The team that would hold the case if none is chosen: the exploitation team of the district of
// the context or the concern, else the visitor's first; none if there is neither.
[[nodiscard]] TeamId suggested_team(Cases const& room, Visit const& visit, Opening const& opening);
// May this visitor open it, and is there a team to hold it?
[[nodiscard]] bool may_open_case(Cases const& room, Visit const& visit, Opening const& opening);
// By hand a case is opened by whoever works with its subject, or decides the concern it comes from:
// they know of a case that stands. Others are answered alike, whether one stands or not.
[[nodiscard]] Done opens_by_hand(Visit const& visit, Thing const& subject, Thing const& from);
// Who can be chosen: (account, name) of those who work in the team that day.
[[nodiscard]] std::vector<std::pair<AccountId, std::string>> workers_of(
    Cases const& room, Visit const& visit, TeamId team);

// `invalid` on a closed case, and for a next review later than rule 6 says. The entry's
// `next_review` may be left out ({}): then it falls as rule 6 says.
[[nodiscard]] Result<Case> judge_level(
    Cases const& room, Change& change, CaseId id, std::int64_t version, LevelEntry entry);
struct Longer {
    ClockId clock = {};
    Instant due_at = {};
    std::string reason = {};
    Instant seen = {}; // when it was due as it was read: `conflict` where it moved meanwhile
};
[[nodiscard]] Result<Case> extend(
    Cases const& room, Change& change, CaseId id, std::int64_t version, Longer const& longer);
[[nodiscard]] Result<Case> set_strands(Cases const& room, Change& change, CaseId id,
    std::int64_t version, std::set<std::string> const& strands, std::string const& because);

// Everything that keeps it from closing, and what only informs.
[[nodiscard]] std::vector<Blocked> blocked(Cases const& room, Visit const& visit, Case const& one);
// A blocker asks for `override_reason` of somebody who may "override".
[[nodiscard]] Result<Case> close_case(
    Cases const& room, Change& change, std::int64_t version, Closure const& closure);
[[nodiscard]] Result<Case> reopen(
    Cases const& room, Change& change, CaseId id, std::int64_t version, std::string const& because);

} // namespace kith::cases
