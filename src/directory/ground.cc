// SPDX-License-Identifier: MIT
#include "directory/ground.h"
#include "directory/open_data.h"
#include "platform/geo/map.h"
#include "platform/geo/polygons.h"
#include <algorithm>
#include <fmt/core.h>
#include <tuple>

namespace kith::directory {
namespace {
    // The publishers' own words, which their licences ask to be shown. Maps are drawn from BGC
    // outlines; what a partnership loads is of the same publishers.
    constexpr char const* words_of_publishers
        = "Contains Ordnance Survey, National Statistics and Royal Mail data © Crown copyright and "
          "database right, and data of the Department for Education and of Open Referral "
          "publishers. Open Government Licence v3.0.";

    // Which of the areas a point lies in: its place in the list, or their number.
    class AreasAt {
    public:
        explicit AreasAt(std::vector<AreaRow> const& areas) : areas_(areas)
        {
            for (auto const& area : areas)
                std::ignore
                    = outlines_.add(area.code, area.shape); // what is no area holds no point
        }
        [[nodiscard]] std::size_t find(geo::Point at) const
        {
            auto const found = std::ranges::find(areas_, outlines_.at(at), &AreaRow::code);
            return static_cast<std::size_t>(found - areas_.begin());
        }

    private:
        std::vector<AreaRow> const& areas_;
        geo::Polygons outlines_;
    };

    std::vector<AreaRow> outlines_of(db::Connection& connection, District const& district)
    {
        auto areas = list_wards(connection, district.code);
        if (!areas.empty())
            return areas;
        areas = list_areas(connection, "district");
        std::erase_if(areas, [&](AreaRow const& area) { return area.code != district.code; });
        return areas;
    }

    void draw_mark(geo::Map& map, Mark const& mark)
    {
        if (mark.figure.empty())
            map.points.push_back({mark.at, mark.name, mark.label});
        for (auto const& line : mark.figure.lines)
            map.lines.push_back({mark.name, line});
        for (auto const& polygon : mark.figure.areas.polygons)
            for (auto const& line : polygon)
                map.lines.push_back({mark.name, line});
    }

    geo::Map map_to_point_at(
        db::Connection& connection, District const& district, std::optional<Mark> const& mark)
    {
        geo::Map map{"map-to-point-at", "Map of " + district.name, "Its areas"};
        for (auto& area : outlines_of(connection, district))
            map.areas.push_back({area.name, std::move(area.shape), true});
        if (mark)
            draw_mark(map, *mark);
        return map;
    }
} // namespace

std::string draw_to_point_at(
    db::Connection& connection, District const& district, std::optional<Mark> const& mark)
{
    auto const map = map_to_point_at(connection, district, mark);
    return map.areas.empty() ? std::string() : geo::draw(map);
}

std::optional<geo::Point> pointed_at(db::Connection& connection, District const& district,
    std::optional<Mark> const& mark, double right, double down)
{
    return geo::point_at(map_to_point_at(connection, district, mark), right, down);
}

std::optional<LoadedArea> find_area(db::Connection& connection, std::string const& code)
{
    auto found = area_of_code(connection, code);
    if (!found)
        return {};
    return LoadedArea{found->code, found->name, found->district, std::move(found->shape)};
}

std::vector<LoadedArea> wards_by_name(db::Connection& connection, std::string const& district)
{
    std::vector<LoadedArea> wards;
    for (auto const& area : list_wards(connection, district))
        wards.push_back({area.code, area.name, area.district, {}});
    return wards;
}

std::string district_at(db::Connection& connection, geo::Point at)
{
    auto const areas = list_areas(connection, "district");
    auto const in = AreasAt(areas).find(at);
    return in == areas.size() ? "" : areas[in].code;
}

std::string attribution_for(std::string_view district)
{
    auto const published
        = !district.empty() && std::string_view("ENSW").find(district[0]) != std::string_view::npos;
    return published ? words_of_publishers : "";
}

Ground draw_in_district(
    db::Connection& connection, District const& district, Mark const& mark, Drawn drawn)
{
    auto areas = outlines_of(connection, district);
    auto const chosen = AreasAt(areas).find(mark.at);
    if (chosen == areas.size())
        return {{}, {}, {""}};
    auto const ward = areas[chosen].name;
    geo::Map map{"map-place", "Map of " + district.name,
        drawn == Drawn::as_dot ? fmt::format("The areas of {}. A {} stands where {} is, in {}.",
            district.name, mark.figure.empty() ? "dot" : "line", mark.name, ward)
                               : fmt::format("The areas of {}. The one where {} is, {}, is darker.",
                                   district.name, mark.name, ward)};
    for (auto& area : areas)
        map.areas.push_back({area.name, std::move(area.shape), true, area.name == ward});
    if (drawn == Drawn::as_dot)
        draw_mark(map, mark);
    return {geo::draw(map), attribution_for(district.code), {ward}};
}

Ground draw_over_districts(db::Connection& connection, std::vector<District> const& districts,
    std::vector<Mark> const& marks)
{
    auto areas = list_areas(connection, "district");
    std::erase_if(areas, [&](AreaRow const& area) {
        return std::ranges::find(districts, area.code, &District::code) == districts.end();
    });
    AreasAt const areas_at(areas);
    Ground ground;
    geo::Map map{"map-places", "Map of places", {}};
    for (auto const& mark : marks) {
        auto const in = areas_at.find(mark.at);
        ground.lies_in.push_back(in == areas.size() ? "" : areas[in].name);
        if (in != areas.size())
            map.points.push_back({mark.at, mark.name, mark.label});
    }
    map.description = fmt::format(
        "The outlines of {} districts, and a dot for each of {} schools and places. The list "
        "beside the map names them.",
        areas.size(), map.points.size());
    for (auto& area : areas) {
        if (ground.attribution.empty())
            ground.attribution = attribution_for(area.code);
        map.areas.push_back({area.name, std::move(area.shape), true});
    }
    if (!map.areas.empty())
        ground.svg = geo::draw(map);
    return ground;
}

} // namespace kith::directory
