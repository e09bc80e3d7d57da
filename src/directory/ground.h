// SPDX-License-Identifier: MIT
#pragma once

// Where things stand, drawn over the outlines that were loaded.
//
// Two drawings: one thing in the wards of its district, and many things over all districts. What
// they show the page must say too: each mark comes back with the ward it lies in.
//
// Shapes   `svg` is HTML already escaped (platform/geo/map.h); "" where no outline is loaded there.
//          `attribution` is what the publishers of the outlines ask to be shown; "" for outlines
//          that are no open data. What becomes of a mark is in the order of the marks.
// Cost     reads the outlines of one district's wards, or of all districts: some milliseconds.
// Errors   none. Threads  as the connection.

#include "base/time.h"
#include "directory/reference_facts.h"
#include "platform/db/db.h"
#include "platform/geo/british_grid.h"
#include "platform/geo/figure.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

struct Mark {
    geo::Point at;
    std::string name;
    std::string label = {};  // drawn beside its dot
    geo::Figure figure = {}; // drawn in place of the dot, if there is one
};

struct Ground {
    std::string svg;
    std::string attribution;
    std::vector<std::string>
        lies_in; // each mark's ward or district by name; "": outside, not drawn
};

// A ward is all that a drawing gives away of a home.
enum class Drawn { as_dot, as_ward };

[[nodiscard]] Ground draw_in_district(
    db::Connection& connection, District const& district, Mark const& mark, Drawn drawn);
[[nodiscard]] Ground draw_over_districts(db::Connection& connection,
    std::vector<District> const& districts, std::vector<Mark> const& marks);

// A district to point into: its wards, and whatever may be marked there already. An image by
// itself, `geo::drawn_wide` wide; "" where no outline is loaded.
[[nodiscard]] std::string draw_to_point_at(
    db::Connection& connection, District const& district, std::optional<Mark> const& mark);
// What somebody pointed at, so far from the left and the top of that image.
[[nodiscard]] std::optional<geo::Point> pointed_at(db::Connection& connection,
    District const& district, std::optional<Mark> const& mark, double right, double down);

// A ward or a district by its code, whose outline is loaded.
struct LoadedArea {
    std::string code;
    std::string name;
    std::string district; // that it lies in
    geo::Shape shape = {};
};
[[nodiscard]] std::optional<LoadedArea> find_area(
    db::Connection& connection, std::string const& code);
// The wards of a district by name; without outlines.
[[nodiscard]] std::vector<LoadedArea> wards_by_name(
    db::Connection& connection, std::string const& district);

// The code of the district whose outline a point lies in; "" if it lies in none that is loaded.
[[nodiscard]] std::string district_at(db::Connection& connection, geo::Point at);

// What is to be said beneath a map of this district: the publishers' own words for the codes of the
// Office for National Statistics, nothing for others.
[[nodiscard]] std::string attribution_for(std::string_view district);

} // namespace kith::directory
