// SPDX-License-Identifier: MIT
#include "platform/geo/british_grid.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace kith::geo;

TEST_CASE("the Ordnance Survey's worked example comes out to a ten-thousandth of a second")
{
    // A guide to coordinate systems in Great Britain, C.2: E 651409.903 N 313177.270 is
    // 52 39 27.2531 N, 1 43 4.5177 E on OSGB36.
    auto const point = on_airy({651409.903, 313177.270});
    CHECK(std::abs(point.latitude - (52 + 39 / 60.0 + 27.2531 / 3600)) < 0.0001 / 3600);
    CHECK(std::abs(point.longitude - (1 + 43 / 60.0 + 4.5177 / 3600)) < 0.0001 / 3600);
}

TEST_CASE("the Helmert shift lands within 5 metres of the survey's own WGS84 position")
{
    // Caister Water Tower, the same guide: 52 39 28.8282 N, 1 42 57.8663 E on ETRS89 (WGS84 to a
    // metre); on the grid E 651409.792 N 313177.448 by the definitive transformation.
    auto const point = wgs84({651409.792, 313177.448});
    Point const surveyed{52 + 39 / 60.0 + 28.8282 / 3600, 1 + 42 / 60.0 + 57.8663 / 3600};
    CHECK(metres_between(point, surveyed) < 5.0);
    // and the old datum is some 130 m away: it must not be taken for WGS84
    CHECK(metres_between(on_airy({651409.792, 313177.448}), surveyed) > 100.0);
}

TEST_CASE("a degree of latitude is 111.2 kilometres")
{
    // 6371008.8 m x pi / 180 = 111195.08 m
    CHECK(metres_between({53, -3}, {54, -3}) == doctest::Approx(111195.08).epsilon(1e-6));
    CHECK(metres_between({53, -3}, {53, -3}) == 0.0);
}

TEST_CASE("a point off the grid is refused")
{
    CHECK(read_grid(330000, 436000).ok());
    CHECK_FALSE(read_grid(-1, 436000).ok());
    CHECK_FALSE(read_grid(330000, 1300001).ok());
    CHECK_FALSE(read_grid(std::nan(""), 436000).ok());
}
