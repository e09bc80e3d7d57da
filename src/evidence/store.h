// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of exhibits, their custody and timelines.
//
// Reading takes a Visit, decides "read" over each row's facts and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. What hangs on a
// record is known only to who may know that record: a person, a context, a step as those rooms say;
// a concern to who may decide it. All else answers as what does not exist.
//
// Shapes   the words of each record are sealed whole, with its own key.
// Cost     a find is an indexed read, and those of what it hangs on. Lists decide each row, at most
//          500.
// Errors   `not_found`, `not_allowed`; `conflict` if it was saved since it was read.

#include "evidence/exhibit.h"
#include "evidence/room.h"
#include <optional>
#include <vector>

namespace kith::evidence {

inline constexpr char const* kinds_of_about[] = {"person", "context", "concern", "disruption_step"};
// As far as this visit may know it. State is "worked with" where the visitor works with it, or
// decides the concern; "public place"; "known".
[[nodiscard]] Result<access::Facts> facts_of_about(Visit const& visit, Thing const& about);
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Exhibit const& exhibit);
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, TimelineEntry const& entry);

[[nodiscard]] Result<Exhibit> find(Visit const& visit, ExhibitId id);
[[nodiscard]] Result<Exhibit> find(Visit const& visit, Reference const& reference);
[[nodiscard]] std::optional<access::Facts> facts_by_id(Visit const& visit, ExhibitId id);
// Of a record (of a person: all their records), or of the visitor's agency; the latest first.
[[nodiscard]] std::vector<Exhibit> exhibits_of(Visit const& visit, Thing const& about);
[[nodiscard]] std::vector<Exhibit> exhibits_owned(Visit const& visit);
// Of the visitor's agency, those that wait for a second person.
[[nodiscard]] std::vector<Exhibit> exhibits_that_wait(Visit const& visit);

// With id and reference; or the next version.
[[nodiscard]] Result<Exhibit> add(Change& change, Exhibit const& wanted);
[[nodiscard]] Result<Exhibit> save(
    Change& change, Exhibit const& wanted, std::string const& reason);
[[nodiscard]] Done withdraw(Change& change, Exhibit const& exhibit, std::string const& because);
struct ExhibitWas {
    Exhibit exhibit;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
[[nodiscard]] std::vector<ExhibitWas> versions_of(Visit const& visit, Exhibit const& exhibit);

// In their order. The caller has found the exhibit.
[[nodiscard]] std::vector<CustodyEntry> custody_of(Visit const& visit, Exhibit const& exhibit);
[[nodiscard]] Result<CustodyId> add_custody(
    Change& change, Exhibit const& exhibit, CustodyEntry const& entry);
[[nodiscard]] Done confirm_custody(
    Change& change, Exhibit const& exhibit, CustodyEntry const& entry);
[[nodiscard]] Done mark_custody_wrong(
    Change& change, Exhibit const& exhibit, CustodyEntry const& entry, std::string const& because);

[[nodiscard]] Result<TimelineEntry> find(Visit const& visit, TimelineId id);
[[nodiscard]] std::vector<TimelineEntry> timeline_of(Visit const& visit, Thing const& about);
[[nodiscard]] Result<TimelineId> add(Change& change, TimelineEntry const& wanted);
[[nodiscard]] Done withdraw(Change& change, TimelineEntry const& entry, std::string const& because);

} // namespace kith::evidence
