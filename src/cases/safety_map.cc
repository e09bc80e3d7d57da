// SPDX-License-Identifier: MIT
#include "cases/safety_map.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>

namespace kith::cases {
namespace {
    constexpr int square_side = 110;
    constexpr int map_margin = 50; // for letters and numbers
    constexpr int map_side = map_margin + map_squares * square_side + 10;

    struct MarkCount {
        std::int64_t count = 0;
        bool told = true; // how many
    };
    struct SquareMarks {
        MarkCount safe = {}, unsafe = {}, avoided = {};
    };
    using MarksBySquare = std::map<std::string, SquareMarks>;

    // Rule 1, of one mark.
    void hide_few(MarksBySquare& all, MarkCount SquareMarks::*mark)
    {
        auto hidden = 0;
        MarkCount* least = nullptr; // of those that are told
        for (auto& [square, marks] : all) {
            auto& one = marks.*mark;
            one.told = one.count == 0 || one.count >= fewest_shown;
            hidden += one.told ? 0 : 1;
            if (one.told && one.count > 0 && (!least || one.count < least->count))
                least = &one;
        }
        if (hidden == 1 && least)
            least->told = false;
    }

    MarksBySquare marks_by_square(std::vector<Tally> const& tallies)
    {
        MarksBySquare all;
        for (auto const& tally : tallies) {
            if (!is_square(tally.where) || tally.count < 1)
                continue;
            auto& marks = all[tally.where];
            (tally.answer == "safe"            ? marks.safe
                    : tally.answer == "unsafe" ? marks.unsafe
                                               : marks.avoided)
                .count
                += tally.count;
        }
        for (auto const mark : {&SquareMarks::safe, &SquareMarks::unsafe, &SquareMarks::avoided})
            hide_few(all, mark);
        return all;
    }

    // Rule 2, of one mark, for who knows its sum beside what the squares tell: a square that says
    // fewer than five could still be more than one of 1 to 4.
    bool sum_tells_no_square(MarksBySquare const& all, MarkCount SquareMarks::*mark)
    {
        std::int64_t sum = 0;
        std::int64_t hidden = 0; // of the squares that do not tell
        std::int64_t few = 0;
        std::int64_t many = 0;
        for (auto const& [square, marks] : all) {
            auto const& one = marks.*mark;
            sum += one.count;
            if (one.told)
                continue;
            hidden += one.count;
            ++(one.count < fewest_shown ? few : many);
        }
        if (sum > 0 && sum < fewest_shown)
            return false;
        if (few == 0)
            return true;
        auto const most = fewest_shown - 1;
        auto const least_of_one
            = many > 0 ? 1 : std::max<std::int64_t>(1, hidden - most * (few - 1));
        auto const most_of_one = std::min(most, hidden - (few - 1) - fewest_shown * many);
        return least_of_one < most_of_one;
    }

    std::string count_shown(MarkCount const& mark)
    {
        return mark.count == 0          ? "none"
            : mark.told                 ? std::to_string(mark.count)
            : mark.count < fewest_shown ? fmt::format("fewer than {}", fewest_shown)
                                        : fmt::format("{} or more", fewest_shown);
    }

    std::string mark_number(MarkCount const& mark, int x, int y)
    {
        if (!mark.told)
            return {};
        return fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"26\" text-anchor=\"middle\" "
                           "stroke=\"none\" fill=\"currentColor\">{}</text>",
            x, y + 42, mark.count);
    }

