// SPDX-License-Identifier: MIT
#include "platform/geo/map.h"
#include <doctest/doctest.h>

using namespace kith::geo;

namespace {
bool shows(std::string const& svg, std::string_view part)
{
    return svg.find(part) != std::string::npos;
}
Line const map_square = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
} // namespace

TEST_CASE("a point within the tolerance of its neighbours' line goes, a corner stays")
{
    // latitude is y, longitude is x: from (0,0) along to (10,0) with a bump of 0.5, then up
    Line const line = {{0, 0}, {0.5, 5}, {0, 10}, {10, 10}};
    CHECK(simplified(line, 0.6) == Line{{0, 0}, {0, 10}, {10, 10}});
    CHECK(simplified(line, 0.4) == line);
    CHECK(simplified({{0, 0}, {1, 1}}, 9) == Line{{0, 0}, {1, 1}});
}

TEST_CASE("a square at the equator is drawn square, north up")
{
    Map map{"m", "A map", "One square", {{"Square", {{{map_square}}}}}, {{{1, 0}, "Corner"}}};
    auto const svg = draw(map);
    CHECK(shows(svg, "viewBox=\"0 0 1000 1000\"")); // cos of half a degree is 0.99996
    // the south-west corner is drawn at the bottom left, and the way goes east first
    CHECK(shows(svg, "d=\"M12 988l976 0 0-976 -976 0z\""));
    // a point in the north-west corner: top left
    CHECK(shows(svg, "cx=\"12\" cy=\"12\""));
}

TEST_CASE("an island too small to see, and one that has become a line, are left out")
{
    // a degree is 976 units: the first island is 2 by 2 of them, the second 98 by 0.98
    Line const speck = {{0.5, 0.2}, {0.5, 0.202}, {0.502, 0.202}, {0.502, 0.2}, {0.5, 0.2}};
    Line const sliver = {{0.5, 0.4}, {0.5, 0.5}, {0.501, 0.5}, {0.501, 0.4}, {0.5, 0.4}};
    auto const svg = draw({"m", "t", "d", {{"", {{{map_square}, {speck}, {sliver}}}}}, {}});
    CHECK(shows(svg, "d=\"M12 988l976 0 0-976 -976 0z\""));
}

TEST_CASE("away from the equator a degree east is drawn shorter than a degree north")
{
    Line north = map_square;
    for (auto& point : north)
        point.latitude += 59.5; // the middle is 60 N, where the cosine is a half
    auto const svg = draw({"m", "t", "d", {{"", {{{north}}}}}, {}});
    // 1600 high: 1576 between the edges, so 788 wide, and 24 of edges
    CHECK(shows(svg, "viewBox=\"0 0 812 1600\""));
}

TEST_CASE("a name at the edge is moved in, so that none of it is cut off")
{
    Line west = {{0, 0}, {0, 0.02}, {1, 0.02}, {1, 0}, {0, 0}};
    auto const svg
        = draw({"m", "t", "d", {{"Ten-letter", {{{west}}}, true}, {"", {{{map_square}}}}}, {}});
    CHECK(shows(svg, "<text x=\"56\"")); // ten times 5.6, not 12 + 9.76
}

TEST_CASE("a label stands to the right of its point, and to the left at the right edge")
{
    Map map{"m", "A map", "One square", {{"Square", {{{map_square}}}}},
        {{{0.5, 0.5}, "Here", "7"}, {{0.5, 1}, "There", "12"}}};
    auto const svg = draw(map);
    // the middle is at 500, 500; the label 14 to the right and 12 down
    CHECK(shows(svg, "<text x=\"514\" y=\"512\" text-anchor=\"start\">7</text>"));
    // a second one that would lie on it goes to the left of its own point, and the name below both
    map.areas[0].named = true;
    map.points.push_back({{0.49, 0.5}, "Below", "8"});
    auto const crowded = draw(map);
    CHECK(shows(crowded, "<text x=\"486\" y=\"522\" text-anchor=\"end\">8</text>"));
    CHECK(shows(crowded, "<text x=\"500\" y=\"459\">Square</text>")); // 500 - 34 × 1.2
    // at 988 the two digits of 19 would end at 1040, outside of 1000: it ends 14 before the point
    CHECK(shows(svg, "<text x=\"974\" y=\"512\" text-anchor=\"end\">12</text>"));
}

TEST_CASE("words of a map are escaped, and it is one image with a title and a description")
{
    auto const svg
        = draw({"m", "<b>\"Fylde\" & 'Wyre'", "d<", {{"<i>", {{{map_square}}}, true}}, {}});
    CHECK(shows(
        svg, "<title id=\"m-title\">&lt;b&gt;&quot;Fylde&quot; &amp; &#39;Wyre&#39;</title>"));
    CHECK(shows(svg, "<desc id=\"m-text\">d&lt;</desc>"));
    CHECK(shows(svg, "<text x=\"500\" y=\"500\">&lt;i&gt;</text>"));
    CHECK(shows(svg, "role=\"img\" aria-labelledby=\"m-title\" aria-describedby=\"m-text\""));
    CHECK_FALSE(shows(svg, "style"));
    CHECK(draw({"m", "nothing", "", {}, {}}) == "");
}
