// SPDX-License-Identifier: MIT
// The dated rows that join: which team answers for which district, and who leads in an agency.
#include "directory/store.h"
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr db::Sql list_areas_of{"directory list areas of a team",
        "select team, district, from_day, until_day from team_areas "
        "where team = $1 and from_day <= $2 and (until_day is null or until_day >= $2) "
        "order by district"};
    constexpr db::Sql list_served{"directory list districts that teams answer for",
        "select distinct district from team_areas "
        "where from_day <= $1 and (until_day is null or until_day >= $1) order by district"};
    constexpr db::Sql close_areas{"directory close areas",
        "update team_areas set until_day = $3 where team = $1 and district = $2 "
        "and from_day <= $3 and (until_day is null or until_day > $3)"};
    constexpr db::Sql areas_from{"directory find areas from a day",
        "select count(*) as n from team_areas where team = $1 and district = $2 "
        "and (from_day = $3 or (from_day > $3 and (until_day is null or until_day >= from_day)))"};
    constexpr db::Sql add_area{"directory add area",
        "insert into team_areas (team, district, from_day, until_day, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6)"};

    constexpr db::Sql list_leads_of{"directory list leads",
        "select agency, account, role, from_day, until_day from leads "
        "where agency = $1 and from_day <= $2 and (until_day is null or until_day >= $2) "
        "order by role desc, from_day, account"};
    constexpr db::Sql close_lead{"directory close lead",
        "update leads set until_day = $2 where agency = $1 and role = 'lead' "
        "and from_day <= $2 and (until_day is null or until_day > $2)"};
    constexpr db::Sql leads_from{"directory find leads from a day",
        "select count(*) as n from leads where agency = $1 and role = $2 "
        "and (role = 'lead' or account = $4) and ((from_day = $3 and account = $4) "
        "or (from_day >= $3 and (until_day is null or until_day >= from_day)))"};
    constexpr db::Sql add_lead{"directory add lead",
        "insert into leads (agency, account, role, from_day, until_day, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};

    constexpr db::Sql every_area_of_team{"directory list every area of a team",
        "select team, district, from_day, until_day from team_areas where team = $1 "
        "order by from_day desc, district"};
    constexpr db::Sql every_area_of_district{"directory list every team of a district",
        "select team, district, from_day, until_day from team_areas where district = $1 "
        "order by from_day desc, team"};
    constexpr db::Sql every_lead_of{"directory list every lead",
        "select agency, account, role, from_day, until_day from leads where agency = $1 "
        "order by from_day desc, role desc, account"};
    constexpr db::Sql one_area{"directory find area row",
        "select until_day from team_areas where team = $1 and district = $2 and from_day = $3"};
    constexpr db::Sql keep_area{"directory keep area as it was",
        "insert into team_areas_was (was, team, district, from_day, until_day, recorded_at, "
        "recorded_by, superseded_at, superseded_by) select cast($6 as {id}), team, district, "
        "from_day, until_day, "
        "recorded_at, recorded_by, cast($4 as {instant}), cast($5 as {id}) from team_areas "
        "where team = $1 and district = $2 and from_day = $3"};
    constexpr db::Sql end_area{"directory set the last day of an area row",
        "update team_areas set until_day = $4, recorded_at = $5, recorded_by = $6 "
        "where team = $1 and district = $2 and from_day = $3"};
    constexpr db::Sql one_lead{"directory find lead row",
        "select until_day from leads where agency = $1 and account = $2 and role = $3 "
        "and from_day = $4"};
    constexpr db::Sql keep_lead{"directory keep lead as it was",
        "insert into leads_was (was, agency, account, role, from_day, until_day, recorded_at, "
        "recorded_by, superseded_at, superseded_by) select cast($7 as {id}), agency, account, "
        "role, from_day, "
        "until_day, recorded_at, recorded_by, cast($5 as {instant}), cast($6 as {id}) from leads "
        "where agency = $1 and account = $2 and role = $3 and from_day = $4"};
    constexpr db::Sql end_lead{"directory set the last day of a lead row",
        "update leads set until_day = $5, recorded_at = $6, recorded_by = $7 "
        "where agency = $1 and account = $2 and role = $3 and from_day = $4"};

    std::vector<TeamArea> team_areas_in(db::Rows const& rows)
    {
        std::vector<TeamArea> areas;
        for (auto const row : rows)
            areas.push_back({row.id<TeamId>("team"), row.text("district"),
                {row.date("from_day"), row.maybe_date("until_day")}});
        return areas;
    }

    std::vector<Lead> leads_in(db::Rows const& rows)
    {
        std::vector<Lead> leads;
        for (auto const row : rows)
            leads.push_back({row.id<AgencyId>("agency"), row.id<AccountId>("account"),
                row.text("role") == "lead" ? LeadRole::lead : LeadRole::deputy,
                {row.date("from_day"), row.maybe_date("until_day")}});
        return leads;
    }

    Error changed_meanwhile()
    {
        return error(Code::conflict,
            "Somebody changed this row since you opened it: read what stands now, then save yours "
            "again");
    }

    // The row stands as it was read, and a day is left to it or it is taken back whole.
    Done may_end(db::Rows const& rows, Period const& read, std::optional<Date> last)
    {
        if (rows.empty())
            return not_found();
        if (rows[0].maybe_date("until_day") != read.until)
            return changed_meanwhile();
        if (last && *last < read.from + -1)
            return invalid("The last day is before the first: change one of them", "until");
        return done();
    }

    std::string_view role_word(LeadRole role) { return role == LeadRole::lead ? "lead" : "deputy"; }

    Result<access::Facts> facts_of_team(db::Connection& connection, TeamId id)
    {
        auto const team = find_team(connection, id);
        if (!team)
            return invalid("Choose a team that exists", "team");
        access::Facts facts;
        facts.thing = thing(id);
        facts.owner = team->agency;
        facts.holding_teams = {id};
        return facts;
    }
} // namespace

