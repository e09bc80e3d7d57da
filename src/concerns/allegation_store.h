// SPDX-License-Identifier: MIT
#pragma once

// The SQL of the allegation route: whom a worry is about, to whom it was opened, who is behind the
// wall, and which officers hold it.
//
// What is read here belongs to a concern: whoever holds one has been let through by the store.
// Writing decides "correct" or "open" on the concern and writes the ledger entry with it.
//
// Cost     a few indexed reads for each concern of the allegation route, none for the others.
// Errors   as the store's.

#include "concerns/allegation.h"
#include "concerns/store.h"

namespace kith::concerns {

// Sets `walled` and `opened_to` as they are for this visit. The store does it with each row.
void attend_wall(Visit const& visit, Concern& concern);

[[nodiscard]] std::optional<Worker> find_worker(db::Connection& connection, ConcernId concern);
[[nodiscard]] Done save(
    Change& change, Concern const& concern, Worker const& worker, std::string const& reason);
// With the concern itself, in the Change that raises it or sends it on.
void add(Change& change, Concern const& concern, Worker const& worker);

[[nodiscard]] std::vector<Opening> list_openings(db::Connection& connection, ConcernId concern);
[[nodiscard]] Done add(Change& change, Concern const& concern, Opening const& opening);
[[nodiscard]] Done close(
    Change& change, Concern const& concern, OpeningId opening, std::string const& because);

// Rule 4, on any day from `since` until `today`.
[[nodiscard]] std::vector<AccountId> managers_of(
    db::Connection& connection, Worker const& worker, Date since, Date today);

// Whom it is about, and who manages them: nobody if it is no allegation. For a page that must not
// name one of them; it tells the visitor nothing.
[[nodiscard]] std::vector<AccountId> behind_wall(
    db::Connection& connection, ConcernId concern, Date today);

// The designated officer's team for a district; where that is not known, the only one there is.
[[nodiscard]] TeamId officer_team_for(
    db::Connection& connection, std::string const& district, Date on);

// Colleagues whose name holds every word that was typed, two words at the least: name and agency,
// which all staff may know. Ten at most.
struct NamedColleague {
    AccountId account;
    std::string name;
    AgencyId agency;
    std::string agency_name;
};
[[nodiscard]] std::vector<NamedColleague> colleagues_named(
    db::Connection& connection, std::string const& typed, Date today);
// The agency of that name, if the directory has it; letters' case and spaces do not count.
[[nodiscard]] AgencyId agency_named(
    db::Connection& connection, std::string const& typed, Date today);

} // namespace kith::concerns
