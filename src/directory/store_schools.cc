// SPDX-License-Identifier: MIT
// Schools, services and places of open data.
#include "directory/many_rows.h"
#include "directory/open_data.h"

namespace kith::directory {
namespace {
    constexpr std::string_view put_schools_begins
        = "insert into schools (urn, name, town, postcode, state, kind, phase, council, "
          "lowest_age, highest_age, latitude, longitude, district, ward, source, loaded_at) "
          "values ";
    constexpr std::string_view put_schools_ends
        = " on conflict (urn) do update set name = excluded.name, town = excluded.town, postcode = "
          "excluded.postcode, state = excluded.state, kind = excluded.kind, phase = "
          "excluded.phase, council = excluded.council, lowest_age = excluded.lowest_age, "
          "highest_age = excluded.highest_age, latitude = excluded.latitude, longitude = "
          "excluded.longitude, district = excluded.district, ward = excluded.ward, source = "
          "excluded.source, loaded_at = excluded.loaded_at";
    constexpr auto put_schools_text
        = many_rows<put_schools_begins, put_schools_ends, 16, rows_at_once>();
    constexpr auto put_school_text = many_rows<put_schools_begins, put_schools_ends, 16, 1>();
    constexpr db::Sql put_many_schools{"directory put schools", put_schools_text.data()};
    constexpr db::Sql put_one_school{"directory put school", put_school_text.data()};

    constexpr std::string_view put_places_begins
        = "insert into places (key, kind, name, address, postcode, latitude, longitude, district, "
          "ward, source, loaded_at) values ";
    constexpr std::string_view put_places_ends
        = " on conflict (key) do update set district = excluded.district, ward = excluded.ward, "
          "loaded_at = excluded.loaded_at";
    constexpr auto put_places_text
        = many_rows<put_places_begins, put_places_ends, 11, rows_at_once>();
    constexpr auto put_place_text = many_rows<put_places_begins, put_places_ends, 11, 1>();
    constexpr db::Sql put_many_places{"directory put places", put_places_text.data()};
    constexpr db::Sql put_one_place{"directory put place", put_place_text.data()};

    constexpr db::Sql put_service{"directory put service",
        "insert into services (id, name, organisation, kind, description, state, url, email, "
        "opening, lowest_age, highest_age, listed, loaded_at) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12, $13) on conflict (id) do update set name = excluded.name, "
        "organisation = "
        "excluded.organisation, kind = excluded.kind, description = excluded.description, state = "
        "excluded.state, url = excluded.url, email = excluded.email, opening = excluded.opening, "
        "lowest_age = excluded.lowest_age, highest_age = excluded.highest_age, listed = "
        "excluded.listed, loaded_at = excluded.loaded_at"};
    constexpr db::Sql drop_places{
        "directory drop service places", "delete from service_places where service = $1"};
    constexpr db::Sql drop_phones{
        "directory drop service phones", "delete from service_phones where service = $1"};
    constexpr db::Sql add_place{"directory add service place",
        "insert into service_places (service, position, name, address, postcode, latitude, "
        "longitude, district, ward) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql add_phone{"directory add service phone",
        "insert into service_phones (service, position, number, note) values ($1, $2, $3, $4)"};

    constexpr db::Sql list_schools_in{"directory list schools",
        "select urn, name, town, postcode, state, kind, phase, council, lowest_age, highest_age, "
        "latitude, longitude, district, ward from schools where district = $1 and state <> "
        "'closed' order by name, urn"};
    constexpr db::Sql districts_with_school{"directory find districts of a school",
        "select distinct district from schools where lower(name) = lower($1) and state <> "
        "'closed' order by district"};
    constexpr db::Sql count_services_in{"directory count services",
        "select count(*) as n from services where state = 'active' and exists (select 1 from "
        "service_places where service_places.service = services.id and "
        "service_places.district = $1)"};

