// SPDX-License-Identifier: MIT
#include "actions/home.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::actions;

namespace {
Line home_line(char const* text, char const* due, bool urgent = false)
{
    Line line;
    line.text = text;
    if (*due != '\0')
        line.due = *Instant::read(due);
    line.urgent = urgent;
    return line;
}
} // namespace

TEST_CASE("overdue and today come first, and among them whoever is not safe now")
{
    auto const now = *Instant::read("2026-03-18T10:00:00Z");
    std::vector<Line> lines = {
        home_line("no limit", ""),
        home_line("tomorrow", "2026-03-19T23:59:59Z"),
        home_line("not safe, in two days", "2026-03-20T10:00:00Z", true),
        home_line("today", "2026-03-18T23:59:59Z"),
        home_line("not safe, today", "2026-03-18T20:00:00Z", true),
        home_line("overdue by 43 hours", "2026-03-16T15:00:00Z"),
        home_line("not safe, overdue by an hour", "2026-03-18T09:00:00Z", true),
        home_line("missing now", "", true),
    };
    std::ranges::stable_sort(
        lines, [&](Line const& one, Line const& other) { return before(one, other, now); });
    std::vector<std::string> order;
    for (auto const& line : lines)
        order.push_back(line.text);
    CHECK(order
        == std::vector<std::string>{"not safe, overdue by an hour", "not safe, today",
            "missing now", "overdue by 43 hours", "today", "not safe, in two days", "tomorrow",
            "no limit"});
}
