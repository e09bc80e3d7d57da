// SPDX-License-Identifier: MIT
#include "platform/geo/polygons.h"
#include <doctest/doctest.h>

using namespace kith::geo;

namespace {
Line box_line(double south, double west, double north, double east)
{
    return {{south, west}, {south, east}, {north, east}, {north, west}, {south, west}};
}
} // namespace

TEST_CASE("a point is in the area around it, not in a hole of it, and in none outside")
{
    Polygons areas;
    REQUIRE(
        areas.add("west", {{{box_line(53, -3, 54, -2), box_line(53.4, -2.6, 53.6, -2.4)}}}).ok());
    REQUIRE(areas.add("east", {{{box_line(53, -2, 54, -1)}, {box_line(55, -2, 56, -1)}}}).ok());
    CHECK(areas.size() == 2);
    CHECK(areas.at({53.2, -2.8}) == "west");
    CHECK(areas.at({53.5, -2.5}) == "");
    CHECK(areas.at({53.5, -1.5}) == "east");
    CHECK(areas.at({55.5, -1.5}) == "east"); // its island
    CHECK(areas.at({54.5, -1.5}) == "");     // the water between
    CHECK(areas.at({51.5, -0.1}) == "");
    // on the line between two: always the smaller code
    CHECK(areas.at({53.5, -2}) == "east");
}

TEST_CASE("a point just outside is near the nearest area, and no further than said")
{
    Polygons areas;
    REQUIRE(areas.add("west", {{{box_line(53, -3, 54, -2)}}}).ok());
    REQUIRE(areas.add("east", {{{box_line(53, -1.99, 54, -1)}}}).ok());
    // a thousandth of a degree of latitude is 111.2 m
    CHECK(areas.near({54.001, -2.5}, 120) == "west");
    CHECK(areas.near({54.001, -2.5}, 100) == "");
    // of longitude at 53.5 N it is 66.1 m: the gap is ten of them, and three lie to the west
    CHECK(areas.near({53.5, -1.997}, 1000) == "west");
    CHECK(areas.near({53.5, -1.992}, 1000) == "east");
    CHECK(areas.near({53.5, -1.997}, 150) == "");
    CHECK(areas.near({53.5, -2.5}, 1) == "west"); // inside is no distance
    CHECK(Polygons().near({53.5, -2.5}, 1000) == "");
}

TEST_CASE("areas may be added after the first question")
{
    Polygons areas;
    CHECK(areas.at({53.5, -2.5}) == "");
    REQUIRE(areas.add("a", {{{box_line(53, -3, 54, -2)}}}).ok());
    CHECK(areas.at({53.5, -2.5}) == "a");
    REQUIRE(areas.add("b", {{{box_line(54, -3, 55, -2)}}}).ok());
    CHECK(areas.at({54.5, -2.5}) == "b");
    auto const moved = std::move(areas);
    CHECK(moved.at({53.5, -2.5}) == "a");
}

TEST_CASE("an outline that crosses itself is mended; one without extent is refused")
{
    Polygons areas;
    // a bow tie: two triangles that meet at (53.5, -2.5)
    REQUIRE(areas.add("tie", {{{{{53, -3}, {54, -2}, {54, -3}, {53, -2}, {53, -3}}}}}).ok());
    CHECK(areas.at({53.9, -2.5}) == "tie");
    CHECK(areas.at({53.1, -2.5}) == "tie");
    CHECK(areas.at({53.5, -2.9}) == "");
    auto const flat = areas.add("flat", {{{{{53, -3}, {53, -2}, {53, -2.5}, {53, -3}}}}});
    REQUIRE_FALSE(flat.ok());
    CHECK(flat.error().words.key == "its outline does not enclose an area");
    CHECK_FALSE(areas.add("empty", {}).ok());
}

TEST_CASE("the point inside a ring-shaped area lies in the ring, not in its hole")
{
    Shape const ring{{{box_line(53, -3, 54, -2), box_line(53.1, -2.9, 53.9, -2.1)}}};
    Polygons areas;
    REQUIRE(areas.add("ring", ring).ok());
    auto const inside = point_inside(ring);
    REQUIRE(inside.ok());
    CHECK(areas.at(*inside) == "ring");
    CHECK_FALSE(point_inside({}));
}
