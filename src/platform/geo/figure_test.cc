// SPDX-License-Identifier: MIT
#include "platform/geo/figure.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::geo;

namespace {
std::string sentence_for(char const* text, ListIs list_is = ListIs::line)
{
    auto const read = read_figure(text, list_is);
    return read.ok() ? "" : read.error().words.key;
}
} // namespace

TEST_CASE("a route is a list of points, or a line of GeoJSON, which has longitude first")
{
    auto const listed
        = read_figure("53.80, -3.00\n 53.81,-3.00 \r\n\n53.81, -3.02\n", ListIs::line);
    REQUIRE(listed.ok());
    REQUIRE(listed->lines.size() == 1);
    CHECK(listed->lines[0] == Line{{53.80, -3.00}, {53.81, -3.00}, {53.81, -3.02}});
    auto const pasted = read_figure(
        R"({"type":"LineString","coordinates":[[-3.00,53.80],[-3.00,53.81],[-3.02,53.81]]})",
        ListIs::area); // it says itself what it is
    REQUIRE(pasted.ok());
    CHECK(*pasted == *listed);
    CHECK(*read_figure(write_geojson(*listed), ListIs::line) == *listed);
    auto const feature = read_figure(
        R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[-3.00,53.80],[-3.00,53.81],[-3.02,53.81]]}})",
        ListIs::line);
    REQUIRE(feature.ok());
    CHECK(*feature == *listed);
    CHECK(read_figure("  \n", ListIs::line)->empty());
    CHECK(write_geojson({}).empty());
}

TEST_CASE("a park is closed where its author left it open, and a point inside is where it is")
{
    auto const park
        = read_figure("53.80,-3.02\n53.80,-3.00\n53.82,-3.00\n53.82,-3.02", ListIs::area);
    REQUIRE(park.ok());
    REQUIRE(park->areas.polygons.size() == 1);
    CHECK(park->areas.polygons[0][0].size() == 5);
    auto const middle = middle_of(*park);
    CHECK(middle.latitude > 53.80);
    CHECK(middle.latitude < 53.82);
    CHECK(*read_figure(write_geojson(*park), ListIs::line) == *park);
}

TEST_CASE("how far it is to a route or a park is measured to the nearest of it")
{
    // One thousandth of a degree of latitude is 111.2 metres on the sphere.
    auto const route = *read_figure("53.80,-3.00\n53.80,-3.10", ListIs::line);
    CHECK(metres_from(route, {53.801, -3.05}) == doctest::Approx(111.2).epsilon(0.001));
    CHECK(metres_from(route, {53.799, -3.00}) == doctest::Approx(111.2).epsilon(0.001));
    auto const park
        = *read_figure("53.80,-3.02\n53.80,-3.00\n53.82,-3.00\n53.82,-3.02", ListIs::area);
    CHECK(metres_from(park, {53.81, -3.01}) == 0);
    CHECK(metres_from(park, {53.822, -3.01}) == doctest::Approx(222.4).epsilon(0.001));
    CHECK(std::isinf(metres_from({}, {53.8, -3})));
    // Half of the way along the only line.
    auto const middle = middle_of(route);
    CHECK(middle.longitude == doctest::Approx(-3.05));
}

TEST_CASE("what is no line and no area in these islands is refused with what to do")
{
    CHECK(sentence_for("the whole park").find("one point a line") != std::string::npos);
    CHECK(sentence_for("53.8").find("one point a line") != std::string::npos);
    CHECK(sentence_for("53.8,-3.0").find("one point a line") != std::string::npos); // a point
    CHECK(sentence_for(R"({"type":"Point","coordinates":[-3,53.8]})").find("GeoJSON")
        != std::string::npos);
    CHECK(sentence_for(R"({"type":"LineString","coordinates":[[-3,53.8],["x",1]]})").find("GeoJSON")
        != std::string::npos);
    CHECK(sentence_for("{").find("GeoJSON") != std::string::npos);
    CHECK(sentence_for("-3.0, 53.8\n-3.1, 53.8").find("latitude first") != std::string::npos);
    CHECK(sentence_for("nan, -3\n53.8, -3").find("latitude first") != std::string::npos);
    CHECK(sentence_for("53.8,-3.0\n53.9,-3.0", ListIs::area).find("enclose") != std::string::npos);
    CHECK(sentence_for("53.8,-3.0\n53.9,-3.0\n54.0,-3.0", ListIs::area).find("enclose")
        != std::string::npos); // on one line
    std::string many;
    for (auto i = 0; i < 2001; ++i)
        many += "53.8," + std::to_string(-3.0 - i * 0.0001) + "\n";
    CHECK(sentence_for(many.c_str()).find("2,000 points") != std::string::npos);
}
