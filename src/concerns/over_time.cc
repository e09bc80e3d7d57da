// SPDX-License-Identifier: MIT
#include "concerns/over_time.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>
#include <numeric>
#include <set>

namespace kith::concerns {
namespace {
    using html::Value;
    constexpr int bar_step = 50; // from one month to the next
    constexpr int bar_width = 30;
    constexpr int tallest_bar = 110; // its number fits above it
    constexpr int ground_line = 140;

    std::string name_of_month(MonthCount const& one)
    {
        return PartialDate{one.year, one.month, {}, false}.in_words(); // "May 2026"
    }

    int most_in(Year const& year)
    {
        return std::ranges::max_element(year, {}, &MonthCount::count)->count;
    }

    // Of those linked to the context, each once, the days on which they were received.
    std::vector<Date> days_received(
        Concerns const& room, Visit const& visit, contexts::Context const& context)
    {
        std::set<ConcernId> once;
        std::vector<Date> days;
        auto const self = thing(context.id);
        for (auto const& link : room.links.store.list_of(visit, self)) {
            auto const& end = link.other_end(self);
            if (end.kind != "concern" || !once.insert(ConcernId(end.id)).second)
                continue;
            if (auto const concern = room.store.find(visit, ConcernId(end.id)))
                days.push_back(london::day_of(concern->received_at));
        }
        return days;
    }
} // namespace

Year counted_by_month(std::vector<Date> const& received, Date today)
{
    Year year;
    auto const last = today.year() * 12 + today.month() - 1;
    for (auto i = 0; i < 12; ++i) {
        auto const month = last - 11 + i;
        year[static_cast<std::size_t>(i)] = {month / 12, month % 12 + 1, 0};
    }
    for (auto const day : received) {
        auto const ago = last - (day.year() * 12 + day.month() - 1);
        if (ago >= 0 && ago < 12)
            ++year[static_cast<std::size_t>(11 - ago)].count;
    }
    return year;
}

std::string months_in_words(Year const& year)
{
    auto const all = std::accumulate(year.begin(), year.end(), 0,
        [](int sum, MonthCount const& one) { return sum + one.count; });
    if (all == 0)
        return "None that you may see was received in the last 12 months.";
    std::string months;
    for (auto const& one : year)
        if (one.count > 0)
            months += fmt::format(
                "{}{}: {}", months.empty() ? "" : "; ", name_of_month(one), one.count);
    return fmt::format("{} that you may see {} received in the last 12 months. {}.", all,
        all == 1 ? "was" : "were", months);
}

std::string drawn_by_month(Year const& year)
{
    auto const most = std::max(most_in(year), 1);
    auto svg = fmt::format("<svg class=\"kith-months\" xmlns=\"http://www.w3.org/2000/svg\" "
                           "viewBox=\"0 0 {} {}\" width=\"{}\" role=\"img\" "
                           "aria-labelledby=\"months-title\" aria-describedby=\"months-text\">"
                           "<title id=\"months-title\">Concerns by month</title>"
                           "<desc id=\"months-text\">{}</desc>"
                           "<g fill=\"currentColor\" text-anchor=\"middle\" font-size=\"24\">",
        bar_step * 12, ground_line + 36, bar_step * 12, months_in_words(year));
    for (std::size_t i = 0; i < year.size(); ++i) {
        auto const& one = year[i];
        auto const middle = static_cast<int>(i) * bar_step + bar_step / 2;
        auto const tall = one.count * tallest_bar / most;
        if (one.count > 0)
            svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/><text "
                               "x=\"{}\" y=\"{}\">{}</text>",
                middle - bar_width / 2, ground_line - tall, bar_width, tall, middle,
                ground_line - tall - 6, one.count);
        svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", middle, ground_line + 27,
            name_of_month(one).substr(0, 3));
    }
    return svg
        + fmt::format("</g><path d=\"M0 {}h{}\" stroke=\"currentColor\" fill=\"none\"/></svg>",
            ground_line, bar_step * 12);
}

contexts::Panel concerns_over_time(Concerns const& room)
{
    return [&room](
               Visit const& visit, contexts::Context const& context) -> std::optional<html::Value> {
        auto const days = days_received(room, visit, context);
        if (days.empty())
            return std::nullopt;
        auto const year = counted_by_month(days, london::day_of(visit.now()));
        auto rows = Value::array();
        for (auto const& one : year)
            rows.push(Value::object({{"key", name_of_month(one)}, {"text", one.count}}));
        return Value::object({{"title", "Concerns over time"}, {"text", months_in_words(year)},
            {"picture", Value::safe(drawn_by_month(year))}, {"table", rows},
            {"table_heads", Value::array({"Month", "Concerns that you may see"})}});
    };
}

} // namespace kith::concerns
