// SPDX-License-Identifier: MIT
#include "cases/safety_map.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace kith::cases {

TEST_CASE("a safety map hides how many where fewer than five marked a square")
{
    Measurement one;
    one.n = 20;
    one.tallies = {{"marks", "unsafe", "C4", 12}, {"marks", "avoided", "C4", 4},
        {"marks", "safe", "A1", 5}, {"marks", "safe", "B2", 0}};
    auto const squares = squares_of(one);
    REQUIRE(squares.size() == 2); // nothing stands in B2
    CHECK(squares[0].square == "A1");
    CHECK(squares[0].safe == "5");
    CHECK(squares[0].unsafe == "none");
    CHECK(squares[1].unsafe == "12");
    CHECK(squares[1].avoided == "fewer than 5");

    auto const svg = draw_safety_map(one, "map");
    CHECK(svg.find(">12</text>") != std::string::npos);
    CHECK(svg.find(">4</text>") == svg.rfind(">4</text>")); // the number of a row, once
    CHECK(svg.find("style=") == std::string::npos);
    // One triangle, one circle, one cross: C is the third square, 4 the fourth.
    CHECK(svg.find("<path d=\"M325 404l14 25h-28z\" fill=\"currentColor\"/>") != std::string::npos);
    CHECK(svg.find("<circle cx=\"70\" cy=\"88\" r=\"12\" fill=\"currentColor\"/>")
        != std::string::npos);
    CHECK(svg.find("stroke-width=\"3\" fill=\"none\"/>") != std::string::npos); // few avoid C4
}

TEST_CASE("two maps that differ only below five are drawn alike")
{
    Measurement one;
    one.tallies = {{"marks", "unsafe", "C4", 1}};
    auto other = one;
    other.tallies[0].count = 4;
    CHECK(draw_safety_map(one, "map") == draw_safety_map(other, "map"));
}

} // namespace kith::cases
