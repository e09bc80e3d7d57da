// SPDX-License-Identifier: MIT
#include "platform/geo/shape.h"
#include <doctest/doctest.h>

using namespace kith::geo;

namespace {
// (latitude, longitude): a square of one degree with a hole of a fifth, and an island
Line const square_line = {{53, -3}, {53, -2}, {54, -2}, {54, -3}, {53, -3}};
Line const hole_line = {{53.4, -2.6}, {53.6, -2.6}, {53.6, -2.4}, {53.4, -2.4}, {53.4, -2.6}};
Line const island_line = {{55, -3}, {55, -2.9}, {55.1, -2.9}, {55, -3}};
} // namespace

TEST_CASE("an outline with a hole and an island comes back from bytes as it was")
{
    Shape const shape{{{square_line, hole_line}, {island_line}}};
    auto const bytes = write_wkb(shape);
    // 9 to begin; polygon 1: 9 + two lines of 4 + 5 × 16; polygon 2: 9 + a line of 4 + 4 × 16
    CHECK(bytes.size() == 9 + (9 + 2 * (4 + 80)) + (9 + 4 + 64));
    auto const read = read_wkb(bytes);
    REQUIRE(read.ok());
    CHECK(*read == shape);
}

TEST_CASE("bytes cut short, too long, or promising more than they hold are refused")
{
    auto const bytes = write_wkb({{{square_line}}});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(read_wkb(std::string_view(bytes).substr(0, size)));
    CHECK_FALSE(read_wkb(bytes + "x"));
    auto boast = bytes;
    boast[5] = '\x7f'; // 127 polygons
    CHECK_FALSE(read_wkb(boast));
}

TEST_CASE("a box holds every point of a shape, and of none it is nothing")
{
    CHECK(box_around({}).nothing());
    auto const box = box_around({{{square_line, hole_line}, {island_line}}});
    CHECK(box == Box{53, -3, 55.1, -2});
}
