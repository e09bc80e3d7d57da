// SPDX-License-Identifier: MIT
#include "platform/geo/british_grid.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace kith::geo {
namespace {
    constexpr double degree = std::numbers::pi / 180;

    struct Ellipsoid {
        double a; // semi-major axis, metres
        double b; // semi-minor axis
        [[nodiscard]] double e2() const { return (a * a - b * b) / (a * a); }
    };
    // Annexe A.1 and A.2 of the guide.
    constexpr Ellipsoid airy{6377563.396, 6356256.909};
    constexpr Ellipsoid grs80{6378137.000, 6356752.3141};
    constexpr double scale = 0.9996012717;     // F0, on the central meridian
    constexpr double latitude_0 = 49 * degree; // true origin
    constexpr double longitude_0 = -2 * degree;
    constexpr double easting_0 = 400000; // of the true origin
    constexpr double northing_0 = -100000;

    struct Angles {
        double latitude; // radians
        double longitude;
    };

    // The arc of the meridian from the true origin (C3).
    double meridian(double latitude)
    {
        double const n = (airy.a - airy.b) / (airy.a + airy.b);
        double const n2 = n * n;
        double const n3 = n2 * n;
        double const d = latitude - latitude_0;
        double const s = latitude + latitude_0;
        return airy.b * scale
            * ((1 + n + 1.25 * n2 + 1.25 * n3) * d
                - (3 * n + 3 * n2 + 2.625 * n3) * std::sin(d) * std::cos(s)
                + (1.875 * n2 + 1.875 * n3) * std::sin(2 * d) * std::cos(2 * s)
                - 35.0 / 24 * n3 * std::sin(3 * d) * std::cos(3 * s));
    }

    // Undoes the projection: C.2 of the guide, whose names VII to XIIA are kept.
    Angles unproject(GridPoint grid)
    {
        double const north = grid.northing - northing_0;
        double phi = latitude_0;
        double arc = 0;
        for (int turn = 0; turn < 20 && std::abs(north - arc) >= 0.00001; ++turn) {
            phi += (north - arc) / (airy.a * scale);
            arc = meridian(phi);
        }
        double const e2 = airy.e2();
        double const sine2 = std::sin(phi) * std::sin(phi);
        double const nu = airy.a * scale / std::sqrt(1 - e2 * sine2);
        double const rho = airy.a * scale * (1 - e2) * std::pow(1 - e2 * sine2, -1.5);
        double const eta2 = nu / rho - 1;
        double const t = std::tan(phi);
        double const t2 = t * t;
        double const t4 = t2 * t2;
        double const secant = 1 / std::cos(phi);
        double const vii = t / (2 * rho * nu);
        double const viii = t / (24 * rho * std::pow(nu, 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
        double const ix = t / (720 * rho * std::pow(nu, 5)) * (61 + 90 * t2 + 45 * t4);
        double const x = secant / nu;
        double const xi = secant / (6 * std::pow(nu, 3)) * (nu / rho + 2 * t2);
        double const xii = secant / (120 * std::pow(nu, 5)) * (5 + 28 * t2 + 24 * t4);
        double const xiia
            = secant / (5040 * std::pow(nu, 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2);
        double const de = grid.easting - easting_0;
        return {phi - vii * de * de + viii * std::pow(de, 4) - ix * std::pow(de, 6),
            longitude_0 + x * de - xi * std::pow(de, 3) + xii * std::pow(de, 5)
                - xiia * std::pow(de, 7)};
    }

    // Over a line through the Earth's centre and back: B.1, B.2 and section 6.6, the constants
    // there with their signs turned, since they are given from WGS84 to OSGB36.
    Angles shift(Angles from)
    {
        constexpr double tx = 446.448;
        constexpr double ty = -125.157;
        constexpr double tz = 542.060;
        constexpr double s = -20.4894e-6;
        constexpr double rx = 0.1502 / 3600 * degree;
        constexpr double ry = 0.2470 / 3600 * degree;
        constexpr double rz = 0.8421 / 3600 * degree;
        double const nu
            = airy.a / std::sqrt(1 - airy.e2() * std::sin(from.latitude) * std::sin(from.latitude));
        double const x1 = nu * std::cos(from.latitude) * std::cos(from.longitude);
        double const y1 = nu * std::cos(from.latitude) * std::sin(from.longitude);
        double const z1 = (1 - airy.e2()) * nu * std::sin(from.latitude);
        double const x = tx + (1 + s) * x1 - rz * y1 + ry * z1;
        double const y = ty + rz * x1 + (1 + s) * y1 - rx * z1;
        double const z = tz - ry * x1 + rx * y1 + (1 + s) * z1;
        double const p = std::hypot(x, y);
        double const e2 = grs80.e2();
        double phi = std::atan2(z, p * (1 - e2));
        for (int turn = 0; turn < 6; ++turn) {
            double const n = grs80.a / std::sqrt(1 - e2 * std::sin(phi) * std::sin(phi));
            phi = std::atan2(z + e2 * n * std::sin(phi), p);
        }
        return {phi, std::atan2(y, x)};
    }

    Point in_degrees(Angles angles)
    {
        return {angles.latitude / degree, angles.longitude / degree};
    }
} // namespace

Result<GridPoint> read_grid(double easting, double northing)
{
    if (!(easting >= 0 && easting <= 700000 && northing >= 0 && northing <= 1300000))
        return invalid("Give an easting of 0 to 700000 and a northing of 0 to 1300000");
    return GridPoint{easting, northing};
}

Point on_airy(GridPoint grid) { return in_degrees(unproject(grid)); }

Point wgs84(GridPoint grid) { return in_degrees(shift(unproject(grid))); }

double metres_between(Point from, Point to)
{
    constexpr double radius = 6371008.8;
    double const across = std::sin((to.longitude - from.longitude) * degree / 2);
    double const up = std::sin((to.latitude - from.latitude) * degree / 2);
    double const half = up * up
        + std::cos(from.latitude * degree) * std::cos(to.latitude * degree) * across * across;
    return 2 * radius * std::asin(std::sqrt(std::min(1.0, half)));
}

} // namespace kith::geo