    std::optional<double> latitude_of(std::optional<geo::Point> const& at)
    {
        return at ? std::optional(at->latitude) : std::nullopt;
    }
    std::optional<double> longitude_of(std::optional<geo::Point> const& at)
    {
        return at ? std::optional(at->longitude) : std::nullopt;
    }
    std::optional<std::int64_t> age_in(db::Row const& row, std::string_view column)
    {
        return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
    }

    void put_parts(db::Connection& connection, ServiceRow const& row)
    {
        connection.run(drop_places, row.id);
        connection.run(drop_phones, row.id);
        for (std::size_t i = 0; i < row.places.size(); ++i) {
            auto const& place = row.places[i];
            connection.run(add_place, row.id, i, place.name, place.address, place.postcode,
                latitude_of(place.at), longitude_of(place.at), place.district, place.ward);
        }
        for (std::size_t i = 0; i < row.phones.size(); ++i)
            connection.run(add_phone, row.id, i, row.phones[i].number, row.phones[i].note);
    }
} // namespace

void put_schools(db::Connection& connection, std::vector<SchoolRow> const& rows,
    std::string const& source, Instant now)
{
    put_rows(connection, put_many_schools, put_one_school, rows,
        [&](std::vector<db::Value>& values, SchoolRow const& row) {
            values.insert(values.end(),
                {db::to_value(row.urn), db::to_value(row.name), db::to_value(row.town),
                    db::to_value(row.postcode), db::to_value(row.state), db::to_value(row.kind),
                    db::to_value(row.phase), db::to_value(row.council),
                    db::to_value(row.lowest_age), db::to_value(row.highest_age),
                    db::to_value(latitude_of(row.at)), db::to_value(longitude_of(row.at)),
                    db::to_value(row.district), db::to_value(row.ward), db::to_value(source),
                    db::to_value(now)});
        });
}

void put_places(db::Connection& connection, std::vector<PlaceRow> const& rows, Instant now)
{
    put_rows(connection, put_many_places, put_one_place, rows,
        [&](std::vector<db::Value>& values, PlaceRow const& row) {
            values.insert(values.end(),
                {db::to_value(row.key), db::to_value(row.kind), db::to_value(row.name),
                    db::to_value(row.address), db::to_value(row.postcode),
                    db::to_value(row.at.latitude), db::to_value(row.at.longitude),
                    db::to_value(row.district), db::to_value(row.ward), db::to_value(row.source),
                    db::to_value(now)});
        });
}

void put_services(db::Connection& connection, std::vector<ServiceRow> const& rows, Instant now)
{
    for (auto const& row : rows) {
        connection.run(put_service, row.id, row.name, row.organisation, row.kind, row.description,
            row.state, row.url, row.email, row.opening, row.lowest_age, row.highest_age, row.listed,
            now);
        put_parts(connection, row);
    }
}

std::vector<SchoolRow> list_schools(db::Connection& connection, std::string const& district)
{
    std::vector<SchoolRow> schools;
    for (auto const row : connection.run(list_schools_in, district)) {
        SchoolRow school{row.integer("urn"), row.text("name"), row.text("town"),
            row.text("postcode"), row.text("state"), row.text("kind"), row.text("phase"),
            row.text("council"), age_in(row, "lowest_age"), age_in(row, "highest_age"), {},
            row.text("district"), row.text("ward")};
        if (!row.is_null("latitude"))
            school.at = geo::Point{row.real("latitude"), row.real("longitude")};
        schools.push_back(std::move(school));
    }
    return schools;
}

std::vector<std::string> districts_of_school(db::Connection& connection, std::string const& name)
{
    std::vector<std::string> districts;
    for (auto const row : connection.run(districts_with_school, name))
        districts.push_back(row.text("district"));
    return districts;
}

std::int64_t count_services(db::Connection& connection, std::string const& district)
{
    return connection.run(count_services_in, district)[0].integer("n");
}

} // namespace kith::directory
