// SPDX-License-Identifier: MIT
#include "directory/area_pages.h"
#include "base/london.h"
#include "directory/ground.h"
#include "directory/open_data.h"
#include "platform/geo/map.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr char const* areas_page = "directory/areas.njk";
    constexpr char const* area_page = "directory/area.njk";

    html::Value number_of(Contact const& contact)
    {
        auto tel = contact.number;
        std::erase(tel, ' ');
        return html::Value::object({{"name", contact.name}, {"number", contact.number},
            {"tel", tel}, {"for_adults", contact.audience == Audience::adults}});
    }

    html::Value front_doors_of(std::vector<Contact> const& contacts, District const& district)
    {
        auto doors = html::Value::array();
        for (auto const& contact : contacts)
            if (contact.kind == ContactKind::front_door
                && contact.serves == district.authority_code)
                doors.push(number_of(contact));
        return doors;
    }

    html::Value view_of_district(District const& district, std::vector<Contact> const& contacts)
    {
        auto view = html::Value::object({{"code", district.code}, {"name", district.name},
            {"href", "/areas/" + district.code}, {"authority", district.authority_name},
            {"area", district.area}, {"team", district.team}, {"division", district.division},
            {"confirmed", district.standing.verified}});
        view["front_doors"] = front_doors_of(contacts, district);
        for (auto const& contact : contacts)
            if (contact.kind == ContactKind::team && contact.serves == district.team)
                view["team_line"] = number_of(contact);
        return view;
    }

    html::Value drawn(geo::Map const& map)
    {
        auto svg = geo::draw(map);
        return svg.empty() ? html::Value() : html::Value::safe(std::move(svg));
    }

    // The districts we serve whose outlines are loaded.
    html::Value map_of_districts(
        std::vector<District> const& districts, std::vector<AreaRow> outlines)
    {
        geo::Map map{"map-areas", "Map of the districts",
            fmt::format("The outlines of {} districts. The table on this page names each with its "
                        "team and its front door.",
                districts.size())};
        for (auto& outline : outlines)
            if (std::ranges::find(districts, outline.code, &District::code) != districts.end())
                map.areas.push_back({outline.name, std::move(outline.shape), true});
        return drawn(map);
    }

    html::Value map_of_wards(
        District const& district, std::vector<AreaRow> wards, std::vector<SchoolRow> const& schools)
    {
        geo::Map map{"map-area", "Map of " + district.name,
            fmt::format("The outlines of {} wards, and a dot for each school that has a position. "
                        "Both are listed on this page.",
                wards.size())};
        for (auto& ward : wards)
            map.areas.push_back({ward.name, std::move(ward.shape)});
        for (auto const& school : schools)
            if (school.at && !map.areas.empty())
                map.points.push_back({*school.at, school.name});
        return drawn(map);
    }

    std::string ages_in_words(SchoolRow const& school)
    {
        if (!school.lowest_age || !school.highest_age)
            return {};
        return fmt::format("{} to {}", *school.lowest_age, *school.highest_age);
    }

    html::Value view_of_school(SchoolRow const& school, std::vector<AreaRow> const& wards)
    {
        auto const ward = std::ranges::find(wards, school.ward, &AreaRow::code);
        return html::Value::object({{"name", school.name}, {"phase", school.phase},
            {"kind", school.kind}, {"ages", ages_in_words(school)}, {"town", school.town},
            {"postcode", school.postcode}, {"ward", ward == wards.end() ? "" : ward->name}});
    }
} // namespace

Result<http::Response> show_areas(
    Directory const& room, access::Visit const& visit, http::Request const&)
{
    auto const today = london::day_of(visit.now());
    auto const districts = room.facts.districts(today);
    auto const contacts = room.facts.contacts(today);
    auto context = html::Value::object({{"section", "/areas"}});
    context["districts"] = html::Value::each(
        districts, [&](District const& district) { return view_of_district(district, contacts); });
    auto const outlines = list_areas(visit.reading(), "district");
    for (auto const& outline : outlines)
        if (auto words = attribution_for(outline.code); !words.empty())
            context["attribution"] = std::move(words);
    context["map"] = map_of_districts(districts, outlines);
    return room.pages.show(visit, areas_page, std::move(context));
}

Result<http::Response> show_area(
    Directory const& room, access::Visit const& visit, http::Request const& request)
{
    auto const code = TRY(request.segment("area"));
    auto const today = london::day_of(visit.now());
    auto const district = room.facts.district(code, today);
    if (!district || district->code != code)
        return not_found();
    auto const wards = list_wards(visit.reading(), district->code);
    auto const schools = list_schools(visit.reading(), district->code);
    auto context
        = html::Value::object({{"section", "/areas"}, {"attribution", attribution_for(code)},
            {"services", count_services(visit.reading(), district->code)}});
    context["district"] = view_of_district(*district, room.facts.contacts(today));
    context["wards"]
        = html::Value::each(wards, [](AreaRow const& ward) { return html::Value(ward.name); });
    context["schools"] = html::Value::each(
        schools, [&](SchoolRow const& school) { return view_of_school(school, wards); });
    context["map"] = map_of_wards(*district, wards, schools);
    return room.pages.show(visit, area_page, std::move(context));
}

} // namespace kith::directory
