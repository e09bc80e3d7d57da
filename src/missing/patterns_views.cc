// SPDX-License-Identifier: MIT
#include "missing/patterns_views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {

using html::Value;

std::string times_in_words(int times)
{
    return times == 1 ? "once" : fmt::format("{} times", times);
}

Value fact_view(std::string const& key, std::string const& text)
{
    return Value::object({{"key", key}, {"text", text}});
}

Value table_view(
    std::vector<std::string> const& head, std::vector<std::vector<std::string>> const& rows)
{
    auto const text = [](std::string const& cell) { return Value(cell); };
    return Value::object({{"head", Value::each(head, text)},
        {"rows", Value::each(rows, [&](std::vector<std::string> const& row) {
             return Value::each(row, text);
         })}});
}

Value heat_view(std::string const& id, std::string const& title, std::span<Instant const> moments)
{
    if (moments.empty())
        return {};
    auto const heat = heat_of(moments);
    std::vector<std::string> head{"Day"};
    for (std::size_t block = 0; block < blocks_in_a_day; ++block)
        head.push_back(block_in_words(block));
    head.emplace_back("All");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t day = 0; day < heat.size(); ++day) {
        auto& row = rows.emplace_back(1, week_in_words.at(day));
        int all = 0;
        for (auto const count : heat.at(day)) {
            row.push_back(std::to_string(count));
            all += count;
        }
        row.push_back(std::to_string(all));
    }
    auto view = table_view(head, rows);
    view["svg"] = Value::safe(drawn_heat(id, title, picture_of(heat)));
    view["title"] = title;
    view["most"] = most_often(heat);
    return view;
}

Value bars_view(std::string const& id, std::string const& title, std::string const& of_what,
    std::vector<std::string> const& labels, std::vector<int> const& counts)
{
    std::vector<Bar> bars;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        bars.push_back({labels[i], static_cast<double>(counts[i]), std::to_string(counts[i])});
        rows.push_back({labels[i], std::to_string(counts[i])});
    }
    auto view = table_view({of_what, "Times"}, rows);
    view["svg"] = Value::safe(drawn_bars(id, title, bars, BarLabels::wide));
    view["title"] = title;
    return view;
}

Value network_view(std::string const& id, std::string const& title, Network const& network,
    std::vector<std::string> const& hrefs)
{
    if (network.names.size() < 2)
        return {};
    auto people = Value::array();
    for (std::size_t i = 0; i < network.names.size(); ++i)
        people.push(Value::object({{"text", network.names[i]}, {"href", hrefs[i]}}));
    return Value::object({{"svg", Value::safe(drawn_network(id, title, network))}, {"title", title},
        {"people", people}, {"paths", Value::each(paths_of(network), [](std::string const& path) {
                                 return Value(path);
                             })}});
}

std::string DaysAsked::in_words() const
{
    std::string words;
    if (from)
        words = "From " + from->in_words();
    if (to)
        words += (words.empty() ? "Until " : " until ") + to->in_words();
    return words;
}

DaysAsked days_asked(std::string_view from, std::string_view to)
{
    DaysAsked asked;
    asked.from_typed = from;
    asked.to_typed = to;
    auto const read = [&](std::string_view typed, char const* field) -> std::optional<Date> {
        if (typed.empty())
            return std::nullopt;
        auto const day = Date::read(typed);
        if (!day)
            asked.problems.push_back(invalid("Enter a day, such as 29/3/2026", field));
        return day ? std::optional(*day) : std::nullopt;
    };
    asked.from = read(from, "from");
    asked.to = read(to, "to");
    if (asked.from && asked.to && *asked.to < *asked.from)
        asked.problems.push_back(invalid("Enter a day that is not before the first", "to"));
    return asked;
}

} // namespace kith::missing
