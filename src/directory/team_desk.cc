// SPDX-License-Identifier: MIT
// Teams of an agency, as administrators keep them.
#include "directory/desk_pages.h"
#include <fmt/core.h>

namespace kith::directory {
namespace {
    Value team_rows(Directory const& room, Team const& team)
    {
        return Value::array(
            {row("Name", team.name), row("Purpose", label_in(room, "team_purpose", team.purpose)),
                row("Area it answers for", team.area), row("Days", period_in_words(team.during))});
    }

    Form team_form(
        Directory const& room, Visit const& visit, Agency const& agency, Team const& team)
    {
        auto const fresh = team.version == 0;
        Form form{fresh ? "Add a team of " + agency.name : "Correct " + team.name,
            fresh ? desk_of(agency.id) + "/teams/new" : desk_of(team.id) + "/change",
            fresh ? desk_of(agency.id) : desk_of(team.id)};
        form.line("name", "Name")
            .choose("purpose", "Purpose", choices_of(room.facts, "team_purpose", today(visit)))
            .line("area", "What the agency calls its area", "Such as North. It may be empty")
            .day("from", "First day")
            .day("until", "Last day", "Leave it empty while the team works");
        if (!fresh)
            form.line("reason", "Why it changes");
        form.values
            = Value::object({{"name", team.name}, {"purpose", team.purpose}, {"area", team.area}});
        form.set_day("from", fresh ? today(visit) : team.during.from);
        form.set_day("until", team.during.until);
        form.keep("version", std::to_string(team.version));
        return form;
    }

    Shown keep_team_typed(Directory const& room, Visit const& visit, Request const& request,
        Agency const& agency, Team const& stands)
    {
        auto const typed = TRY(request.form());
        auto form = team_form(room, visit, agency, stands);
        form.typed(typed);
        auto team = stands;
        team.agency = agency.id;
        team.name = text_of(typed, "name");
        team.purpose = text_of(typed, "purpose");
        team.area = text_of(typed, "area");
        team.during.from = form.first_day_of(typed, "from");
        team.during.until = form.day_of(typed, "until");
        team.version = stands.version == 0 ? 0 : version_of(typed);
        auto const reason = text_of(typed, "reason");
        if (stands.version != 0 && reason.empty())
            form.problems.push_back(invalid("Say why it changes", "reason"));
        if (team.id.none())
            team.id = TeamId::fresh();
        return answer(
            room, visit, form,
            [&](Change& change) -> Done {
                TRY(save(change, team, reason));
                return done();
            },
            desk_of(team.id) + "?said=saved",
            [&]() -> Stands {
                auto const now = find_team(visit.reading(), team.id);
                if (!now)
                    return {};
                return {team_rows(room, *now), {{"version", std::to_string(now->version)}}};
            });
    }

    Shown ask_team(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        return show_form(room, visit, team_form(room, visit, agency, {}));
    }

    Shown add_team_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        return keep_team_typed(room, visit, request, agency, {});
    }

    Shown ask_team_change(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<TeamId>("team"));
        auto const team = TRY(find_team(visit.reading(), id));
        auto const agency = TRY(find_agency(visit.reading(), team.agency));
        return show_form(room, visit, team_form(room, visit, agency, team));
    }

    Shown change_team_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<TeamId>("team"));
        auto const team = TRY(find_team(visit.reading(), id));
        auto const agency = TRY(find_agency(visit.reading(), team.agency));
        return keep_team_typed(room, visit, request, agency, team);
    }

    Shown put_team_back(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<TeamId>("team"));
        auto const typed = TRY(request.form());
        auto was = TRY((version_to_put_back<Team>(visit, id, typed)));
        auto const reason = fmt::format("version {} put back", was.version);
        was.version = version_of(typed);
        TRY(visit.change([&](Change& change) { return save(change, was, reason); }));
        if (room.changed)
            room.changed();
        return http::see_other(desk_of(id) + "?said=saved");
    }

    Shown show_team(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<TeamId>("team"));
        auto& connection = visit.reading();
        auto const team = TRY(find_team(connection, id));
        auto areas = section("Districts it answers for", {"District", "Days"},
            Value::each(all_areas_of(connection, id),
                [&](TeamArea const& area) {
                    auto const district = room.facts.district(area.district, today(visit));
                    return cells({cell(district ? district->name : area.district,
                                      "/directory/areas/" + area.district),
                        cell(period_in_words(area.during))});
                }),
            "It answers for no district yet.");
        areas["links"] = Value::array({link("Give it a district", "/directory/areas")});
        auto page = Value::object({{"title", team.name}, {"back", desk_of(team.agency)},
            {"rows", team_rows(room, team)},
            {"links", Value::array({link("Correct or close this team", desk_of(id) + "/change")})},
            {"sections", Value::array({areas})}, {"put_back", desk_of(id) + "/put-back"},
            {"version", std::to_string(team.version)}});
        page["history"]
            = history_view<Team>(connection, versions_of(connection, id), [&](Team const& was) {
                  return fmt::format("{} ({}), {}", was.name,
                      label_in(room, "team_purpose", was.purpose), period_in_words(was.during));
              });
        return show_record(room, visit, request, page);
    }
} // namespace

void join_team_desk(House& house, Directory const& room)
{
    auto routes = house.routes.of(room);
    routes.get("/directory/agencies/{agency}/teams/new", "team:save", ask_team);
    routes.post("/directory/agencies/{agency}/teams/new", "team:save", add_team_typed);
    routes.get("/directory/teams/{team}", "team:save", show_team);
    routes.get("/directory/teams/{team}/change", "team:save", ask_team_change);
    routes.post("/directory/teams/{team}/change", "team:save", change_team_typed);
    routes.post("/directory/teams/{team}/put-back", "team:save", put_team_back);
}

} // namespace kith::directory
