// SPDX-License-Identifier: MIT
#pragma once

// The rows that open data brings, and every statement that writes or reads them. Postcodes stand in
// store_postcodes.h.
//
// Open data names no child or family, so reading takes a connection and notes no look.
//
// Shapes   `district` and `ward` are codes, "" where neither publisher nor outline says. An area is
//          its code and its vintage; of each kind the newest vintage counts.
// Cost     writing: 100 rows a statement; a row that stands already is replaced.

#include "base/time.h"
#include "platform/db/db.h"
#include "platform/geo/shape.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::directory {

struct AreaRow {
    std::string code;
    int vintage = 0;  // the year of its list of codes
    std::string kind; // district, ward, msoa, lsoa
    std::string name;
    std::string district; // that it lies in; its own code for a district
    geo::Shape shape = {};
};

struct SchoolRow {
    std::int64_t urn = 0;
    std::string name;
    std::string town;
    std::string postcode;
    std::string state; // open, closing, proposed, closed
    std::string kind;  // the register's words: "Community school"
    std::string phase;
    std::string council;
    std::optional<std::int64_t> lowest_age = {};
    std::optional<std::int64_t> highest_age = {};
    std::optional<geo::Point> at = {};
    std::string district;
    std::string ward;
};

struct IncidentRow {
    db::Bytes key;
    std::string crime_id; // "" where the publisher gives none
    std::string month;    // 2021-04
    std::string force;
    std::string kind;
    std::optional<geo::Point> at = {}; // snapped by the publisher: never a person's place
    std::string location;
    std::string lsoa;
    std::string district;
    std::string ward;
    std::string outcome;
};

struct ServicePlace {
    std::string name;
    std::string address;
    std::string postcode;
    std::optional<geo::Point> at = {};
    std::string district;
    std::string ward;
};

struct ServicePhone {
    std::string number;
    std::string note;
};

struct ServiceRow {
    Uuid id;
    std::string name;
    std::string organisation;
    std::string kind;
    std::string description;
    std::string state; // active, inactive, defunct, temporarily closed
    std::string url;
    std::string email;
    std::string opening;
    std::optional<std::int64_t> lowest_age = {};
    std::optional<std::int64_t> highest_age = {};
    std::int64_t listed = 1; // how often its publisher lists it
    std::vector<ServicePlace> places = {};
    std::vector<ServicePhone> phones = {};
};

struct PlaceRow {
    db::Bytes key;
    std::string kind;
    std::string name;
    std::string address;
    std::string postcode;
    geo::Point at = {};
    std::string district;
    std::string ward;
    std::string source;
};

void put_areas(db::Connection& connection, std::vector<AreaRow> const& rows, Instant now);
void put_schools(db::Connection& connection, std::vector<SchoolRow> const& rows,
    std::string const& source, Instant now);
void put_incidents(db::Connection& connection, std::vector<IncidentRow> const& rows);
void put_services(db::Connection& connection, std::vector<ServiceRow> const& rows, Instant now);
void put_places(db::Connection& connection, std::vector<PlaceRow> const& rows, Instant now);

// By name; with outlines.
[[nodiscard]] std::vector<AreaRow> list_areas(db::Connection& connection, std::string const& kind);
[[nodiscard]] std::vector<AreaRow> list_wards(
    db::Connection& connection, std::string const& district);
// A ward or a district.
[[nodiscard]] std::optional<AreaRow> area_of_code(
    db::Connection& connection, std::string const& code);
// Not those that are closed; by name.
[[nodiscard]] std::vector<SchoolRow> list_schools(
    db::Connection& connection, std::string const& district);
// The districts in which a school of that name is open; whatever the case of ASCII letters.
[[nodiscard]] std::vector<std::string> districts_of_school(
    db::Connection& connection, std::string const& name);
[[nodiscard]] std::int64_t count_services(db::Connection& connection, std::string const& district);

// How many of each the database holds.
struct Holdings {
    std::int64_t postcodes = 0;
    std::int64_t schools = 0;
    std::int64_t incidents = 0;
    std::int64_t services = 0; // as often as they are listed
    std::int64_t different_services = 0;
    std::int64_t places = 0;
    std::int64_t districts = 0;
    std::int64_t wards = 0;
    std::int64_t smaller_areas = 0; // of the 2011 and later censuses
};
[[nodiscard]] Holdings count_open_data(db::Connection& connection);

// Points without a district, of schools, incidents, services and places; and what is found of one.
[[nodiscard]] std::vector<geo::Point> list_unplaced(db::Connection& connection);
void place_at(db::Connection& connection, geo::Point at, std::string const& district,
    std::string const& ward);

} // namespace kith::directory
