// SPDX-License-Identifier: MIT
#pragma once

// What pages and programs do with people of concern, each whole inside one Change.
//
// Errors   `invalid` with the form's field; `conflict` where somebody was first; as the store's.

#include "disruption/of_concern_store.h"

namespace kith::disruption {

inline constexpr char const* of_concern_review_rule = "of_concern.review";
inline constexpr char const* of_concern_decision_rule = "of_concern.decision";

// The last day on which somebody who is of concern from that day on is looked at again.
[[nodiscard]] Date latest_review(Disruption const& room, Date on);
// Until when whoever is under consideration is decided about.
[[nodiscard]] Date decision_due(Disruption const& room, OfConcern const& one);
// May this visit decide, who had it considered left out?
[[nodiscard]] bool may_decide(Visit const& visit, OfConcern const& one);

// Under consideration, with the visitor's own teams to work on it. `knows_them`: "yes" or "no".
[[nodiscard]] Result<OfConcern> open_of_concern(Disruption const& room, Change& change,
    OfConcernDetails const& details, std::string const& knows_them);
[[nodiscard]] std::vector<Error> problems_of_opening(Disruption const& room, Date today,
    OfConcernDetails const& details, std::string const& knows_them);
[[nodiscard]] Result<OfConcern> correct(Disruption const& room, Change& change, OfConcernId id,
    std::int64_t version, OfConcernDetails const& details, std::string const& reason);

[[nodiscard]] Result<OfConcern> set_standing(Disruption const& room, Change& change, OfConcernId id,
    std::int64_t version, StandingTyped const& typed);
// The last entry was wrong: the one before it stands again. Not a clearing.
[[nodiscard]] Result<OfConcern> take_back(Disruption const& room, Change& change, OfConcernId id,
    StandingEntryId entry, std::string const& because);

struct EvidenceTyped {
    std::string source = {};
    std::optional<Date> seen_on = {};
    std::string words = {};
    std::string grade_source = {};
    std::string grade_information = {};
    std::string sharing = {}; // G-7KM-4QX9, of intelligence
};
[[nodiscard]] Result<Uuid> add_evidence(
    Disruption const& room, Change& change, OfConcernId id, EvidenceTyped const& typed);
[[nodiscard]] Done take_evidence_back(
    Change& change, OfConcernId id, Uuid const& evidence, std::string const& because);

// A phone, vehicle, account or premises that they use, from when and until when, and who says so.
struct UsedThing {
    LinkId link = {};
    std::string kind = {}; // data/code_lists/named_kind.csv
    std::string as_written = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    std::string source = {};
    NamedThingId thing = {};
};
inline constexpr char const* used_kinds[]
    = {"phone", "vehicle", "online_account", "bank_account", "place"};
[[nodiscard]] std::vector<UsedThing> used_by(
    Disruption const& room, Visit const& visit, OfConcern const& one);
[[nodiscard]] Done name_used(
    Disruption const& room, Change& change, OfConcernId id, UsedThing const& typed);
[[nodiscard]] Done end_used(Disruption const& room, Change& change, OfConcernId id, LinkId link,
    std::string const& because);

// They are a person on record, whom this visitor may know; or are not after all.
[[nodiscard]] Done match(
    Change& change, OfConcernId id, std::string const& reference, std::string const& because);
[[nodiscard]] Done part(
    Change& change, OfConcernId id, Uuid const& match, std::string const& because);

// Another team works on it from now on.
[[nodiscard]] Done bring_in_team(
    Change& change, OfConcernId id, TeamId team, std::string const& because);
[[nodiscard]] Done let_team_go(
    Change& change, OfConcernId id, Uuid const& row, std::string const& because);
// The visitor knows them outside their work, and reads it no longer.
[[nodiscard]] Done keep_away(Change& change, OfConcernId id, std::string const& because);

} // namespace kith::disruption
