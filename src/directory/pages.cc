// SPDX-License-Identifier: MIT
#include "directory/pages.h"
#include "directory/area_pages.h"
#include "directory/desk_pages.h"

namespace kith::directory {
namespace {
    constexpr char const* who_page = "directory/who.njk";
}

Result<http::Response> ask_who(
    Directory const& room, access::Visit const& visit, http::Request const&)
{
    return room.pages.show(visit, who_page, html::Value::object({{"section", "/who-to-call"}}));
}

Result<http::Response> show_who(
    Directory const& room, access::Visit const& visit, http::Request const& request)
{
    auto const form = TRY(request.form());
    auto const find
        = [&visit](Postcode const& postcode) { return find_postcode(visit.reading(), postcode); };
    auto const answer = who(room.facts, find, form.first("place"), visit.now());
    return room.pages.show(visit, who_page,
        html::Value::object(
            {{"section", "/who-to-call"}, {"place", answer.asked}, {"answer", view_of(answer)}}));
}

Result<http::Response> show_help(
    Directory const& room, access::Visit const& visit, http::Request const&)
{
    return room.pages.show(
        visit, "directory/help.njk", html::Value::object({{"who_leads", lead_line(visit)}}));
}

void join(House& house, Directory& room)
{
    auto routes = house.routes.of(room);
    routes.get("/who-to-call", "agency:read", ask_who);
    routes.post("/who-to-call", "agency:read", show_who);
    routes.get("/areas", "area:read", show_areas);
    routes.get("/areas/{area}", "area:read", show_area);
    routes.get("/help", "page:read", show_help);
    house.navigation.push_back({"Directory", "/directory", "save", "agency"});
    join_agency_desk(house, room);
    join_team_desk(house, room);
    join_area_desk(house, room);
    join_people_desk(house, room);
    join_line_desk(house, room);
}

} // namespace kith::directory
