// SPDX-License-Identifier: MIT
#include "platform/geo/map.h"
#include "platform/geo/polygons.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/core.h>
#include <numbers>
#include <utility>

namespace kith::geo {
namespace {
    constexpr double map_width = 1000; // units of the drawing
    constexpr double tallest = 1600;   // a long thin county is drawn narrower
    constexpr double map_edge = 12;    // left free around
    constexpr double map_tolerance
        = 1.2; // a unit is under a pixel on a phone and about one on a desk
    constexpr double half_a_letter = 5.6; // of a name: kept within the drawing
    constexpr double beside_point = 14;   // from a point to its label
    constexpr int label_size = 34;
    constexpr double label_drop = 12;   // its middle at the height of the point's
    constexpr double label_letter = 19; // a digit of a label is about so wide
    constexpr double least_drawn = 4;   // a line around less than 4 × 4 units is left out

    std::string map_text(std::string_view text)
    {
        std::string escaped;
        for (char const c : text)
            switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
            }
        return escaped;
    }

    double from_segment(Point point, Point a, Point b) // squared distance
    {
        auto const dx = b.longitude - a.longitude;
        auto const dy = b.latitude - a.latitude;
        auto const length = dx * dx + dy * dy;
        auto along = 0.0;
        if (length > 0)
            along = std::clamp(
                ((point.longitude - a.longitude) * dx + (point.latitude - a.latitude) * dy)
                    / length,
                0.0, 1.0);
        auto const x = a.longitude + along * dx - point.longitude;
        auto const y = a.latitude + along * dy - point.latitude;
        return x * x + y * y;
    }

    // From degrees to the drawing, y downwards.
    class Projection {
    public:
        explicit Projection(Box const& box)
            : box_(box), squeeze_(std::cos((box.south + box.north) / 2 * std::numbers::pi / 180))
        {
            auto const wide = std::max((box.east - box.west) * squeeze_, 1e-9);
            auto const tall = std::max(box.north - box.south, 1e-9);
            scale_ = std::min((map_width - 2 * map_edge) / wide, (tallest - 2 * map_edge) / tall);
        }
        [[nodiscard]] Point on(Point point) const // longitude is x, latitude is y
        {
            return {map_edge + (box_.north - point.latitude) * scale_,
                map_edge + (point.longitude - box_.west) * squeeze_ * scale_};
        }
        [[nodiscard]] Point under(double right, double down) const // the other way
        {
            return {box_.north - (down - map_edge) / scale_,
                box_.west + (right - map_edge) / squeeze_ / scale_};
        }
        [[nodiscard]] double across() const
        {
            return 2 * map_edge + (box_.east - box_.west) * squeeze_ * scale_;
        }
        [[nodiscard]] double down() const
        {
            return 2 * map_edge + (box_.north - box_.south) * scale_;
        }

    private:
        Box box_;
        double squeeze_;
        double scale_ = 1;
    };

    // Whole numbers, each from the one before: short, and they pack well.
    void add_path(std::string& path, Line const& line, Projection const& projection)
    {
        Line drawn;
        drawn.reserve(line.size());
        Box extent;
        for (auto const& point : line) {
            drawn.push_back(projection.on(point));
            extent.add(drawn.back());
        }
        if (extent.east - extent.west < least_drawn && extent.north - extent.south < least_drawn)
            return;
        std::int64_t x = 0;
        std::int64_t y = 0;
        auto const kept = simplified(drawn, map_tolerance);
        if (kept.size() < 4) // a sliver that has become a line
            return;
        for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
            auto const to_x = std::llround(kept[i].longitude);
            auto const to_y = std::llround(kept[i].latitude);
            if (i == 0)
                path += fmt::format("M{} {}l", to_x, to_y);
            else if (to_x != x || to_y != y)
                path += fmt::format("{}{}{}", to_x - x, to_y - y < 0 ? "" : " ", to_y - y) + " ";
            x = to_x;
            y = to_y;
        }
        if (path.ends_with(' '))
            path.pop_back();
        path += 'z';
    }

    std::string drawn_area(MapArea const& area, Projection const& projection)
    {
        std::string path;
        for (auto const& polygon : area.shape.polygons)
            for (auto const& line : polygon)
                add_path(path, line, projection);
        return fmt::format("<path class=\"kith-map__area{}\" d=\"{}\"{}><title>{}</title></path>",
            area.chosen ? " kith-map__area--chosen" : "", path,
            area.chosen ? " fill-opacity=\"0.2\"" : "", map_text(area.name));
    }

    // Where points have labels, names are as large as these, and keep out of their way.
    class NamesAndLabels {
    public:
        NamesAndLabels(Map const& map, Projection const& projection) : projection_(projection)
        {
            for (auto const& point : map.points)
                if (!point.label.empty())
                    place(point);
        }
        [[nodiscard]] int size_of_names() const { return labels_.empty() ? 22 : label_size; }
        [[nodiscard]] std::string const& labels() const { return svg_; }

        [[nodiscard]] std::string name(MapArea const& area) const
        {
            auto const middle = area.named ? point_inside(area.shape) : Result<Point>(Point{});
            if (!area.named || !middle)
                return {};
            auto at = projection_.on(*middle);
            auto const half
                = half_a_letter * static_cast<double>(area.name.size()) * size_of_names() / 22;
            at.longitude = std::max(std::min(at.longitude, projection_.across() - half), half);
            for (auto const step : {1, -1, 2, -2, 3, -3, 4, -4}) {
                if (!near_label(at, half + label_size))
                    break;
                at.latitude = projection_.on(*middle).latitude + step * label_size * 1.2;
            }
            return fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>", at.longitude,
                at.latitude, map_text(area.name));
        }

    private:
        [[nodiscard]] bool near_label(Point at, double beside) const
        {
            return std::ranges::any_of(labels_, [&](Point label) {
                return std::abs(label.longitude - at.longitude) < beside
                    && std::abs(label.latitude - at.latitude) < label_size;
            });
        }

        // To the right of its point; to the left where it would leave the drawing or lie on
        // another.
        void place(MapPoint const& point)
        {
            auto at = projection_.on(point.at);
            at.latitude = std::max(at.latitude + label_drop, 3 * label_drop);
            auto const wide = label_letter * static_cast<double>(point.label.size());
            auto right = at;
            right.longitude += beside_point;
            auto const left
                = right.longitude + wide > projection_.across() || near_label(right, wide);
            if (left)
                right.longitude -= 2 * beside_point;
            labels_.push_back(right);
            svg_ += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"{}\">{}</text>",
                right.longitude, right.latitude, left ? "end" : "start", map_text(point.label));
        }

        Projection const& projection_;
        std::vector<Point> labels_; // where each begins
        std::string svg_;
    };

    std::string drawn_point(MapPoint const& point, Projection const& projection)
    {
        auto const at = projection.on(point.at);
        auto const title
            = point.name.empty() ? std::string() : "<title>" + map_text(point.name) + "</title>";
        return fmt::format("<circle class=\"kith-map__point\" cx=\"{:.0f}\" cy=\"{:.0f}\" "
                           "r=\"7\">{}</circle>",
            at.longitude, at.latitude, title);
    }

    std::string drawn_line(MapLine const& line, Projection const& projection)
    {
        std::string points;
        for (auto const& one : line.line) {
            auto const at = projection.on(one);
            points += fmt::format(
                "{}{:.0f},{:.0f}", points.empty() ? "" : " ", at.longitude, at.latitude);
        }
        return fmt::format("<polyline class=\"kith-map__line\" points=\"{}\"><title>{}</title>"
                           "</polyline>",
            points, map_text(line.name));
    }

    Box box_of(Map const& map)
    {
        Box box;
        for (auto const& area : map.areas) {
            auto const one = box_around(area.shape);
            if (one.nothing())
                continue;
            box.add({one.south, one.west});
            box.add({one.north, one.east});
        }
        for (auto const& point : map.points)
            box.add(point.at);
        for (auto const& line : map.lines)
            for (auto const& at : line.line)
                box.add(at);
        return box;
    }
} // namespace

