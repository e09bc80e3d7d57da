// SPDX-License-Identifier: MIT
#include "directory/postcode.h"
#include <doctest/doctest.h>

using kith::directory::looks_like_postcode;
using kith::directory::Postcode;

TEST_CASE("a postcode is written in upper case with one space before the last three")
{
    CHECK(Postcode::read("PR1 8RL")->write() == "PR1 8RL");
    CHECK(Postcode::read("fy11ad")->write() == "FY1 1AD");
    CHECK(Postcode::read("  bb1   7dy ")->write() == "BB1 7DY");
    CHECK(Postcode::read("gir 0aa")->write() == "GIR 0AA");
    CHECK(Postcode::read("EC1A 1BB")->write() == "EC1A 1BB");
    CHECK(Postcode::read("W1A 0AX")->write() == "W1A 0AX");
    CHECK(Postcode::read("M1 1AE")->write() == "M1 1AE");
    CHECK(Postcode::read("B33 8TH")->write() == "B33 8TH");
    CHECK(Postcode::read("CR26XH")->write() == "CR2 6XH");
    CHECK(Postcode::read("DN551PT")->write() == "DN55 1PT");
}

TEST_CASE("what is no postcode is refused with what to enter")
{
    for (auto const* wrong : {"PR1 8RC", "", "FY1", "FY1 1A", "QQ1 1AA", "FY1 1AD1", "FY1-1AD",
             "FY1 1AI", "F1I 1AD", "1FY 1AD", "Blackpool", "FYA 1AD", "FJ1 1AD"}) {
        CAPTURE(wrong);
        auto const read = Postcode::read(wrong);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().words.key == "Enter a full UK postcode, such as FY1 1AD");
        CHECK(read.error().field == "postcode");
    }
}

TEST_CASE("the outward half and the area are parts of it")
{
    CHECK(Postcode::read("FY1 1AD")->outward() == "FY1");
    CHECK(Postcode::read("FY1 1AD")->area() == "FY");
    CHECK(Postcode::read("L40 2QG")->area() == "L");
}

TEST_CASE("a digit tells a postcode from a place")
{
    CHECK(looks_like_postcode("fy1 1a"));
    CHECK_FALSE(looks_like_postcode("St Annes"));
}
