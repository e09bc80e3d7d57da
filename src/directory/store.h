// SPDX-License-Identifier: MIT
#pragma once

// Agencies, their teams, the districts a team covers and each agency's safeguarding leads.
//
// These are facts all staff may know, so reading takes a connection and notes no look; writing
// takes a Change, is decided by data/policies/directory.toml and goes into the ledger. Every row is
// dated: what was so then stays so. A save moves the version on and keeps what it replaced in
// agencies_was or teams_was.
//
// Errors   `invalid` with the field; `conflict` if somebody saved it since it was read;
//          `not_found` for what no row names; `not_allowed` by policy.

#include "base/ids.h"
#include "directory/kept_lines.h"
#include "directory/postcode.h"
#include "directory/who.h"
#include "platform/access/visit.h"
#include "platform/db/db.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::directory {

struct Agency {
    AgencyId id = {};
    std::string code; // short, unique, in lower case: "lancashire_county_council"
    std::string name;
    std::string kind; // data/code_lists/agency_kind.csv
    Period during = {};
    std::int64_t version = 0; // 0: not saved yet
};

struct Team {
    TeamId id = {};
    AgencyId agency = {};
    std::string name;
    std::string area;    // North, East, Central, or what the agency calls it; may be empty
    std::string purpose; // data/code_lists/team_purpose.csv
    Period during = {};
    std::int64_t version = 0;
};

// A team answers for a district, for its purpose, while the period lasts.
struct TeamArea {
    TeamId team = {};
    std::string district;
    Period during = {};
};

enum class LeadRole { lead, deputy };

struct Lead {
    AgencyId agency = {};
    AccountId account = {};
    LeadRole role = LeadRole::lead;
    Period during = {};
};

[[nodiscard]] Result<Agency> find_agency(db::Connection& connection, AgencyId id);
[[nodiscard]] Result<Agency> find_agency(db::Connection& connection, std::string_view code);
[[nodiscard]] std::vector<Agency> list_agencies(db::Connection& connection, Date on); // by name
[[nodiscard]] Result<Team> find_team(db::Connection& connection, TeamId id);
[[nodiscard]] std::vector<Team> list_teams(db::Connection& connection, Date on); // by name
[[nodiscard]] std::vector<Team> list_teams(db::Connection& connection, AgencyId agency, Date on);

// Which teams of a purpose answer for a district that day; by name. Empty: nobody is named yet.
[[nodiscard]] std::vector<Team> teams_for(
    db::Connection& connection, std::string_view district, std::string_view purpose, Date on);
[[nodiscard]] std::vector<TeamArea> list_team_areas(
    db::Connection& connection, TeamId team, Date on);
// The codes of the districts that any team answers for that day; empty while nobody is named.
[[nodiscard]] std::vector<std::string> list_served_districts(db::Connection& connection, Date on);

// Every row, past and to come, the newest first: of a team, of a district.
[[nodiscard]] std::vector<TeamArea> all_areas_of(db::Connection& connection, TeamId team);
[[nodiscard]] std::vector<TeamArea> all_areas_of(
    db::Connection& connection, std::string_view district);
[[nodiscard]] std::vector<Lead> all_leads_of(db::Connection& connection, AgencyId agency);

// The agency's safeguarding lead first, then deputies. Names belong to access (account id).
[[nodiscard]] std::vector<Lead> list_leads(db::Connection& connection, AgencyId agency, Date on);
[[nodiscard]] bool is_lead_of(
    db::Connection& connection, AgencyId agency, AccountId account, Date on);

// Also those that are closed or not yet there; by name.
[[nodiscard]] std::vector<Agency> list_all_agencies(db::Connection& connection);
[[nodiscard]] std::vector<Team> list_all_teams(db::Connection& connection, AgencyId agency);
// What saves replaced, the newest first.
[[nodiscard]] std::vector<Version<Agency>> versions_of(db::Connection& connection, AgencyId id);
[[nodiscard]] std::vector<Version<Team>> versions_of(db::Connection& connection, TeamId id);
[[nodiscard]] access::Facts facts_of(Agency const& agency);
[[nodiscard]] access::Facts facts_of(Team const& team);

// The id and version to go on with. A new one has version 0 and may bring its own id.
[[nodiscard]] Result<Agency> save(
    access::Change& change, Agency agency, std::string const& reason = {});
[[nodiscard]] Result<Team> save(access::Change& change, Team team, std::string const& reason = {});
// Opens the row; a row of the same team and district that still runs is closed the day before.
Done save(access::Change& change, TeamArea const& area);
Done close_area(access::Change& change, TeamArea const& area, Date last_day);
// Sets or takes away the last day of one row; what it was is kept. `conflict` if it is no longer as
// it was `read`. A last day before the first takes the row back: no day is left to it.
Done set_last_day(access::Change& change, TeamArea const& read, std::optional<Date> last);
Done set_last_day(access::Change& change, Lead const& read, std::optional<Date> last);
// One lead at a time: the one before ends the day before.
Done save(access::Change& change, Lead const& lead);

[[nodiscard]] std::optional<KnownPostcode> find_postcode(
    db::Connection& connection, Postcode const& postcode);
[[nodiscard]] std::int64_t count_postcodes(db::Connection& connection);

// What a page or command gives to `who`: looks up on a connection borrowed for each call.
[[nodiscard]] FindPostcode postcodes_of(db::Database& database);

} // namespace kith::directory
