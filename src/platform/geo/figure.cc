// SPDX-License-Identifier: MIT
#include "platform/geo/figure.h"
#include "platform/geo/polygons.h"
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace kith::geo {
namespace {
    namespace json = boost::json;
    constexpr std::size_t most_points = 2000;
    constexpr Box british_isles{49, -11, 61.5, 3};
    constexpr double metres_of_a_degree_of_latitude = 111'195; // on the sphere of metres_between

    Error unreadable()
    {
        return invalid("Paste a GeoJSON line or area, or write one point a line: latitude, "
                       "longitude, such as 53.817, -3.036",
            "outline");
    }

    std::optional<Point> point_of(json::value const& value)
    {
        auto const* const pair = value.if_array();
        if (!pair || pair->size() < 2 || !pair->at(0).is_number() || !pair->at(1).is_number())
            return std::nullopt;
        return Point{pair->at(1).to_number<double>(), pair->at(0).to_number<double>()};
    }

    std::optional<Line> line_of(json::value const& value)
    {
        auto const* const all = value.if_array();
        if (!all || all->size() < 2)
            return std::nullopt;
        Line line;
        for (auto const& one : *all) {
            auto const point = point_of(one);
            if (!point)
                return std::nullopt;
            line.push_back(*point);
        }
        return line;
    }

    void close_line(Line& line)
    {
        if (!line.empty() && line.front() != line.back())
            line.push_back(line.front());
    }

    std::optional<Polygon> polygon_of(json::value const& value)
    {
        auto const* const rings = value.if_array();
        if (!rings || rings->empty())
            return std::nullopt;
        Polygon polygon;
        for (auto const& one : *rings) {
            auto ring = line_of(one);
            if (!ring)
                return std::nullopt;
            close_line(*ring);
            polygon.push_back(std::move(*ring));
        }
        return polygon;
    }

    // Each of an array, read by `read`, or nothing if one does not read.
    template <class T>
    std::optional<std::vector<T>> each_of(
        json::value const& value, std::optional<T> (*read)(json::value const&))
    {
        auto const* const all = value.if_array();
        if (!all || all->empty())
            return std::nullopt;
        std::vector<T> list;
        for (auto const& one : *all) {
            auto item = read(one);
            if (!item)
                return std::nullopt;
            list.push_back(std::move(*item));
        }
        return list;
    }

    // The geometry of a feature, or of a collection of one.
    json::object const* geometry_in(json::value const& value)
    {
        auto const* object = value.if_object();
        if (!object)
            return nullptr;
        if (auto const* const features = object->if_contains("features");
            features && features->is_array() && features->as_array().size() == 1)
            object = features->as_array()[0].if_object();
        if (object)
            if (auto const* const inner = object->if_contains("geometry"))
                return inner->if_object();
        return object;
    }

    Result<Figure> figure_of(json::object const& geometry)
    {
        auto const* const type = geometry.if_contains("type");
        auto const* const at = geometry.if_contains("coordinates");
        if (!type || !type->is_string() || !at)
            return unreadable();
        Figure figure;
        auto const add = [](auto&& read, auto& into) {
            if (read)
                into = std::move(*read);
            return read.has_value();
        };
        auto whole = false;
        auto const& name = type->as_string();
        if (name == "LineString") {
            if (auto line = line_of(*at)) {
                figure.lines.push_back(std::move(*line));
                whole = true;
            }
        } else if (name == "MultiLineString") {
            whole = add(each_of<Line>(*at, line_of), figure.lines);
        } else if (name == "Polygon") {
            if (auto polygon = polygon_of(*at)) {
                figure.areas.polygons.push_back(std::move(*polygon));
                whole = true;
            }
        } else if (name == "MultiPolygon") {
            whole = add(each_of<Polygon>(*at, polygon_of), figure.areas.polygons);
        }
        if (!whole)
            return unreadable();
        return figure;
    }

    std::optional<double> number_in(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            return std::nullopt;
        text = text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
        double value = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
        return read.ec == std::errc() && read.ptr == text.data() + text.size()
            ? std::optional(value)
            : std::nullopt;
    }

    Result<Figure> listed(std::string_view text, ListIs list_is)
    {
        Line line;
        while (!text.empty()) {
            auto const end = text.find_first_of("\n;");
            auto const row = text.substr(0, end);
            text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
            if (row.find_first_not_of(" \t\r") == std::string_view::npos)
                continue;
            auto const comma = row.find(',');
            auto const north = number_in(row.substr(0, comma));
            auto const east
                = comma == std::string_view::npos ? std::nullopt : number_in(row.substr(comma + 1));
            if (!north || !east)
                return unreadable();
            line.push_back({*north, *east});
        }
        if (line.size() < 2)
            return unreadable();
        Figure figure;
        if (list_is == ListIs::area) {
            close_line(line);
            figure.areas.polygons.push_back({std::move(line)});
        } else {
            figure.lines.push_back(std::move(line));
        }
        return figure;
    }

    template <class Each>
    void each_line(Figure const& figure, Each each)
    {
        for (auto const& line : figure.lines)
            each(line);
        for (auto const& polygon : figure.areas.polygons)
            for (auto const& line : polygon)
                each(line);
    }

    Done check_figure(Figure const& figure)
    {
        std::size_t points = 0;
        auto inside = true;
        each_line(figure, [&](Line const& line) {
            points += line.size();
            for (auto const& at : line)
                inside = inside && at.latitude >= british_isles.south
                    && at.latitude <= british_isles.north && at.longitude >= british_isles.west
                    && at.longitude <= british_isles.east;
        });
        if (points > most_points)
            return invalid("Draw it with 2,000 points or fewer", "outline");
        if (!inside)
            return invalid("A point lies outside the British Isles: a list has latitude first, "
                           "GeoJSON has longitude first",
                "outline");
        for (auto const& polygon : figure.areas.polygons)
            if (polygon.front().size() < 4 || !point_inside(Shape{{polygon}}))
                return invalid("These points do not enclose an area: it needs three corners, and "
                               "its outline may not cross itself",
                    "outline");
        return done();
    }

    json::array coordinates_of(Line const& line)
    {
        json::array all;
        for (auto const& at : line)
            all.push_back(json::array{at.longitude, at.latitude});
        return all;
    }

    json::array coordinates_of(Polygon const& polygon)
    {
        json::array rings;
        for (auto const& ring : polygon)
            rings.push_back(coordinates_of(ring));
        return rings;
    }

    // From the origin to the segment, all in metres.
    double from_origin(double ax, double ay, double bx, double by)
    {
        auto const dx = bx - ax;
        auto const dy = by - ay;
        auto const length = dx * dx + dy * dy;
        auto const along = length > 0 ? std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0.0;
        return std::hypot(ax + along * dx, ay + along * dy);
    }
} // namespace

Result<Figure> read_figure(std::string_view text, ListIs list_is)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return Figure{};
    Figure figure;
    if (text[first] == '{') {
        boost::system::error_code wrong;
        auto const value = json::parse(text, wrong);
        auto const* const geometry = wrong ? nullptr : geometry_in(value);
        if (!geometry)
            return unreadable();
        figure = TRY(figure_of(*geometry));
    } else {
        figure = TRY(listed(text, list_is));
    }
    TRY(check_figure(figure));
    return figure;
}

