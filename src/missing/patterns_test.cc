// SPDX-License-Identifier: MIT
#include "missing/companions.h"
#include "missing/patterns_across.h"
#include "missing/patterns_drawn.h"
#include "missing/patterns_places.h"
#include "missing/patterns_views.h"
#include <cmath>
#include <doctest/doctest.h>

namespace kith::missing {
namespace {
    Instant at_moment(char const* text) { return Instant::read(text).value(); }
    Date the_day(char const* text) { return Date::read(text).value(); }
    auto const hour = std::chrono::hours(1);
} // namespace

TEST_CASE("heat: days and hours are London's, also in the night in which the clocks change")
{
    // 01:30 UTC on 29 March 2026 is 02:30 there: the clocks went on at one.
    std::vector<Instant> const moments{at_moment("2026-03-29T00:30:00Z"),      // Sunday 00:30
        at_moment("2026-03-29T01:30:00Z"), at_moment("2026-06-28T23:30:00Z")}; // Monday 00:30
    auto const heat = heat_of(moments);
    CHECK(heat.at(6).at(0) == 1);
    CHECK(heat.at(6).at(1) == 1);
    CHECK(heat.at(0).at(0) == 1);
    CHECK(most_in(heat) == 1);
    CHECK(most_often(heat).empty()); // no block has two
    CHECK(most_in(heat_of({})) == 0);
}

TEST_CASE("heat: what stands out is told, and where much is alike nothing does")
{
    Heat heat{};
    heat.at(4).at(9) = 3;
    heat.at(0).at(0) = 2;
    CHECK(most_often(heat) == "Friday, 18 to 20: 3 times");
    heat.at(0).at(0) = 3;
    CHECK(most_often(heat) == "Monday, 0 to 2; Friday, 18 to 20: 3 times each");
    heat.at(1).at(0) = 3;
    CHECK(!most_often(heat).empty());
    heat.at(2).at(0) = 3; // four alike
    CHECK(most_often(heat).empty());
}

TEST_CASE("lengths: none, one, an even number, and hours that passed over the change of the clocks")
{
    auto const none = lengths_of({});
    CHECK(none.count == 0);
    CHECK(none.longest == Length());
    auto const one = lengths_of({3 * hour});
    CHECK(one.median == 3 * hour);
    CHECK(one.longest == 3 * hour);
    CHECK(one.total == 3 * hour);
    auto const two = lengths_of({30 * hour, 4 * hour});
    CHECK(two.median == 17 * hour);
    CHECK(two.over_a_day == 1);
    CHECK(lengths_of({24 * hour}).over_a_day == 0);
    // From 22:00 to 06:00 on the wall: seven hours in March, nine in October.
    auto const march = at_moment("2026-03-29T05:00:00Z") - at_moment("2026-03-28T22:00:00Z");
    auto const october = at_moment("2026-10-25T06:00:00Z") - at_moment("2026-10-24T21:00:00Z");
    CHECK(march == 7 * hour);
    CHECK(october == 9 * hour);
    CHECK(lengths_of({march, october}).total == 16 * hour);
}

TEST_CASE("groups of lengths and of repeats: each edge falls to one side")
{
    CHECK(length_group_of(Length()) == 0);
    CHECK(length_group_of(6 * hour - Length(1)) == 0);
    CHECK(length_group_of(6 * hour) == 1);
    CHECK(length_group_of(24 * hour) == 3);
    CHECK(length_group_of(168 * hour) == 5);
    CHECK(length_group_of(5000 * hour) == 5);
    CHECK(repeat_group_of(1) == 0);
    CHECK(repeat_group_of(3) == 2);
    CHECK(repeat_group_of(4) == 3);
    CHECK(repeat_group_of(5) == 3);
    CHECK(repeat_group_of(6) == 4);
    CHECK(repeat_group_of(60) == 4);
}

TEST_CASE("around a day: whole days on each side, the day by itself, and days still to come")
{
    std::vector<Instant> const starts{
        at_moment("2026-02-27T23:30:00Z"), // 30 days before 29 March: counts
        at_moment("2026-02-26T12:00:00Z"), // 31 days before
        at_moment("2026-03-28T23:59:00Z"), // the day before, by London's clock
        at_moment("2026-03-29T00:00:00Z"), // the day itself
        at_moment("2026-03-29T22:59:00Z"), // still the day itself: summer time
        at_moment("2026-03-29T23:00:00Z"), // the day after
        at_moment("2026-04-28T12:00:00Z"), // 30 days after
        at_moment("2026-04-29T12:00:00Z"),
    };
    auto const around = around_day(starts, the_day("2026-03-29"), 30, the_day("2026-06-01"));
    CHECK(around.before == 2);
    CHECK(around.on_the_day == 2);
    CHECK(around.after == 2);
    CHECK(around.days_passed == 30);
    REQUIRE(around.by_day.size() == 61);
    CHECK(around.by_day.at(0) == 1);
    CHECK(around.by_day.at(29) == 1);
    CHECK(around.by_day.at(30) == 2);
    CHECK(around.by_day.at(60) == 1);
    CHECK(around_day(starts, the_day("2026-03-29"), 30, the_day("2026-04-03")).days_passed == 5);
    CHECK(around_day(starts, the_day("2026-03-29"), 30, the_day("2026-03-29")).days_passed == 0);
    CHECK(around_day({}, the_day("2026-03-29"), 90, the_day("2026-03-29")).by_day.size() == 181);
}

TEST_CASE("network: the same people always stand alike, apart from one another and in the drawing")
{
    Network network;
    for (auto i = 0; i < 12; ++i)
        network.names.push_back("Somebody " + std::to_string(i));
    network.ties = {{0, 1, 2}, {0, 2, 1}, {0, 3, 1}, {4, 5, 1}, {6, 7, 1}, {7, 8, 1}, {8, 6, 3}};
    auto const once = placed(network);
    auto const again = placed(network);
    CHECK(once.spots == again.spots);
    REQUIRE(once.spots.size() == 12);
    for (std::size_t one = 0; one < once.spots.size(); ++one) {
        CHECK(once.spots[one].x - once.dot >= 0);
        CHECK(once.spots[one].x + once.dot <= once.wide);
        CHECK(once.spots[one].y - once.dot >= 0);
        CHECK(once.spots[one].y + once.dot <= once.tall);
        for (std::size_t other = 0; other < one; ++other)
            CHECK(std::hypot(once.spots[one].x - once.spots[other].x,
                      once.spots[one].y - once.spots[other].y)
                > 2 * once.dot);
    }
    // Whoever is joined to all others of their group stands in the middle of it.
    auto const middle = (once.spots[1].y + once.spots[2].y + once.spots[3].y) / 3;
    CHECK(std::abs(once.spots[0].y - middle) < 0.01);
    // A full one still fits.
    Network full;
    for (std::size_t i = 0; i < most_in_a_network; ++i) {
        full.names.emplace_back("x");
        if (i > 0)
            full.ties.push_back({i - 1, i, 1});
    }
    auto const ring = placed(full);
    for (auto const& spot : ring.spots)
        CHECK(spot.x + ring.dot <= ring.wide);
    CHECK(!drawn_network("full", "Who", full).empty());
    full.names.emplace_back("one more");
    CHECK(drawn_network("full", "Who", full).empty());
    CHECK(placed({}).tall == 0);
}

TEST_CASE("network: names are made harmless, paths say who with whom and how often, most first")
{
    Network network{{"<b>Kez</b>", "Freya", "Jude"}, {{0, 1, 1}, {1, 2, 3}}};
    auto const svg = drawn_network("net", "Who & whom", network);
    CHECK(svg.find("<b>") == std::string::npos);
    CHECK(svg.find("&lt;b&gt;Kez") != std::string::npos);
    CHECK(svg.find("style=") == std::string::npos);
    auto const paths = paths_of(network);
    REQUIRE(paths.size() == 2);
    CHECK(paths[0] == "2 Freya and 3 Jude: 3 times");
    CHECK(paths[1] == "1 <b>Kez</b> and 2 Freya: once");
    CHECK(network_view("net", "Who", {{"Alone"}, {}}, {""}).is_undefined());
}

TEST_CASE("pictures: of nothing there is none; each has a title, a description and no style")
{
    CHECK(drawn_heat("heat", "When", picture_of(Heat{})).empty());
    CHECK(drawn_bars("bars", "How", {}, BarLabels::narrow).empty());
    CHECK(drawn_bars("bars", "How", {{"None", 0, "0"}}, BarLabels::wide).empty());
    CHECK(drawn_around("around", around_day({}, the_day("2026-03-29"), 30, the_day("2026-04-03")))
              .empty());
    Heat heat{};
    heat.at(2).at(3) = 4;
    auto const svg = drawn_heat("heat", "When & where", picture_of(heat));
    CHECK(svg.find("<title id=\"heat-title\">When &amp; where</title>") != std::string::npos);
    CHECK(svg.find("aria-describedby=\"heat-text\"") != std::string::npos);
    CHECK(svg.find("style=") == std::string::npos);
    CHECK(svg.find(">4</text>") != std::string::npos);
    // A number that is kept back is not in the picture.
    HeatPicture picture;
    picture.columns = {"Night", "Day"};
    for (auto& day : picture.days)
        day = {std::nullopt, 7};
    CHECK(drawn_heat("heat", "When", picture).find(">0</text>") == std::string::npos);
    auto const bars = drawn_bars("bars", "How long",
        {{"3 Mar", 60, "1 hour", true}, {"4 Mar", 0, "none"}}, BarLabels::narrow);
    CHECK(bars.find("1 hour") != std::string::npos);
}

TEST_CASE("names that were written: short pieces; sentences and nobody are none")
{
    using Names = std::vector<std::string>;
    CHECK(names_written_in("Kez, Tino") == Names{"Kez", "Tino"});
    CHECK(names_written_in("Kez Brand\n- Tino.") == Names{"Kez Brand", "Tino"});
    CHECK(names_written_in("Nobody") == Names{});
    CHECK(names_written_in("Not known; alone") == Names{});
    CHECK(names_written_in("Two men in a car who would not say who they were") == Names{});
    CHECK(names_written_in("").empty());
}

TEST_CASE("days in the address: read, refused with what to enter, and in order")
{
    auto const both = days_asked("1/3/2026", "2026-03-31");
    CHECK(both.problems.empty());
    CHECK(both.in_words() == "From 1 March 2026 until 31 March 2026");
    CHECK(days_asked("", "31/3/2026").in_words() == "Until 31 March 2026");
    CHECK(days_asked("", "").in_words().empty());
    auto const wrong = days_asked("sometime", "");
    REQUIRE(wrong.problems.size() == 1);
    CHECK(wrong.problems[0].field == "from");
    CHECK(days_asked("2/3/2026", "1/3/2026").problems.at(0).field == "to");
}

TEST_CASE("counted: each person once, by the latest; a year runs from April to March")
{
    auto const one = PersonId::fresh();
    auto const other = PersonId::fresh();
    std::vector<PatternRow> rows(3);
    rows[0].person = one;
    rows[0].kind = "A";
    rows[1].person = other;
    rows[2].person = one;
    rows[2].kind = "M";
    auto const latest = latest_of_each(rows);
    REQUIRE(latest.size() == 2);
    CHECK(latest[0].kind == "A");
    CHECK(latest_of_each({}).empty());
    CHECK(year_of_counting(the_day("2026-03-31")) == 2025);
    CHECK(year_of_counting(the_day("2026-04-01")) == 2026);
    CHECK(distance_in_words(999) == "less than 1 km");
    CHECK(distance_in_words(3400) == "3 km");
}

} // namespace kith::missing