    // A circle, a triangle, a cross; filled where five or more made it.
    std::string drawn_marks(SquareMarks const& marks, int left, int top)
    {
        auto const fill = [](MarkCount const& mark) {
            return mark.count < fewest_shown ? "none" : "currentColor";
        };
        auto const y = top + 38;
        std::string svg;
        if (marks.safe.count > 0)
            svg += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"12\" fill=\"{}\"/>", left + 20, y,
                       fill(marks.safe))
                + mark_number(marks.safe, left + 20, y);
        if (marks.unsafe.count > 0)
            svg += fmt::format("<path d=\"M{} {}l14 25h-28z\" fill=\"{}\"/>", left + 55, y - 14,
                       fill(marks.unsafe))
                + mark_number(marks.unsafe, left + 55, y);
        if (marks.avoided.count > 0)
            svg += fmt::format("<path d=\"M{} {}l22 22m0 -22l-22 22\" stroke-width=\"{}\" "
                               "fill=\"none\"/>",
                       left + 79, y - 11, marks.avoided.count < fewest_shown ? 3 : 8)
                + mark_number(marks.avoided, left + 90, y);
        return svg;
    }

    // Faint, so that marks stand out from it.
    std::string drawn_plan(std::string const& plan)
    {
        if (plan.empty())
            return {};
        return fmt::format("<image href=\"{0}\" x=\"{1}\" y=\"{1}\" width=\"{2}\" "
                           "height=\"{2}\" opacity=\"0.5\" preserveAspectRatio=\"xMidYMid meet\"/>",
            plan, map_margin, map_squares * square_side);
    }

    std::string drawn_grid()
    {
        std::string svg = "<g stroke=\"currentColor\" stroke-opacity=\"0.3\">";
        for (int i = 0; i <= map_squares; ++i) {
            auto const at = map_margin + i * square_side;
            auto const end = map_margin + map_squares * square_side;
            svg += fmt::format(
                "<path d=\"M{} {}H{}M{} {}V{}\"/>", map_margin, at, end, at, map_margin, end);
        }
        svg += "</g><g fill=\"currentColor\" font-size=\"32\" text-anchor=\"middle\">";
        for (int i = 0; i < map_squares; ++i) {
            auto const at = map_margin + i * square_side + square_side / 2;
            svg += fmt::format("<text x=\"{}\" y=\"36\">{}</text><text x=\"24\" y=\"{}\">{}</text>",
                at, static_cast<char>('A' + i), at + 11, i + 1);
        }
        return svg + "</g>";
    }
} // namespace

bool tells_shares(std::vector<Tally> const& tallies)
{
    auto const all = marks_by_square(tallies);
    return std::ranges::all_of(
        std::array{&SquareMarks::safe, &SquareMarks::unsafe, &SquareMarks::avoided},
        [&](auto const mark) { return sum_tells_no_square(all, mark); });
}

std::string draw_squares(std::string const& id, std::string const& plan)
{
    return fmt::format("<svg class=\"kith-map\" xmlns=\"http://www.w3.org/2000/svg\" "
                       "viewBox=\"0 0 {0} {0}\" width=\"720\" role=\"img\" "
                       "aria-labelledby=\"{1}-title\"><title id=\"{1}-title\">Squares A to H and "
                       "1 to 8{2}</title>",
               map_side, id, plan.empty() ? "" : ", over the plan")
        + drawn_plan(plan) + drawn_grid() + "</svg>";
}

std::string draw_safety_map(Measurement const& one, std::string const& id, std::string const& plan)
{
    auto svg = fmt::format("<svg class=\"kith-map\" xmlns=\"http://www.w3.org/2000/svg\" "
                           "viewBox=\"0 0 {0} {0}\" width=\"720\" role=\"img\" "
                           "aria-labelledby=\"{1}-title\" aria-describedby=\"{1}-text\">"
                           "<title id=\"{1}-title\">Safety map</title><desc id=\"{1}-text\">A "
                           "circle is safe, a triangle not safe, a cross avoided; filled or thick "
                           "where {2} or more marked the square. The table says the same.</desc>",
        map_side, id, fewest_shown);
    svg += drawn_plan(plan) + drawn_grid()
        + "<g stroke=\"currentColor\" stroke-width=\"3\" fill=\"none\">";
    for (auto const& [square, marks] : marks_by_square(one.tallies))
        svg += drawn_marks(marks, map_margin + (square[0] - 'A') * square_side,
            map_margin + (square[1] - '1') * square_side);
    return svg + "</g></svg>";
}

std::vector<MapSquare> squares_of(Measurement const& one)
{
    std::vector<MapSquare> all;
    for (auto const& [square, marks] : marks_by_square(one.tallies))
        all.push_back({square, count_shown(marks.safe), count_shown(marks.unsafe),
            count_shown(marks.avoided)});
    return all;
}

} // namespace kith::cases
