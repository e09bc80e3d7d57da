// SPDX-License-Identifier: MIT
#include "actions/home.h"
#include <algorithm>
#include <tuple>

namespace kith::actions {
namespace {
    using html::Value;
    constexpr std::size_t most_lines = 20;

    Value line_view(Line const& line, Instant now)
    {
        auto view = Value::object(
            {{"href", line.href}, {"text", line.verb + ": " + line.text}, {"detail", line.detail}});
        if (line.paper)
            view["paper"] = Value::object({{"text", line.paper->text}, {"href", line.paper->href}});
        if (line.urgent)
            view["status"] = Value::object({{"text", "Not safe now"}, {"tone", "urgent"}});
        if (line.due) {
            auto const words = due_in_words(*line.due, now);
            view["due"] = Value::object({{"text", words.text},
                {"state", std::string(name_of(words.state))}, {"exact", words.exact}});
        }
        return view;
    }

    Result<http::Response> show_home(
        Home const& home, access::Visit const& visit, http::Request const&)
    {
        std::vector<Line> all;
        for (auto const& lines : home.lines)
            for (auto& line : lines(visit))
                all.push_back(std::move(line));
        std::ranges::stable_sort(all,
            [&](Line const& one, Line const& other) { return before(one, other, visit.now()); });
        auto const shown = std::min(all.size(), most_lines);
        auto page = Value::object({{"section", "/"}, {"more", all.size() - shown},
            {"lead", home.lead ? home.lead(visit) : std::string()},
            {"may_raise", visit.could("create", "concern")}, {"beside", Value::array()}});
        for (auto const& way : home.beside)
            if (auto link = way(visit))
                page["beside"].push(std::move(*link));
        page["rows"] = Value::each(std::span(all).first(shown),
            [&](Line const& line) { return line_view(line, visit.now()); });
        return home.pages.show(visit, "actions/home.njk", page);
    }
} // namespace

bool before(Line const& one, Line const& other, Instant now)
{
    auto const key = [now](Line const& line) {
        // Somebody who is not safe now, and of whom no clock says by when, is for now.
        auto const later
            = line.due ? due_in_words(*line.due, now).state == DueState::later : !line.urgent;
        return std::tuple(later, !line.urgent, !line.due, line.due.value_or(Instant()));
    };
    return key(one) < key(other);
}

void join(House& house, Home& home)
{
    house.routes.of(home).get("/", "home:read", show_home);
    house.navigation.push_back({"Home", "/", "", ""});
}

} // namespace kith::actions
