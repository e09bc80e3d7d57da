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
    constexpr db::Sql close_areas{"directory close areas",
        "update team_areas set until_day = $3 where team = $1 and district = $2 "
        "and from_day <= $3 and (until_day is null or until_day > $3)"};
    constexpr db::Sql areas_from{"directory find areas from a day",
        "select count(*) as n from team_areas where team = $1 and district = $2 "
        "and from_day >= $3"};
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
        "select count(*) as n from leads where agency = $1 and role = $2 and from_day >= $3 "
        "and (role = 'lead' or account = $4)"};
    constexpr db::Sql add_lead{"directory add lead",
        "insert into leads (agency, account, role, from_day, until_day, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};

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

std::vector<TeamArea> list_team_areas(db::Connection& connection, TeamId team, Date on)
{
    std::vector<TeamArea> areas;
    auto const rows = connection.run(list_areas_of, team, on);
    for (auto const row : rows)
        areas.push_back({row.id<TeamId>("team"), row.text("district"),
            {row.date("from_day"), row.maybe_date("until_day")}});
    return areas;
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
    std::vector<Lead> leads;
    auto const rows = connection.run(list_leads_of, agency, on);
    for (auto const row : rows)
        leads.push_back({row.id<AgencyId>("agency"), row.id<AccountId>("account"),
            row.text("role") == "lead" ? LeadRole::lead : LeadRole::deputy,
            {row.date("from_day"), row.maybe_date("until_day")}});
    return leads;
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
