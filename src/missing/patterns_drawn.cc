// SPDX-License-Identifier: MIT
#include "missing/patterns_drawn.h"
#include "platform/html/escape.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr int drawing_wide = 360;
    constexpr int drawn_at = 540; // pixels, where there is room
    constexpr double lightest = 0.08;
    constexpr double darkest = 0.42; // words on it are still read

    std::string opened(
        std::string const& id, std::string const& title, std::string const& description, int tall)
    {
        return fmt::format("<svg class=\"kith-drawn\" xmlns=\"http://www.w3.org/2000/svg\" "
                           "viewBox=\"0 0 {} {}\" width=\"{}\" role=\"img\" "
                           "aria-labelledby=\"{}-title\" aria-describedby=\"{}-text\">"
                           "<title id=\"{}-title\">{}</title><desc id=\"{}-text\">{}</desc>",
            drawing_wide, tall, drawn_at, id, id, id, html::escape(title), id,
            html::escape(description));
    }
} // namespace

HeatPicture picture_of(Heat const& heat)
{
    HeatPicture picture;
    for (std::size_t block = 0; block < blocks_in_a_day; ++block)
        picture.columns.push_back(std::to_string(2 * block));
    for (std::size_t day = 0; day < heat.size(); ++day)
        picture.days.at(day).assign(heat.at(day).begin(), heat.at(day).end());
    return picture;
}

std::string drawn_heat(std::string const& id, std::string const& title, HeatPicture const& picture)
{
    constexpr int left = 36;
    constexpr int top = 20;
    constexpr int tall = 24;
    std::int64_t most = 0;
    for (auto const& day : picture.days)
        for (auto const& count : day)
            most = std::max(most, count.value_or(0));
    if (most == 0 || picture.columns.empty())
        return {};
    auto const wide = (drawing_wide - left) / static_cast<int>(picture.columns.size());
    auto svg = opened(id, title,
        "A row for each day, a column for each part of it; the darker, the more often. The table "
        "says the same.",
        top + 7 * tall + 4);
    svg += "<g fill=\"currentColor\" font-size=\"14\">";
    for (std::size_t column = 0; column < picture.columns.size(); ++column)
        svg += fmt::format("<text x=\"{}\" y=\"14\">{}</text>",
            left + static_cast<int>(column) * wide + 1, html::escape(picture.columns[column]));
    for (std::size_t day = 0; day < picture.days.size(); ++day) {
        auto const y = top + static_cast<int>(day) * tall;
        svg += fmt::format("<text x=\"0\" y=\"{}\">{:.3}</text>", y + 17, week_in_words.at(day));
        auto const& counts = picture.days.at(day);
        for (std::size_t column = 0; column < counts.size(); ++column) {
            auto const x = left + static_cast<int>(column) * wide;
            auto const count = counts[column].value_or(0);
            auto const dark = count == 0 ? 0.0
                                         : lightest
                    + (darkest - lightest) * static_cast<double>(count) / static_cast<double>(most);
            svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
                               "fill-opacity=\"{:.2f}\" stroke=\"currentColor\" "
                               "stroke-opacity=\"0.25\"/>",
                x, y, wide - 2, tall - 2, dark);
            if (count > 0)
                svg += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" "
                                   "font-weight=\"700\">{}</text>",
                    x + wide / 2 - 1, y + 16, count);
        }
    }
    return svg + "</g></svg>";
}

std::string drawn_bars(
    std::string const& id, std::string const& title, std::vector<Bar> const& bars, BarLabels labels)
{
    constexpr int step = 24;
    auto const left = labels == BarLabels::wide ? 196 : 66;
    auto const room = labels == BarLabels::wide ? 124 : 130; // for the longest bar
    auto most = 0.0;
    for (auto const& bar : bars)
        most = std::max(most, bar.value);
    if (bars.empty() || most <= 0)
        return {};
    auto svg = opened(id, title, "A bar for each line of the table, which says the same.",
        static_cast<int>(bars.size()) * step + 4);
    svg += "<g fill=\"currentColor\" font-size=\"15\">";
    for (std::size_t i = 0; i < bars.size(); ++i) {
        auto const& bar = bars[i];
        auto const y = static_cast<int>(i) * step + 2;
        auto const wide = bar.value > 0 ? std::max(2.0, bar.value / most * room) : 0.0;
        svg += fmt::format("<text x=\"0\" y=\"{}\">{}</text>", y + 16, html::escape(bar.label));
        if (wide > 0)
            svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{:.0f}\" height=\"14\" "
                               "fill-opacity=\"0.8\"/>",
                left, y + 4, wide);
        if (bar.goes_on)
            svg += fmt::format("<path d=\"M{0:.0f} {1}h14m-5 -5l5 5l-5 5\" fill=\"none\" "
                               "stroke=\"currentColor\" stroke-width=\"2\"/>",
                left + wide + 2, y + 11);
        svg += fmt::format("<text x=\"{:.0f}\" y=\"{}\">{}</text>",
            left + wide + (bar.goes_on ? 22 : 6), y + 16, html::escape(bar.text));
    }
    return svg + "</g></svg>";
}

std::string drawn_around(std::string const& id, AroundDay const& around)
{
    constexpr int ground = 96;
    constexpr int tallest = 70;
    auto const most = around.by_day.empty() ? 0 : *std::ranges::max_element(around.by_day);
    if (most == 0)
        return {};
    auto const step = static_cast<double>(drawing_wide) / static_cast<double>(around.by_day.size());
    auto svg = opened(id, "Starts around the day",
        fmt::format("{} in the {} days before, {} on the day, {} in the days after. The table says "
                    "the same.",
            around.before, around.days, around.on_the_day, around.after),
        ground + 44);
    svg += "<g fill=\"currentColor\" font-size=\"15\">";
    auto const middle = drawing_wide / 2.0;
    svg += fmt::format("<path d=\"M{0:.1f} 4V{1}\" stroke=\"currentColor\" "
                       "stroke-dasharray=\"4 3\"/><path d=\"M0 {2}H{3}\" "
                       "stroke=\"currentColor\"/>",
        middle, ground + 8, ground, drawing_wide);
    for (std::size_t i = 0; i < around.by_day.size(); ++i)
        if (auto const count = around.by_day[i]; count > 0) {
            auto const tall = count * tallest / most;
            svg += fmt::format("<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" "
                               "fill-opacity=\"0.7\"/>",
                static_cast<double>(i) * step, ground - tall, std::max(step - 0.5, 1.5), tall);
        }
    svg += fmt::format("<text x=\"0\" y=\"{0}\">{1} days before</text><text x=\"{2:.0f}\" "
                       "y=\"{0}\" text-anchor=\"middle\">the day</text><text x=\"{3}\" y=\"{0}\" "
                       "text-anchor=\"end\">{1} days after</text>",
        ground + 26, around.days, middle, drawing_wide);
    return svg + "</g></svg>";
}

} // namespace kith::missing
