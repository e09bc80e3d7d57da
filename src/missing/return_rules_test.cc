// SPDX-License-Identifier: MIT
// The published rules: for each a smallest file that breaks it and no other, and the same put
// right.
#include "missing/return_rules.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <set>

namespace kith::missing {
namespace {
    constexpr ReturnYear to_2026{2026}; // 1 April 2025 to 31 March 2026

    Date day(char const* text) { return Date::read(text).value(); }

    ReturnLine line(char const* kind, char const* start, char const* end,
        char const* birth = "14/09/2010", char const* child = "KITH0001")
    {
        return {child, birth, kind, start, end};
    }
    people::PeriodOfCare cared(char const* from, char const* until = "", char const* because = "")
    {
        people::PeriodOfCare one;
        one.authority = "a_council";
        one.from = day(from);
        if (*until)
            one.until = day(until);
        one.ended_because = because;
        return one;
    }
    using Children = std::map<std::string, ChildInCare>;
    Children in_care(people::PeriodOfCare const& period, std::vector<people::Placement> placed = {})
    {
        return {{"KITH0001", {{period}, std::move(placed)}}};
    }

    struct Seeded {
        int rule;
        std::vector<ReturnLine> broken;
        std::vector<ReturnLine> mended;
        Children children = {};
        Children mended_children = {}; // as `children` if there are none
        std::vector<LeftOpen> left_open = {};
    };

    std::vector<int> rules_told(std::vector<ReturnLine> const& lines, Children const& children,
        std::vector<LeftOpen> const& left_open)
    {
        std::vector<int> told;
        for (auto const& one : breaches_of(to_2026, lines, children, left_open))
            told.push_back(one.rule);
        return told;
    }

