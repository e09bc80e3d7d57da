// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of people of concern.
//
// Who may know a record is decided by its own rules (data/policies/of_concern.toml) over its own
// facts: nothing of what the person is in another room opens or closes it, save that a wall round
// the person stands round this too. What they are called is the record's own, so whoever reads it
// learns nothing of the person's record, and whoever reads that nothing of this.
//
// Reading takes a Visit, decides "read", and notes what was handed out. A name is handed out with
// its history, and drawn by of_concern.h alone.
//
// Cost     a find is four indexed reads; lists decide each row, at most 500.
// Errors   `not_found`, `not_allowed`; `conflict` if it was saved since it was read.

#include "disruption/of_concern.h"
#include "disruption/room.h"

namespace kith::disruption {

struct OfConcern {
    OfConcernId id = {};
    Reference reference = {}; // H-7KM-4QX9
    AgencyId owner_agency = {};
    OfConcernDetails details = {};
    std::vector<StandingEntry> history = {}; // the first first
    Standing standing = Standing::considered;
    Date standing_on = {};
    std::optional<Date> review_on = {};
    std::int64_t version = 0;
    AccountId created_by = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

[[nodiscard]] access::Facts facts_of(Visit const& visit, OfConcern const& one);
[[nodiscard]] Result<OfConcern> find(Visit const& visit, OfConcernId id);
[[nodiscard]] bool knows(Visit const& visit, OfConcernId id); // notes no look
// Whoever looks, for what hangs on it and has a rule of its own. Decides nothing.
[[nodiscard]] std::optional<access::Facts> facts_by_id(Visit const& visit, OfConcernId id);
// Of the visitor's agency, of what their teams work on, of what they recorded; those to be looked
// at the soonest first, then the latest.
[[nodiscard]] std::vector<OfConcern> list_of_concern(Visit const& visit);
// Matched with any record of that person, as far as this visit may read them.
[[nodiscard]] std::vector<OfConcern> of_person(Visit const& visit, PersonId person);

[[nodiscard]] Result<OfConcern> add(
    Change& change, OfConcern const& wanted, std::string const& why);
// The next version of what is not its history. `act` is decided and recorded.
[[nodiscard]] Result<OfConcern> save(
    Change& change, OfConcern const& wanted, std::string_view act, std::string const& reason);
// In the Change that saves the record as it stands after it.
void note_entry(Change& change, OfConcern const& one, StandingEntry const& entry);
[[nodiscard]] Done note_entry_back(
    Change& change, OfConcern const& one, StandingEntryId id, std::string const& because);

struct OfConcernWas {
    OfConcern record;
    Instant until;
    AccountId by;
    std::string reason;
};
// What each version replaced, the latest first; without their histories.
[[nodiscard]] std::vector<OfConcernWas> versions_of(Visit const& visit, OfConcern const& one);

// All, withdrawn ones too, whoever may read the intelligence among it: for rules and handling.
[[nodiscard]] std::vector<EvidenceOf> all_evidence(Visit const& visit, OfConcern const& one);
// As this visit may read it: intelligence only while it is shared with them.
[[nodiscard]] std::vector<EvidenceOf> evidence_of(Visit const& visit, OfConcern const& one);
[[nodiscard]] Result<Uuid> add_evidence(
    Change& change, OfConcern const& one, EvidenceOf const& evidence); // "change"
[[nodiscard]] Done withdraw_evidence(
    Change& change, OfConcern const& one, Uuid const& id, std::string const& because);

// That they are a person on record: those lines alone whose person this visit may know. Matching
// leaves no version: who may not know the person sees no trace of it.
struct MatchOf {
    Uuid id = {};
    PersonId person = {};
    std::string because = {};
};
[[nodiscard]] std::vector<MatchOf> matches_of(Visit const& visit, OfConcern const& one);
[[nodiscard]] Done put_match(Change& change, OfConcern const& one, PersonId person,
    std::string const& because); // "change"
[[nodiscard]] Done end_match(
    Change& change, OfConcern const& one, Uuid const& id, std::string const& because);

// Which teams work on it today. The caller has found the record.
struct TeamOnIt {
    Uuid id = {};
    TeamId team = {};
    std::string because = {};
};
[[nodiscard]] std::vector<TeamOnIt> teams_of(Visit const& visit, OfConcern const& one);
// The same team once more changes nothing. The caller has decided and recorded that.
void put_team(Change& change, OfConcern const& one, TeamId team, std::string const& because);
[[nodiscard]] Done end_team(
    Change& change, OfConcern const& one, Uuid const& id, std::string const& because);

// From now on a wall stands between the record and whoever makes this change.
void note_tie(Change& change, OfConcern const& one);

// A clearing, and whether this visitor is to be told of it (rule 7).
struct ClearedTold {
    StandingEntryId entry = {};
    OfConcernId record = {};
    Reference reference = {};
    Date on = {};
    bool read = false;
};
[[nodiscard]] std::vector<ClearedTold> cleared_to_tell(Visit const& visit); // not read yet
// `not_found` where they were never shown it before.
[[nodiscard]] Result<ClearedTold> find_cleared(Visit const& visit, StandingEntryId entry);
[[nodiscard]] Done say_cleared_read(Visit const& visit, StandingEntryId entry);

} // namespace kith::disruption
