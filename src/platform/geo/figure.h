// SPDX-License-Identifier: MIT
#pragma once

// What a place looks like on the ground where a point is too little: a bus route, a park, an
// estate. Lines, areas, or both, as they were pasted or typed.
//
// Shapes   read from a GeoJSON geometry or feature (longitude first), or from a list of points, one
//          a line, latitude first; written as a GeoJSON geometry.
// Units    WGS84 degrees; distances are metres over the ground.
// Cost     one pass; asking whether a point lies inside builds a small index.
// Errors   `invalid` with the field "outline" for what does not read, encloses nothing, has more
//          than 2,000 points, or lies outside the British Isles: latitude and longitude swapped.
// Threads  safe: values.

#include "platform/geo/shape.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::geo {

struct Figure {
    std::vector<Line> lines = {}; // open or closed, of two points at least
    Shape areas = {};
    [[nodiscard]] bool empty() const { return lines.empty() && areas.polygons.empty(); }
    friend bool operator==(Figure const&, Figure const&) = default;
};

// What a list of points is; GeoJSON says so itself.
enum class ListIs { line, area };

[[nodiscard]] Result<Figure> read_figure(std::string_view text, ListIs list_is);
[[nodiscard]] std::string write_geojson(Figure const& figure); // "" for an empty one
// Where it may be said to be: a point inside the first area, or the middle of the first line.
[[nodiscard]] Point middle_of(Figure const& figure);
// From a point to the nearest of it; 0 inside an area. An empty figure is infinitely far.
[[nodiscard]] double metres_from(Figure const& figure, Point point);

} // namespace kith::geo