std::string write_geojson(Figure const& figure)
{
    json::array parts;
    for (auto const& line : figure.lines)
        parts.push_back(
            json::object{{"type", "LineString"}, {"coordinates", coordinates_of(line)}});
    for (auto const& polygon : figure.areas.polygons)
        parts.push_back(
            json::object{{"type", "Polygon"}, {"coordinates", coordinates_of(polygon)}});
    if (parts.empty())
        return {};
    if (parts.size() == 1)
        return json::serialize(parts[0]);
    auto const lines = !figure.lines.empty();
    json::array all;
    for (auto const& part : parts)
        all.push_back(part.at("coordinates"));
    return json::serialize(
        json::object{{"type", lines ? "MultiLineString" : "MultiPolygon"}, {"coordinates", all}});
}

Point middle_of(Figure const& figure)
{
    if (!figure.areas.polygons.empty())
        if (auto const inside = point_inside(Shape{{figure.areas.polygons.front()}}))
            return *inside;
    if (figure.lines.empty())
        return {};
    auto const& line = figure.lines.front();
    auto whole = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        whole += metres_between(line[i - 1], line[i]);
    auto left = whole / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        auto const& from = line[i - 1];
        auto const& to = line[i];
        auto const step = metres_between(from, to);
        if (step >= left && step > 0) {
            auto const along = left / step;
            return {from.latitude + along * (to.latitude - from.latitude),
                from.longitude + along * (to.longitude - from.longitude)};
        }
        left -= step;
    }
    return line.back();
}

double metres_from(Figure const& figure, Point point)
{
    Polygons areas;
    for (auto const& polygon : figure.areas.polygons)
        if (areas.add("area", Shape{{polygon}}) && areas.at(point) == "area")
            return 0;
    auto const across
        = metres_of_a_degree_of_latitude * std::cos(point.latitude * std::numbers::pi / 180);
    auto nearest = std::numeric_limits<double>::infinity();
    each_line(figure, [&](Line const& line) {
        for (std::size_t i = 1; i < line.size(); ++i)
            nearest = std::min(nearest,
                from_origin((line[i - 1].longitude - point.longitude) * across,
                    (line[i - 1].latitude - point.latitude) * metres_of_a_degree_of_latitude,
                    (line[i].longitude - point.longitude) * across,
                    (line[i].latitude - point.latitude) * metres_of_a_degree_of_latitude));
    });
    return nearest;
}

} // namespace kith::geo
