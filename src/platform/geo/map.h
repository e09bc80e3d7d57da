// SPDX-License-Identifier: MIT
#pragma once

// A map drawn on the server: areas and points as one SVG, in the page, with no outside request.
//
// The projection is equirectangular with longitude shortened by the cosine of the middle latitude:
// over a county it differs from a true one by less than a line's width. Outlines are simplified
// (Douglas and Peucker, 1973) to what the drawing can show. The picture is one image with a title
// and a description: whatever it shows, the page also says as a list.
//
// Shapes   HTML out, already escaped: hand it to a page as safe. Presentation attributes and class
//          names only (`kith-map` and its parts); no style, no script, no colour of its own.
// Units    WGS84 degrees in, thousandths of the drawing's width out.
// Cost     one pass over the points of the outlines; a county of 14 districts is about 20 KB.
// Threads  safe: pure. Errors: none; what has no extent is an empty string.

#include "platform/geo/shape.h"
#include <optional>

namespace kith::geo {

struct MapArea {
    std::string name; // a word beside the middle, if `named`
    Shape shape;
    bool named = false;
    bool chosen = false; // the one the page is about
};

struct MapPoint {
    Point at;
    std::string name;       // its title; may be empty
    std::string label = {}; // drawn beside it, large: the number of its line in the page's list
};

struct MapLine {
    std::string name;
    Line line;
};

struct Map {
    std::string id; // unique in the page: "map-districts"
    std::string title;
    std::string description; // what a person who does not see it should know
    std::vector<MapArea> areas = {};
    std::vector<MapPoint> points = {};
    std::vector<MapLine> lines = {};
};

[[nodiscard]] std::string draw(Map const& map);

// The point that stands so far right and down in the drawing as it is sent, `drawn_wide` wide;
// nothing beside the drawing. For a map that somebody points at.
inline constexpr int drawn_wide = 720;
[[nodiscard]] std::optional<Point> point_at(Map const& map, double right, double down);

// The line with as few of its points as keep it within `tolerance` of where it was, in its own
// units. First and last stay.
[[nodiscard]] Line simplified(Line const& line, double tolerance);

} // namespace kith::geo
