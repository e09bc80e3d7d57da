// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "base/csv_lines.h"
#include <doctest/doctest.h>
#include <vector>

using namespace kith;

TEST_CASE("what a spreadsheet would read as a formula is written as text")
{
    for (auto const* const formula :
        {"=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n@x",
            "\xEF\xBC\x9D"
            "1"}) {
        CHECK_MESSAGE(csv::reads_as_formula(formula), formula);
        CHECK(csv::safe_cell(formula).find('\'') <= 1); // first, or behind the quote
    }
    for (auto const* const text : {"A van", "", "1=1", "a-b", "   ", "'=1"})
        CHECK_MESSAGE(!csv::reads_as_formula(text), text);
    CHECK(csv::safe_cell("=1+1") == "'=1+1");
    CHECK(csv::safe_cell("=a,b") == "\"'=a,b\"");
}

TEST_CASE("a line is read back as it was written, save for the apostrophe of a formula")
{
    std::vector<std::string> const cells{"a,b", "say \"no\"", "two\nlines", "", "plain", "a;b"};
    auto const text = csv::line(cells);
    CHECK(text.ends_with("\r\n"));
    csv::Reader reader(text);
    csv::Row row;
    REQUIRE(reader.next(row).value());
    CHECK(row.fields == cells);
}