Line simplified(Line const& line, double tolerance_wanted)
{
    if (line.size() < 3)
        return line;
    std::vector<bool> keep(line.size(), false);
    keep.front() = keep.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> spans = {{0, line.size() - 1}};
    while (!spans.empty()) {
        auto const [from, until] = spans.back();
        spans.pop_back();
        auto furthest = from;
        auto distance = tolerance_wanted * tolerance_wanted;
        for (auto i = from + 1; i < until; ++i)
            if (auto const one = from_segment(line[i], line[from], line[until]); one > distance) {
                distance = one;
                furthest = i;
            }
        if (furthest == from)
            continue;
        keep[furthest] = true;
        spans.emplace_back(from, furthest);
        spans.emplace_back(furthest, until);
    }
    Line kept;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (keep[i])
            kept.push_back(line[i]);
    return kept;
}

std::string draw(Map const& map)
{
    auto const box = box_of(map);
    if (box.nothing())
        return {};
    Projection const projection(box);
    auto const id = map_text(map.id);
    auto svg = fmt::format("<svg class=\"kith-map\" xmlns=\"http://www.w3.org/2000/svg\" "
                           "viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{}\" role=\"img\" "
                           "aria-labelledby=\"{}-title\" aria-describedby=\"{}-text\">"
                           "<title id=\"{}-title\">{}</title><desc id=\"{}-text\">{}</desc>",
        projection.across(), projection.down(), drawn_wide, id, id, id, map_text(map.title), id,
        map_text(map.description));
    svg += "<g class=\"kith-map__areas\" fill=\"currentColor\" fill-opacity=\"0.05\" "
           "fill-rule=\"evenodd\" stroke=\"currentColor\" stroke-width=\"1.5\" "
           "stroke-linejoin=\"round\">";
    for (auto const& area : map.areas)
        svg += drawn_area(area, projection);
    svg += "</g>";
    if (!map.lines.empty()) {
        svg += "<g class=\"kith-map__lines\" fill=\"none\" stroke=\"currentColor\" "
               "stroke-width=\"6\" stroke-linejoin=\"round\" stroke-linecap=\"round\">";
        for (auto const& line : map.lines)
            svg += drawn_line(line, projection);
        svg += "</g>";
    }
    svg += "<g class=\"kith-map__points\" fill=\"currentColor\">";
    for (auto const& point : map.points)
        svg += drawn_point(point, projection);
    NamesAndLabels const words(map, projection);
    svg += fmt::format("</g><g class=\"kith-map__labels\" fill=\"currentColor\" "
                       "font-size=\"{}\">{}</g><g class=\"kith-map__names\" "
                       "fill=\"currentColor\" font-size=\"{}\" text-anchor=\"middle\">",
        label_size, words.labels(), words.size_of_names());
    for (auto const& area : map.areas)
        svg += words.name(area);
    return svg + "</g></svg>";
}

std::optional<Point> point_at(Map const& map, double right, double down)
{
    auto const box = box_of(map);
    if (box.nothing())
        return std::nullopt;
    Projection const projection(box);
    auto const units = projection.across() / drawn_wide;
    if (!(right >= 0 && right <= drawn_wide && down >= 0 && down * units <= projection.down()))
        return std::nullopt;
    return projection.under(right * units, down * units);
}

} // namespace kith::geo
