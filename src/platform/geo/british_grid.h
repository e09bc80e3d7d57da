// SPDX-License-Identifier: MIT
#pragma once

// From the British National Grid to latitude and longitude.
//
// The grid is a transverse Mercator projection of the Airy 1830 ellipsoid (datum OSGB36). `on_airy`
// undoes the projection; `wgs84` then moves the point to WGS84 by the published seven-parameter
// Helmert shift. That shift is right to about 5 metres anywhere in Great Britain; the finer OSTN15
// grid is not used, and pages that show such a point say so.
//
// Source   Ordnance Survey, "A guide to coordinate systems in Great Britain": annexe C
// (projection),
//          section 6.6 (Helmert shift), annexe A (constants).
// Units    metres on the grid, decimal degrees elsewhere; north and east are positive.
// Threads  safe: pure functions.
// Errors   `read_grid` answers `invalid` for what lies outside the grid (0 to 700 km east, 0 to
//          1300 km north); the rest is total.

#include "base/result.h"

namespace kith::geo {

struct Point {
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(Point const&, Point const&) = default;
};

struct GridPoint {
    double easting = 0;
    double northing = 0;
    friend bool operator==(GridPoint const&, GridPoint const&) = default;
};

[[nodiscard]] Result<GridPoint> read_grid(double easting, double northing);
[[nodiscard]] Point wgs84(GridPoint grid);
[[nodiscard]] Point on_airy(GridPoint grid); // on the old datum: some 100 m from the same on WGS84

// Straight-line distance over the ground (haversine on a sphere of 6,371,008.8 m).
[[nodiscard]] double metres_between(Point from, Point to);

} // namespace kith::geo
