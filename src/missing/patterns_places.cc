// SPDX-License-Identifier: MIT
#include "missing/patterns_places.h"
#include "base/london.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    using html::Value;

    KnownPlace place_of(contexts::Context const& context)
    {
        KnownPlace place{context.name, "/contexts/" + context.id.write()};
        if (!context.address_withheld)
            place.point = context.point;
        place.drawn = (context.kind == "SCHOOL" || context.kind == "PLACE")
            && !contexts::is_protected(context);
        return place;
    }
} // namespace

std::optional<KnownPlace> PlacesKnown::find(std::string const& text)
{
    auto const key = words::folded(text);
    if (key.empty())
        return std::nullopt;
    if (auto const known = found_.find(key); known != found_.end())
        return known->second;
    return found_.emplace(key, look_up(text)).first->second;
}

std::optional<KnownPlace> PlacesKnown::look_up(std::string const& text) const
{
    if (auto const same = contexts::known(visit_, {text}); !same.empty())
        return place_of(same.front().context);
    if (auto const named = contexts::named_in(visit_, text); named.size() == 1)
        return place_of(named.front().context); // of several it could be any
    if (!postcodes_too_)
        return std::nullopt;
    auto const postcode = directory::Postcode::read(people::postcode_in(text));
    if (!postcode)
        return std::nullopt;
    auto const lies = directory::find_postcode(visit_.reading(), *postcode);
    if (!lies)
        return std::nullopt;
    KnownPlace place{postcode->write(), "", geo::Point{lies->latitude, lies->longitude}};
    place.drawn = false; // it may be somebody's home
    return place;
}

std::string distance_in_words(double metres)
{
    constexpr double kilometre = 1000;
    return metres < kilometre ? std::string("less than 1 km")
                              : fmt::format("{:.0f} km", metres / kilometre);
}

Value places_map(Missing const& room, Visit const& visit, std::vector<PlaceTold> const& places)
{
    if (places.empty())
        return {};
    std::vector<directory::Mark> marks;
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto const& place = places[i].place;
        if (!place.point || !place.drawn)
            continue;
        auto const same = std::ranges::find(marks, *place.point, &directory::Mark::at);
        if (same == marks.end()) {
            marks.push_back({*place.point, place.name, std::to_string(i + 1)});
        } else {
            same->name += ", " + place.name;
            same->label += ", " + std::to_string(i + 1);
        }
    }
    directory::Ground ground;
    if (!marks.empty())
        ground = directory::draw_over_districts(
            visit.reading(), room.facts.districts(london::day_of(visit.now())), marks);
    auto map = Value::object();
    if (ground.svg.empty())
        map["not_drawn"] = marks.empty()
            ? "There is no map: a home, a group, a postcode and a protected address are never "
              "drawn."
            : "There is no map: no outlines of the districts are loaded. An administrator loads "
              "them.";
    else
        map["svg"] = Value::safe(ground.svg);
    map["attribution"] = ground.attribution;
    map["rows"] = Value::each(places, [&](PlaceTold const& one) {
        std::string where = "Not on the map";
        if (one.place.point && one.place.drawn && !ground.svg.empty()) {
            auto const mark = std::ranges::find(marks, *one.place.point, &directory::Mark::at);
            auto const& area = ground.lies_in[static_cast<std::size_t>(mark - marks.begin())];
            where = area.empty() ? "Outside the districts drawn" : area;
        }
        return Value::object({{"text", one.place.name}, {"href", one.place.href}, {"where", where},
            {"said", one.said}});
    });
    return map;
}

} // namespace kith::missing
