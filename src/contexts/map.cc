// SPDX-License-Identifier: MIT
#include "contexts/map.h"
#include "base/london.h"
#include "platform/html/value.h"
#include <algorithm>
#include <fmt/core.h>
#include <iterator>

namespace kith::contexts {
namespace {
    using html::Value;
    constexpr std::size_t most_numbers = 40; // on a map: more would hide one another
    constexpr char const* no_outlines
        = "There is no map: no outlines of its district are loaded. An administrator loads them.";

    bool is_drawn_as_dot(Context const& context)
    {
        return context.point && !is_protected(context)
            && (context.kind == "SCHOOL" || context.kind == "PLACE");
    }

    // What was drawn or picked: a line, an area, a whole ward.
    geo::Figure figure_of(Visit const& visit, Context const& context)
    {
        geo::Figure figure;
        if (auto read = geo::read_figure(context.outline, geo::ListIs::line))
            figure = std::move(*read);
        if (figure.empty() && !context.area.empty())
            if (auto area = directory::find_area(visit.reading(), context.area))
                figure.areas = std::move(area->shape);
        return figure;
    }

    // Its number on the map; things at one place share a dot, whose label names all of them.
    void add_mark(std::vector<directory::Mark>& marks, Context const& context, std::size_t number)
    {
        auto const same = std::ranges::find(marks, *context.point, &directory::Mark::at);
        if (same == marks.end()) {
            marks.push_back({*context.point, context.name, std::to_string(number)});
            return;
        }
        same->name += ", " + context.name;
        same->label += ", " + std::to_string(number);
    }
} // namespace

Value map_of(Contexts const& room, Visit const& visit, Context const& context)
{
    if (context.address_withheld)
        return Value::object({{"not_drawn", "There is no map: the address is protected."}});
    if (!context.point)
        return context.postcode.empty()
            ? Value()
            : Value::object({{"not_drawn",
                "There is no map: where its postcode lies is not loaded. An administrator loads "
                "it."}});
    auto const code = context.district.empty()
        ? directory::district_at(visit.reading(), *context.point)
        : context.district;
    auto const district = room.facts.district(code, london::day_of(visit.now()));
    if (!district)
        return Value::object(
            {{"not_drawn", "There is no map: it lies in no district whose outline is loaded."}});
    auto const as_dot = is_drawn_as_dot(context);
    directory::Mark mark{*context.point, context.name};
    if (as_dot)
        mark.figure = figure_of(visit, context);
    auto const drawn_as_line = !mark.figure.empty();
    auto const ground = directory::draw_in_district(visit.reading(), *district, mark,
        as_dot ? directory::Drawn::as_dot : directory::Drawn::as_ward);
    if (ground.svg.empty())
        return Value::object({{"not_drawn", no_outlines}});
    auto const& ward = ground.lies_in.front();
    auto const where = ward == district->name ? ward : ward + ", " + district->name;
    return Value::object({{"svg", Value::safe(ground.svg)},
        {"text",
            drawn_as_line ? fmt::format("The thick line shows where it is: in {}.", where)
                : as_dot
                ? fmt::format(
                    "The dot stands at its point, or in the middle of its postcode: in {}.", where)
                : context.kind == "HOME" || context.kind == "PEER"
                ? fmt::format("It is in {}. A home or a group is shown by its area alone.", where)
                : fmt::format("It is in {}. Its address is protected, so it is shown by its area "
                              "alone.",
                    where)},
        {"attribution", ground.attribution}});
}

Value map_of(Contexts const& room, Visit const& visit, std::vector<Context> const& listed)
{
    std::vector<Context> shown;
    std::ranges::copy_if(listed, std::back_inserter(shown), is_drawn_as_dot);
    if (shown.empty())
        return {};
    std::vector<directory::Mark> marks;
    for (std::size_t i = 0; i < shown.size(); ++i)
        add_mark(marks, shown[i], i + 1);
    if (shown.size() > most_numbers)
        for (auto& mark : marks)
            mark.label.clear();
    auto const ground = directory::draw_over_districts(
        visit.reading(), room.facts.districts(london::day_of(visit.now())), marks);
    if (ground.svg.empty())
        return Value::object({{"not_drawn",
            "There is no map: no outlines of the districts are loaded. An administrator loads "
            "them."}});
    auto const where = [&](Context const& context) {
        auto const mark = std::ranges::find(marks, *context.point, &directory::Mark::at);
        auto const& area = ground.lies_in[static_cast<std::size_t>(mark - marks.begin())];
        return area.empty() ? std::string("outside the districts drawn") : area;
    };
    return Value::object({{"svg", Value::safe(ground.svg)},
        {"rows",
            Value::each(shown,
                [&](Context const& context) {
                    return Value::object({{"text", context.name},
                        {"href", "/contexts/" + context.id.write()}, {"where", where(context)}});
                })},
        {"attribution", ground.attribution}});
}

} // namespace kith::contexts
