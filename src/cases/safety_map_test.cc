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

TEST_CASE("where one count alone of a mark is hidden, the least of the others is not told either")
{
    // 24 marks in all, of which 20 are unsafe: 20 - 12 - 5 would tell the 3.
    Measurement one;
    one.n = 20;
    one.tallies = {{"marks", "unsafe", "C4", 12}, {"marks", "unsafe", "D4", 5},
        {"marks", "unsafe", "E4", 3}, {"marks", "safe", "A1", 9}};
    auto squares = squares_of(one);
    REQUIRE(squares.size() == 4);
    CHECK(squares[0].safe == "9"); // of this mark nothing is hidden
    CHECK(squares[1].unsafe == "12");
    CHECK(squares[2].unsafe == "5 or more");
    CHECK(squares[3].unsafe == "fewer than 5");
    auto const svg = draw_safety_map(one, "map");
    CHECK(svg.find(">12</text>") != std::string::npos);
    CHECK(svg.find(">5</text>") == svg.rfind(">5</text>")); // the number of a row, once
    // D is the fourth square: its triangle is filled, for five or more marked it.
    CHECK(svg.find("<path d=\"M435 404l14 25h-28z\" fill=\"currentColor\"/>") != std::string::npos);
    // With two hidden, neither can be worked out.
    one.tallies[1].count = 4;
    squares = squares_of(one);
    CHECK(squares[1].unsafe == "12");
    CHECK(squares[2].unsafe == "fewer than 5");
    CHECK(squares[3].unsafe == "fewer than 5");
}

TEST_CASE("no share of a map is told where it would tell a number that the map hides")
{
    Measurement one;
    one.n = 20;
    Measure avoided;
    avoided.code = "avoided";
    avoided.unit = "%";
    one.results["avoided"] = 20;
    auto const told = [&](std::vector<Tally> tallies) {
        one.tallies = std::move(tallies);
        return value_in_words(one, avoided, Sees::the_case) == "20 %" && tells_shares(one.tallies);
    };
    // 3 of 15 marks say avoided: the 3 that the map hides.
    CHECK(!told({{"marks", "unsafe", "C4", 12}, {"marks", "avoided", "C4", 3}}));
    CHECK(value_in_words(one, avoided, Sees::the_case) == "Not told: too few marks");
    // Five and more of each mark, or none.
    CHECK(told({{"marks", "unsafe", "C4", 12}, {"marks", "avoided", "C4", 5}}));
    CHECK(told({{"marks", "unsafe", "C4", 12}}));
    // Two squares of four each: a sum of eight tells both; seven could be 3 and 4 or 4 and 3.
    CHECK(!told({{"marks", "avoided", "C4", 4}, {"marks", "avoided", "D4", 4}}));
    CHECK(told({{"marks", "avoided", "C4", 4}, {"marks", "avoided", "D4", 3}}));
    // One beside "5 or more" could be anything from one to four; but not where both are least.
    CHECK(told({{"marks", "avoided", "C4", 3}, {"marks", "avoided", "D4", 6}}));
    CHECK(!told({{"marks", "avoided", "C4", 1}, {"marks", "avoided", "D4", 5}}));
    // What is no map hides nothing here.
    CHECK(told({{"feel_safe", "yes", "", 1}, {"feel_safe", "no", "", 3}}));
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
