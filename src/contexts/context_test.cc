// SPDX-License-Identifier: MIT
#include "contexts/context.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::contexts;

namespace {
Date const on_a_day = Date::of(2026, 3, 6).value();

Context bus_station()
{
    Context context;
    context.kind = "PLACE";
    context.name = " The bus station ";
    context.postcode = "fy1 1ad";
    return context;
}

std::string wrong_field(Context const& context)
{
    auto const read = checked(context, on_a_day);
    return read.ok() ? "" : read.error().field;
}
} // namespace

TEST_CASE("a context needs a kind and a name, and no child")
{
    auto const read = checked(bus_station(), on_a_day);
    REQUIRE(read.ok());
    CHECK(read->name == "The bus station");
    CHECK(read->postcode == "FY1 1AD");
    auto context = bus_station();
    context.kind = "GANG";
    CHECK(wrong_field(context) == "kind");
    context = bus_station();
    context.name = "...";
    CHECK(wrong_field(context) == "name");
    context = bus_station();
    context.postcode = "the corner";
    CHECK(wrong_field(context) == "postcode");
    context = bus_station();
    context.point = geo::Point{153.8, -3.0};
    CHECK(wrong_field(context) == "latitude");
}

TEST_CASE("only a web address is ever a link")
{
    for (auto const* text : {"https://example.org", "http://example.org/a?b=c#d"})
        CHECK_MESSAGE(is_web_address(text), text);
    for (auto const* text : {"javascript:alert(1)", "data:text/html,x", "ftp://example.org",
             "https://", "https://user@example.org", "https://exam ple.org", "//example.org",
             "HTTPS:example.org", "https://localhost"})
        CHECK_FALSE_MESSAGE(is_web_address(text), text);
    auto context = bus_station();
    context.kind = "ONLINE";
    CHECK(wrong_field(context) == "platform");
    context.url = "javascript:alert(1)";
    CHECK(wrong_field(context) == "url");
    context.url = "https://example.org/group";
    CHECK(wrong_field(context) == "");
}

TEST_CASE("no more opening hours are kept than the page of a place asks for")
{
    auto context = bus_station();
    context.hours.assign(7, {"daily", 540, 1020});
    CHECK(wrong_field(context) == "");
    context.hours.push_back({"sun", 600, 960});
    CHECK(wrong_field(context) == "hours");
}

TEST_CASE("protection stands until somebody says no; a no that goes without saying is not kept")
{
    Context home;
    home.kind = "HOME";
    auto wanted = bus_station();
    keep_protection(home, false, wanted);
    CHECK(wanted.tells_where == Tells::yes);
    wanted.tells_where = Tells::no;
    keep_protection(home, true, wanted);
    CHECK(wanted.tells_where == Tells::as_its_kind);
    wanted.sort = "REFUGE";
    wanted.tells_where = Tells::no;
    keep_protection(home, true, wanted);
    CHECK(wanted.tells_where == Tells::no);
}