std::vector<std::string> list_served_districts(db::Connection& connection, Date on)
{
    std::vector<std::string> codes;
    for (auto const row : connection.run(list_served, on))
        codes.push_back(row.text("district"));
    return codes;
}

std::vector<TeamArea> list_team_areas(db::Connection& connection, TeamId team, Date on)
{
    return team_areas_in(connection.run(list_areas_of, team, on));
}

std::vector<TeamArea> all_areas_of(db::Connection& connection, TeamId team)
{
    return team_areas_in(connection.run(every_area_of_team, team));
}

std::vector<TeamArea> all_areas_of(db::Connection& connection, std::string_view district)
{
    return team_areas_in(connection.run(every_area_of_district, district));
}

Done set_last_day(access::Change& change, TeamArea const& read, std::optional<Date> last)
{
    auto& connection = change.writing();
    auto const facts = TRY(facts_of_team(connection, read.team));
    auto const& from = read.during.from;
    TRY(may_end(connection.run(one_area, read.team, read.district, from), read.during, last));
    connection.run(keep_area, read.team, read.district, from, change.now(),
        change.visitor().account, Uuid::fresh());
    connection.run(
        end_area, read.team, read.district, from, last, change.now(), change.visitor().account);
    return change.record("save", facts,
        fmt::format("answers for {} from {} until {}", read.district, from.write(),
            last ? last->write() : "further notice"));
}

Done save(access::Change& change, TeamArea const& area)
{
    auto& connection = change.writing();
    auto const facts = TRY(facts_of_team(connection, area.team));
    if (area.district.empty())
        return invalid("Choose a district", "district");
    if (area.during.until && *area.during.until < area.during.from)
        return invalid("The last day is before the first: change one of them", "until");
    auto const later = connection.run(areas_from, area.team, area.district, area.during.from);
    if (later[0].integer("n") != 0)
        return error(Code::conflict,
            "The team has that district from the same or a later day already: close that first",
            "from");
    connection.run(close_areas, area.team, area.district, area.during.from + -1);
    connection.run(add_area, area.team, area.district, area.during.from, area.during.until,
        change.now(), change.visitor().account);
    return change.record("save", facts,
        fmt::format("answers for {} from {}", area.district, area.during.from.write()));
}

Done close_area(access::Change& change, TeamArea const& area, Date last_day)
{
    auto& connection = change.writing();
    auto const facts = TRY(facts_of_team(connection, area.team));
    auto const closed = connection.run(close_areas, area.team, area.district, last_day);
    if (closed.changed() == 0)
        return not_found("The team does not have that district then: choose another day");
    return change.record(
        "save", facts, fmt::format("answers for {} until {}", area.district, last_day.write()));
}

std::vector<Lead> list_leads(db::Connection& connection, AgencyId agency, Date on)
{
    return leads_in(connection.run(list_leads_of, agency, on));
}

std::vector<Lead> all_leads_of(db::Connection& connection, AgencyId agency)
{
    return leads_in(connection.run(every_lead_of, agency));
}

Done set_last_day(access::Change& change, Lead const& read, std::optional<Date> last)
{
    auto& connection = change.writing();
    auto const agency = TRY(find_agency(connection, read.agency));
    auto const role = role_word(read.role);
    auto const& from = read.during.from;
    TRY(may_end(
        connection.run(one_lead, read.agency, read.account, role, from), read.during, last));
    connection.run(keep_lead, read.agency, read.account, role, from, change.now(),
        change.visitor().account, Uuid::fresh());
    connection.run(end_lead, read.agency, read.account, role, from, last, change.now(),
        change.visitor().account);
    return change.record("save", facts_of(agency),
        fmt::format("safeguarding {} from {} until {}", role, from.write(),
            last ? last->write() : "further notice"));
}

bool is_lead_of(db::Connection& connection, AgencyId agency, AccountId account, Date on)
{
    for (auto const& lead : list_leads(connection, agency, on))
        if (lead.account == account)
            return true;
    return false;
}

Done save(access::Change& change, Lead const& lead)
{
    auto& connection = change.writing();
    auto const agency = TRY(find_agency(connection, lead.agency));
    if (lead.account.none())
        return invalid("Choose who leads", "account");
    if (lead.during.until && *lead.during.until < lead.during.from)
        return invalid("The last day is before the first: change one of them", "until");
    auto const role = role_word(lead.role);
    auto const later
        = connection.run(leads_from, lead.agency, role, lead.during.from, lead.account);
    if (later[0].integer("n") != 0)
        return error(Code::conflict,
            "Somebody has that role from the same or a later day already: close that first",
            "from");
    if (lead.role == LeadRole::lead)
        connection.run(close_lead, lead.agency, lead.during.from + -1);
    connection.run(add_lead, lead.agency, lead.account, role, lead.during.from, lead.during.until,
        change.now(), change.visitor().account);
    access::Facts facts;
    facts.thing = thing(agency.id);
    facts.owner = agency.id;
    return change.record(
        "save", facts, fmt::format("safeguarding {} from {}", role, lead.during.from.write()));
}

} // namespace kith::directory
