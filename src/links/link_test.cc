// SPDX-License-Identifier: MIT
#include "links/store.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::links;

namespace {
Date const on_the_day = Date::of(2026, 3, 6).value();

Link friends()
{
    Link link;
    link.from = thing(PersonId::fresh());
    link.to = thing(PersonId::fresh());
    link.role = "friend";
    link.source = "Her own words";
    link.drawn_from = thing(ConcernId::fresh());
    return link;
}
} // namespace

TEST_CASE("a link between two people expires after a year unless another day was chosen")
{
    auto const link = checked(friends(), on_the_day);
    REQUIRE(link.ok());
    CHECK(link->expires == Date::of(2027, 3, 6).value());
    auto longer = friends();
    longer.expires = Date::of(2028, 3, 7).value(); // two years and two days: 2028 has a 29 February
    CHECK(checked(longer, on_the_day).error().field == "expires");
    auto place = friends();
    place.to = thing(ContextId::fresh());
    CHECK_FALSE(checked(place, on_the_day)->expires);
}

TEST_CASE("a link needs two different ends, a role, a source, and what it was drawn from")
{
    auto link = friends();
    link.to = link.from;
    CHECK(checked(link, on_the_day).error().field == "to");
    link = friends();
    link.role = "";
    CHECK(checked(link, on_the_day).error().field == "role");
    link = friends();
    link.source = "";
    CHECK(checked(link, on_the_day).error().field == "source");
    link = friends();
    link.drawn_from = {};
    CHECK(checked(link, on_the_day).error().field == "drawn_from");
}

TEST_CASE("a link stands on its last day and not on the next, and not once it is withdrawn")
{
    auto link = friends();
    link.until_day = on_the_day;
    CHECK(link.stands_on(on_the_day));
    CHECK_FALSE(link.stands_on(on_the_day + 1));
    link = friends();
    link.expires = on_the_day;
    CHECK(link.stands_on(on_the_day));
    CHECK_FALSE(link.stands_on(on_the_day + 1));
    link = friends();
    link.withdrawn = true;
    CHECK_FALSE(link.stands_on(on_the_day));
}

TEST_CASE("nothing happens in the future")
{
    auto const now = Instant::read("2026-03-06T09:00:00Z").value();
    Event event;
    event.kind = "incident";
    event.source = "A neighbour";
    event.drawn_from = thing(ConcernId::fresh());
    event.day = PartialDate::read("2026-03").value(); // this month: it may have been
    CHECK(check(event, now).ok());
    event.day = PartialDate::read("2026-04").value();
    CHECK(check(event, now).error().field == "day");
}
