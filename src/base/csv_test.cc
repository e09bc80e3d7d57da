// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include <doctest/doctest.h>

namespace {
std::string csv_read_all(std::string_view text)
{
    kith::csv::Reader reader(text);
    kith::csv::Row row;
    std::string all;
    while (true) {
        auto const more = reader.next(row);
        if (!more)
            return more.error().words.key;
        if (!*more)
            return all;
        all += std::to_string(row.number) + ":";
        for (auto const& field : row.fields)
            all += "[" + field + "]";
    }
}
} // namespace

TEST_CASE("quotes, doubled quotes, commas and line ends inside quotes are read as RFC 4180 says")
{
    CHECK(csv_read_all("a,\"b,c\",\"say \"\"no\"\"\"\r\n\"two\nlines\",,x\n")
        == "1:[a][b,c][say \"no\"]2:[two\nlines][][x]");
}

TEST_CASE("the last row needs no line end, and a trailing comma is an empty field")
{
    CHECK(csv_read_all("a,b,") == "1:[a][b][]");
    CHECK(csv_read_all("\"a\",\"b\"") == "1:[a][b]");
    CHECK(csv_read_all("a\r") == "1:[a]");
    CHECK(csv_read_all(",\n,") == "1:[][]2:[][]");
}

TEST_CASE(
    "a byte-order mark is no part of the first column, and empty lines are counted but passed over")
{
    CHECK(csv_read_all("\xEF\xBB\xBF"
                       "a\n\n\r\nb\n")
        == "1:[a]4:[b]");
    CHECK(csv_read_all("") == "");
}

TEST_CASE("a badly quoted row is named")
{
    CHECK(csv_read_all("a\nb\"c\n") == "Row 2: a quotation mark stands in the middle of a field");
    CHECK(csv_read_all("a\n\"b\"c\n") == "Row 2: text follows a closing quotation mark");
    CHECK(csv_read_all("a\n\n\"b") == "Row 3: a quotation mark is opened and never closed");
    CHECK(csv_read_all(std::string_view("a\0b\n", 4))
        == "Row 1: this is not text: it holds a zero byte");
    CHECK(csv_read_all(std::string_view("\"a\0b\"\n", 6))
        == "Row 1: this is not text: it holds a zero byte");
}

TEST_CASE("a semicolon parts fields for whoever says so, and a refused row is passed over")
{
    std::string_view const text = "a;\"b;c\";d,e\nx\"y;1\nlast;2\n";
    kith::csv::Reader reader(text, ';');
    kith::csv::Row row;
    REQUIRE(reader.next(row).ok());
    CHECK(row.fields == std::vector<std::string>{"a", "b;c", "d,e"});
    REQUIRE_FALSE(reader.next(row).ok());
    CHECK(reader.row() == 2);
    reader.pass_line();
    REQUIRE(reader.next(row).value());
    CHECK(row.fields == std::vector<std::string>{"last", "2"});
    CHECK(row.number == 3);
}

TEST_CASE("a table finds a field by its column's name")
{
    auto const table = kith::csv::Table::read("code,name\nE06000009,Blackpool\n");
    REQUIRE(table.ok());
    CHECK(table->size() == 1);
    CHECK(table->text(0, "name") == "Blackpool");
    CHECK(table->number(0) == 2);
    CHECK_FALSE(table->has("ward"));
    CHECK_THROWS_AS(static_cast<void>(table->text(0, "ward")), std::logic_error);
}

TEST_CASE("a table refuses a row of another width, twice one column, and no header")
{
    CHECK(kith::csv::Table::read("a,b\n1,2\n1\n").error().words.key
        == "Row 3: it has 1 fields, and the header has 2");
    CHECK(kith::csv::Table::read("a,a\n").error().words.key
        == "Row 1: two columns have the same name");
    CHECK_FALSE(kith::csv::Table::read("\n").ok());
}

TEST_CASE("a cell may say nothing in several ways, and Null is a surname")
{
    for (auto const* const text : {"", "NULL", "null", "(null)", "\\N", "N/A", "n/a", "#N/A"})
        CHECK(kith::csv::is_nothing(text));
    for (auto const* const text : {"Null", "Na", "0", "-", "none", "nullah"})
        CHECK_FALSE(kith::csv::is_nothing(text));
}
