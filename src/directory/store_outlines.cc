// SPDX-License-Identifier: MIT
// Outlines of districts, wards and smaller areas, and what lies in them.
#include "directory/open_data.h"

namespace kith::directory {
namespace {
    constexpr db::Sql put_area{"directory put area",
        "insert into areas (code, vintage, kind, name, district, south, west, north, east, "
        "outline, loaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
        "on conflict (code, vintage) do update set kind = excluded.kind, name = excluded.name, "
        "district = excluded.district, south = excluded.south, west = excluded.west, north = "
        "excluded.north, east = excluded.east, outline = excluded.outline, loaded_at = "
        "excluded.loaded_at"};
    constexpr db::Sql list_areas_of_kind{"directory list areas",
        "select code, vintage, kind, name, district, outline from areas where kind = $1 and "
        "vintage = (select max(vintage) from areas where kind = $1) order by name, code"};
    constexpr db::Sql list_wards_of{"directory list wards",
        "select code, vintage, kind, name, district, outline from areas where kind = 'ward' and "
        "vintage = (select max(vintage) from areas where kind = 'ward') and district = $1 "
        "order by name, code"};
    constexpr db::Sql find_area_of_code{"directory find area",
        "select code, vintage, kind, name, district, outline from areas where code = $1 and kind "
        "in ('ward', 'district') order by vintage desc limit 1"};
    // A kind's newest vintage counts, as it does for looking up.
    constexpr db::Sql count_all{"directory count open data",
        "select (select count(*) from postcodes) as postcodes, "
        "(select count(*) from schools) as schools, (select count(*) from incidents) as incidents, "
        "(select count(*) from services) as different_services, (select cast(coalesce(sum(listed), "
        "0) as {int}) from services) as services, (select count(*) from places) as places, "
        "(select count(*) from areas where kind = 'district' and vintage = (select max(vintage) "
        "from areas where kind = 'district')) as districts, "
        "(select count(*) from areas where kind = 'ward' and vintage = (select max(vintage) from "
        "areas where kind = 'ward')) as wards, "
        "(select count(*) from areas where kind in ('msoa', 'lsoa')) as smaller_areas"};

    constexpr db::Sql list_unplaced_points{"directory list unplaced points",
        "select latitude, longitude from schools where district = '' and latitude is not null "
        "union select latitude, longitude from incidents where district = '' and latitude is not "
        "null union select latitude, longitude from service_places where district = '' and "
        "latitude is not null union select latitude, longitude from places where district = ''"};
    constexpr db::Sql place_schools{"directory place schools",
        "update schools set district = $3, ward = $4 where district = '' and latitude = $1 and "
        "longitude = $2"};
    constexpr db::Sql place_incidents{"directory place incidents",
        "update incidents set district = $3, ward = $4 where district = '' and latitude = $1 and "
        "longitude = $2"};
    constexpr db::Sql place_services{"directory place services",
        "update service_places set district = $3, ward = $4 where district = '' and latitude = $1 "
        "and longitude = $2"};
    constexpr db::Sql place_places{"directory place places",
        "update places set district = $3, ward = $4 where district = '' and latitude = $1 and "
        "longitude = $2"};

    std::vector<AreaRow> areas_in(db::Rows const& rows)
    {
        std::vector<AreaRow> areas;
        for (auto const row : rows) {
            auto shape = geo::read_wkb(row.bytes("outline"));
            must(shape.ok(), "an outline is kept as it was written");
            areas.push_back({row.text("code"), static_cast<int>(row.integer("vintage")),
                row.text("kind"), row.text("name"), row.text("district"), std::move(*shape)});
        }
        return areas;
    }
} // namespace

void put_areas(db::Connection& connection, std::vector<AreaRow> const& rows, Instant now)
{
    for (auto const& row : rows) {
        auto const box = geo::box_around(row.shape);
        connection.run(put_area, row.code, row.vintage, row.kind, row.name, row.district, box.south,
            box.west, box.north, box.east, db::Bytes{geo::write_wkb(row.shape)}, now);
    }
}

std::vector<AreaRow> list_areas(db::Connection& connection, std::string const& kind)
{
    return areas_in(connection.run(list_areas_of_kind, kind));
}

std::vector<AreaRow> list_wards(db::Connection& connection, std::string const& district)
{
    return areas_in(connection.run(list_wards_of, district));
}

std::optional<AreaRow> area_of_code(db::Connection& connection, std::string const& code)
{
    auto found = areas_in(connection.run(find_area_of_code, code));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Holdings count_open_data(db::Connection& connection)
{
    auto const rows = connection.run(count_all);
    auto const row = rows[0];
    return {row.integer("postcodes"), row.integer("schools"), row.integer("incidents"),
        row.integer("services"), row.integer("different_services"), row.integer("places"),
        row.integer("districts"), row.integer("wards"), row.integer("smaller_areas")};
}

std::vector<geo::Point> list_unplaced(db::Connection& connection)
{
    std::vector<geo::Point> points;
    for (auto const row : connection.run(list_unplaced_points))
        points.push_back({row.real("latitude"), row.real("longitude")});
    return points;
}

void place_at(
    db::Connection& connection, geo::Point at, std::string const& district, std::string const& ward)
{
    for (auto const* sql : {&place_schools, &place_incidents, &place_services, &place_places})
        connection.run(*sql, at.latitude, at.longitude, district, ward);
}

} // namespace kith::directory
