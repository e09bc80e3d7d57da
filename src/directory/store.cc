// SPDX-License-Identifier: MIT
#include "directory/store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr db::Sql find_agency_by_id{"directory find agency",
        "select id, code, name, kind, from_day, until_day, version from agencies where id = $1"};
    constexpr db::Sql find_agency_by_code{"directory find agency by code",
        "select id, code, name, kind, from_day, until_day, version from agencies where code = $1"};
    constexpr db::Sql list_agencies_on{"directory list agencies",
        "select id, code, name, kind, from_day, until_day, version from agencies "
        "where from_day <= $1 and (until_day is null or until_day >= $1) order by name, id"};
    constexpr db::Sql add_agency{"directory add agency",
        "insert into agencies (id, code, name, kind, from_day, until_day, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $1)"};
    constexpr db::Sql keep_agency{"directory keep agency as it was",
        "insert into agencies_was (id, code, name, kind, from_day, until_day, version, "
        "recorded_at, recorded_by, owner_agency, superseded_at, reason) "
        "select id, code, name, kind, from_day, until_day, version, recorded_at, recorded_by, "
        "owner_agency, cast($3 as {instant}), cast($4 as {text}) "
        "from agencies where id = $1 and version = $2"};
    constexpr db::Sql change_agency{"directory change agency",
        "update agencies set code = $3, name = $4, kind = $5, from_day = $6, until_day = $7, "
        "version = version + 1, recorded_at = $8, recorded_by = $9 where id = $1 and version = $2"};

    constexpr db::Sql find_team_by_id{"directory find team",
        "select id, agency, name, area, purpose, from_day, until_day, version from teams "
        "where id = $1"};
    constexpr db::Sql list_teams_on{"directory list teams",
        "select id, agency, name, area, purpose, from_day, until_day, version from teams "
        "where from_day <= $1 and (until_day is null or until_day >= $1) order by name, id"};
    constexpr db::Sql list_teams_of{"directory list teams of an agency",
        "select id, agency, name, area, purpose, from_day, until_day, version from teams "
        "where agency = $2 and from_day <= $1 and (until_day is null or until_day >= $1) "
        "order by name, id"};
    constexpr db::Sql list_teams_for{"directory list teams for a district",
        "select t.id, t.agency, t.name, t.area, t.purpose, t.from_day, t.until_day, t.version "
        "from team_areas a join teams t on t.id = a.team "
        "where a.district = $1 and t.purpose = $2 "
        "and a.from_day <= $3 and (a.until_day is null or a.until_day >= $3) "
        "and t.from_day <= $3 and (t.until_day is null or t.until_day >= $3) "
        "order by t.name, t.id"};
    constexpr db::Sql add_team{"directory add team",
        "insert into teams (id, agency, name, area, purpose, from_day, until_day, version, "
        "recorded_at, recorded_by, owner_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $2)"};
    constexpr db::Sql keep_team{"directory keep team as it was",
        "insert into teams_was (id, agency, name, area, purpose, from_day, until_day, version, "
        "recorded_at, recorded_by, owner_agency, superseded_at, reason) "
        "select id, agency, name, area, purpose, from_day, until_day, version, recorded_at, "
        "recorded_by, owner_agency, cast($3 as {instant}), cast($4 as {text}) "
        "from teams where id = $1 and version = $2"};
    constexpr db::Sql change_team{"directory change team",
        "update teams set agency = $3, name = $4, area = $5, purpose = $6, from_day = $7, "
        "until_day = $8, version = version + 1, recorded_at = $9, recorded_by = $10, "
        "owner_agency = $3 where id = $1 and version = $2"};

    constexpr db::Sql list_every_agency{"directory list every agency",
        "select id, code, name, kind, from_day, until_day, version from agencies "
        "order by name, id"};
    constexpr db::Sql list_every_team{"directory list every team of an agency",
        "select id, agency, name, area, purpose, from_day, until_day, version from teams "
        "where agency = $1 order by name, id"};
    constexpr db::Sql agency_versions{"directory list versions of an agency",
        "select id, code, name, kind, from_day, until_day, version, recorded_at, recorded_by, "
        "reason from agencies_was where id = $1 order by version desc"};
    constexpr db::Sql team_versions{"directory list versions of a team",
        "select id, agency, name, area, purpose, from_day, until_day, version, recorded_at, "
        "recorded_by, reason from teams_was where id = $1 order by version desc"};

    Agency agency_of(db::Row const& row)
    {
        return {row.id<AgencyId>("id"), row.text("code"), row.text("name"), row.text("kind"),
            {row.date("from_day"), row.maybe_date("until_day")}, row.integer("version")};
    }

    Team team_of(db::Row const& row)
    {
        return {row.id<TeamId>("id"), row.id<AgencyId>("agency"), row.text("name"),
            row.text("area"), row.text("purpose"),
            {row.date("from_day"), row.maybe_date("until_day")}, row.integer("version")};
    }

    std::vector<Team> teams_of(db::Rows const& rows)
    {
        std::vector<Team> teams;
        for (auto const row : rows)
            teams.push_back(team_of(row));
        return teams;
    }

    template <class T, class Read>
    std::vector<Version<T>> versions_in(db::Rows const& rows, Read const& read)
    {
        std::vector<Version<T>> versions;
        for (auto const row : rows)
            versions.push_back({read(row), row.instant("recorded_at"),
                row.id<AccountId>("recorded_by"), row.text("reason")});
        return versions;
    }

    Error saved_meanwhile(std::string_view what)
    {
        return error(Code::conflict,
            fmt::format("Somebody saved this {} since you opened it: open it again and make your "
                        "change there",
                what));
    }

    Done check(Agency const& agency)
    {
        auto const plain
            = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
        if (agency.code.empty() || !std::ranges::all_of(agency.code, plain))
            return invalid("Give a code of small letters, digits and _", "code");
        if (agency.name.empty())
            return invalid("Give the agency's name", "name");
        if (agency.kind.empty())
            return invalid("Say what kind of agency it is", "kind");
        if (agency.during.until && *agency.during.until < agency.during.from)
            return invalid("The last day is before the first: change one of them", "until");
        return done();
    }

    Done check(Team const& team)
    {
        if (team.name.empty())
            return invalid("Give the team's name", "name");
        if (team.purpose.empty())
            return invalid("Say what the team is for", "purpose");
        if (team.during.until && *team.during.until < team.during.from)
            return invalid("The last day is before the first: change one of them", "until");
        return done();
    }
} // namespace

