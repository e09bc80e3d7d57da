// SPDX-License-Identifier: MIT
#pragma once

// The outline of an area on the ground: one or more polygons, each an outer line and its holes.
//
// Shapes   a Line is closed: its last point is its first, and it has at least four. In a polygon
//          the first line is the outer one.
// Units    WGS84 degrees. Well-known binary (OGC 06-103r4, 8.2) is little-endian, longitude first.
// Cost     one pass each.
// Errors   `read_wkb` answers `invalid` for bytes that are no polygon or multipolygon.
// Threads  safe: values.

#include "platform/geo/british_grid.h"
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace kith::geo {

using Line = std::vector<Point>;
using Polygon = std::vector<Line>;

struct Shape {
    std::vector<Polygon> polygons = {};
    friend bool operator==(Shape const&, Shape const&) = default;
};

// The smallest upright rectangle around points; `nothing` until one is added.
struct Box {
    double south = std::numeric_limits<double>::infinity();
    double west = std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    [[nodiscard]] bool nothing() const { return south > north; }
    void add(Point point);
    friend bool operator==(Box const&, Box const&) = default;
};

[[nodiscard]] Box box_around(Shape const& shape);
[[nodiscard]] std::string write_wkb(Shape const& shape);
[[nodiscard]] Result<Shape> read_wkb(std::string_view bytes);

} // namespace kith::geo