    std::vector<Seeded> seeded()
    {
        auto const good = line("M", "02/05/2025", "03/05/2025");
        auto const since_2024 = in_care(cared("2024-01-05"));
        auto const until_may = in_care(cared("2024-01-05", "2025-05-10"));
        return {
            {564, {line("A", "", "")}, {good}},
            {565, {line("", "02/05/2025", "")}, {good}},
            {566, {line("", "", "03/05/2025")}, {good}},
            {567, {line("M", "04/05/2025", "03/05/2025")}, {line("M", "03/05/2025", "03/05/2025")}},
            {570, {line("M", "01/04/2026", "")}, {line("M", "31/03/2026", "")}},
            {571, {line("M", "02/02/2025", "31/03/2025")}, {line("M", "02/02/2025", "01/04/2025")}},
            {571, {line("M", "30/03/2026", "01/04/2026")}, {line("M", "30/03/2026", "31/03/2026")}},
            {574, {line("M", "02/05/2025", "05/05/2025"), line("A", "04/05/2025", "06/05/2025")},
                {line("M", "02/05/2025", "05/05/2025"), line("A", "05/05/2025", "06/05/2025")}},
            {574, {line("M", "02/05/2025", ""), line("M", "09/05/2025", "09/05/2025")},
                {line("M", "02/05/2025", "09/05/2025"), line("M", "09/05/2025", "09/05/2025")}},
            {575, {line("M", "02/05/2025", "")}, {line("M", "02/05/2025", "04/05/2025")},
                in_care(cared("2024-01-05"), {{day("2025-01-05"), day("2025-05-04")}})},
            {576, {line("M", "21/03/2025", "02/04/2025")}, {line("M", "20/03/2025", "02/04/2025")},
                {}, {}, {{"KITH0001", day("2025-03-20")}}},
            {577, {line("M", "09/05/2025", "")}, {line("M", "09/05/2025", "10/05/2025")},
                until_may},
            {577, {line("M", "09/05/2025", "11/05/2025")}, {line("M", "09/05/2025", "09/05/2025")},
                until_may},
            {578, {line("M", "11/05/2025", "12/05/2025")}, {line("M", "10/05/2025", "10/05/2025")},
                until_may},
            {580, {line("M", "02/09/2025", "14/09/2025", "14/09/2007")},
                {line("M", "02/09/2025", "14/09/2025", "14/09/2007")},
                in_care(cared("2024-01-05", "2025-09-14", "X1")),
                in_care(cared("2024-01-05", "2025-09-14", "E8: turned 18"))},
            {581, {line("M", "04/05/2025", "06/05/2025")}, {line("M", "05/05/2025", "06/05/2025")},
                in_care(cared("2025-05-05"))},
            {586, {line("A", "02/05/2025", "03/05/2025", "02/05/2025")},
                {line("A", "03/05/2025", "03/05/2025", "02/05/2025")}},
            {1004, {line("M", "31/02/2026", "")}, {line("M", "28/02/2026", "")}},
            {1004, {line("", "", "")}, {good}},
            {1005, {line("M", "02/05/2025", "3 May")}, {good}},
            {1006, {line("X", "02/05/2025", "03/05/2025")}, {good}},
        };
    }
} // namespace

TEST_CASE("a seeded fault raises exactly the rule it breaks, and none once it is put right")
{
    std::set<int> broken;
    for (auto const& one : seeded()) {
        CAPTURE(one.rule);
        CHECK(rules_told(one.broken, one.children, one.left_open) == std::vector{one.rule});
        auto const& after = one.mended_children.empty() ? one.children : one.mended_children;
        CHECK(rules_told(one.mended, after, one.left_open).empty());
        broken.insert(one.rule);
    }
    for (auto const& rule : return_rules()) {
        CAPTURE(rule.number);
        CHECK(broken.contains(rule.number));
        CHECK(!rule.says.empty());
        CHECK(!rule.mend.empty());
    }
    CHECK(broken.size() == return_rules().size());
}

TEST_CASE("a breach names its line, and what ended after the year counts as open in it")
{
    std::vector const lines{line("M", "02/05/2025", "03/05/2025"), line("M", "30/03/2026", ""),
        line("M", "05/05/2025", "04/05/2025", "01/01/2011", "KITH0002")};
    auto const told = breaches_of(to_2026, lines,
        in_care(cared("2024-01-05", "2026-04-02"), {{day("2026-03-01"), day("2026-04-01")}}));
    REQUIRE(told.size() == 1);
    CHECK(told[0] == Breach{567, 2});
    // Two periods of care: the line stands in the second.
    Children const twice{
        {"KITH0001", {{cared("2024-01-05", "2025-01-01"), cared("2025-04-20", "2025-06-01")}, {}}}};
    CHECK(rules_told({lines[0]}, twice, {}).empty());
    CHECK(rules_told({line("M", "02/04/2025", "03/04/2025")}, twice, {}) == std::vector{578});
}

TEST_CASE("days are written and read as the file has them, and no other way")
{
    CHECK(write_uk(day("2026-03-01")) == "01/03/2026");
    CHECK(read_uk("29/02/2024") == day("2024-02-29"));
    for (auto const* const wrong :
        {"", "29/02/2025", "2025-02-01", "1/02/2025", "aa/02/2025", "01/02/20255", "01-02-2025"}) {
        CAPTURE(wrong);
        CHECK(!read_uk(wrong));
    }
    CHECK(return_year_of(day("2026-03-31")).year == 2026);
    CHECK(return_year_of(day("2026-04-01")).year == 2027);
    CHECK(to_2026.first() == day("2025-04-01"));
    CHECK(birthday(day("2008-02-29"), 18) == day("2026-02-28"));
}

TEST_CASE("lines drawn at random overlap exactly where two cover one half day")
{
    // The oracle counts half days, by no order at all: a line covers each half day within it, and
    // one of a single day lies in another only where that covers the half days on both sides.
    std::mt19937 draw(20260331); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    auto const first = to_2026.first();
    constexpr int days = 24;
    for (int trial = 0; trial < 4000; ++trial) {
        struct Drawn {
            int start;
            int end; // `days` and more: open
        };
        std::vector<Drawn> drawn;
        std::vector<ReturnLine> lines;
        auto const count = 1 + static_cast<int>(draw() % 4);
        for (int at = 0; at < count; ++at) {
            auto const start = static_cast<int>(draw() % days);
            auto const open = draw() % 6 == 0;
            auto const end = start + static_cast<int>(draw() % 5);
            drawn.push_back({start, open ? 10 * days : end});
            lines.push_back(line(
                "M", write_uk(first + start).c_str(), open ? "" : write_uk(first + end).c_str()));
        }
        bool apart = true;
        for (std::size_t one = 0; one < drawn.size(); ++one)
            for (std::size_t other = 0; other < drawn.size(); ++other) {
                if (one == other)
                    continue;
                auto const covers = [&](int half) {
                    return drawn[other].start * 2 <= half && half + 1 <= drawn[other].end * 2;
                };
                if (drawn[one].start == drawn[one].end)
                    apart = apart
                        && !(covers(drawn[one].start * 2 - 1) && covers(drawn[one].start * 2));
                for (int half = drawn[one].start * 2; half < drawn[one].end * 2; ++half)
                    apart = apart && !covers(half);
            }
        auto const told = rules_told(lines, {}, {});
        CAPTURE(trial);
        CHECK(told.empty() == apart);
        CHECK(std::ranges::all_of(told, [](int rule) { return rule == 574; }));
        auto again = lines;
        std::ranges::reverse(again); // whatever the order of the file
        CHECK(rules_told(again, {}, {}).size() == told.size());
    }
}

} // namespace kith::missing