access::Facts facts_of(Agency const& agency)
{
    access::Facts facts;
    facts.thing = thing(agency.id);
    facts.owner = agency.id;
    return facts;
}

access::Facts facts_of(Team const& team)
{
    access::Facts facts;
    facts.thing = thing(team.id);
    facts.owner = team.agency;
    facts.holding_teams = {team.id};
    return facts;
}

std::vector<Agency> list_all_agencies(db::Connection& connection)
{
    std::vector<Agency> agencies;
    auto const rows = connection.run(list_every_agency);
    for (auto const row : rows)
        agencies.push_back(agency_of(row));
    return agencies;
}

std::vector<Team> list_all_teams(db::Connection& connection, AgencyId agency)
{
    return teams_of(connection.run(list_every_team, agency));
}

std::vector<Version<Agency>> versions_of(db::Connection& connection, AgencyId id)
{
    return versions_in<Agency>(connection.run(agency_versions, id), agency_of);
}

std::vector<Version<Team>> versions_of(db::Connection& connection, TeamId id)
{
    return versions_in<Team>(connection.run(team_versions, id), team_of);
}

Result<Agency> find_agency(db::Connection& connection, AgencyId id)
{
    auto const rows = connection.run(find_agency_by_id, id);
    if (rows.empty())
        return not_found();
    return agency_of(rows[0]);
}

Result<Agency> find_agency(db::Connection& connection, std::string_view code)
{
    auto const rows = connection.run(find_agency_by_code, code);
    if (rows.empty())
        return not_found();
    return agency_of(rows[0]);
}

std::vector<Agency> list_agencies(db::Connection& connection, Date on)
{
    std::vector<Agency> agencies;
    auto const rows = connection.run(list_agencies_on, on);
    for (auto const row : rows)
        agencies.push_back(agency_of(row));
    return agencies;
}

Result<Team> find_team(db::Connection& connection, TeamId id)
{
    auto const rows = connection.run(find_team_by_id, id);
    if (rows.empty())
        return not_found();
    return team_of(rows[0]);
}

std::vector<Team> list_teams(db::Connection& connection, Date on)
{
    return teams_of(connection.run(list_teams_on, on));
}

std::vector<Team> list_teams(db::Connection& connection, AgencyId agency, Date on)
{
    return teams_of(connection.run(list_teams_of, on, agency));
}

std::vector<Team> teams_for(
    db::Connection& connection, std::string_view district, std::string_view purpose, Date on)
{
    return teams_of(connection.run(list_teams_for, district, purpose, on));
}

Result<Agency> save(access::Change& change, Agency agency, std::string const& reason)
{
    TRY(check(agency));
    auto const fresh = agency.version == 0;
    if (agency.id.none())
        agency.id = AgencyId::fresh();
    auto& connection = change.writing();
    auto const same_code = find_agency(connection, agency.code);
    if (same_code && (fresh || same_code->id != agency.id))
        return error(Code::conflict, "Another agency has this code: choose another", "code");
    auto const& [from, until] = agency.during;
    if (fresh) {
        connection.run(add_agency, agency.id, agency.code, agency.name, agency.kind, from, until,
            change.now(), change.visitor().account);
    } else {
        connection.run(keep_agency, agency.id, agency.version, change.now(), reason);
        auto const changed = connection.run(change_agency, agency.id, agency.version, agency.code,
            agency.name, agency.kind, from, until, change.now(), change.visitor().account);
        if (changed.changed() != 1)
            return saved_meanwhile("agency");
    }
    TRY(change.record("save", facts_of(agency),
        fmt::format("{} ({}, {}){}", agency.name, agency.code, agency.kind,
            reason.empty() ? "" : ": " + reason)));
    ++agency.version;
    return agency;
}

Result<Team> save(access::Change& change, Team team, std::string const& reason)
{
    TRY(check(team));
    auto const fresh = team.version == 0;
    if (team.id.none())
        team.id = TeamId::fresh();
    auto& connection = change.writing();
    if (!find_agency(connection, team.agency))
        return invalid("Choose the agency the team belongs to", "agency");
    auto const& [from, until] = team.during;
    if (fresh) {
        connection.run(add_team, team.id, team.agency, team.name, team.area, team.purpose, from,
            until, change.now(), change.visitor().account);
    } else {
        connection.run(keep_team, team.id, team.version, change.now(), reason);
        auto const changed
            = connection.run(change_team, team.id, team.version, team.agency, team.name, team.area,
                team.purpose, from, until, change.now(), change.visitor().account);
        if (changed.changed() != 1)
            return saved_meanwhile("team");
    }
    TRY(change.record("save", facts_of(team),
        fmt::format("{} ({}){}", team.name, team.purpose, reason.empty() ? "" : ": " + reason)));
    ++team.version;
    return team;
}

} // namespace kith::directory
