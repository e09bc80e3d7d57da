// SPDX-License-Identifier: MIT
#include "platform/geo/shape.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

namespace kith::geo {
namespace {
    static_assert(std::endian::native == std::endian::little, "the bytes are those of the machine");
    constexpr std::uint8_t little_endian = 1;
    constexpr std::uint32_t polygon_code = 3;
    constexpr std::uint32_t multipolygon_code = 6;

    template <class T>
    void append(std::string& bytes, T value)
    {
        std::array<char, sizeof value> held{};
        std::memcpy(held.data(), &value, sizeof value);
        bytes.append(held.data(), held.size());
    }

    // Reads from the front; nothing more is read once something was missing.
    class WkbReader {
    public:
        explicit WkbReader(std::string_view bytes) : rest_(bytes) { }
        [[nodiscard]] bool whole() const { return rest_.empty(); }

        template <class T>
        std::optional<T> take()
        {
            if (rest_.size() < sizeof(T))
                return std::nullopt;
            T value{};
            std::memcpy(&value, rest_.data(), sizeof value);
            rest_.remove_prefix(sizeof value);
            return value;
        }

        // How many things follow, each of at least `smallest` bytes.
        std::optional<std::uint32_t> take_count(std::size_t smallest)
        {
            auto const count = take<std::uint32_t>();
            if (!count || *count > rest_.size() / smallest)
                return std::nullopt;
            return count;
        }

        std::optional<std::uint32_t> take_kind()
        {
            auto const order = take<std::uint8_t>();
            if (!order || *order != little_endian)
                return std::nullopt;
            return take<std::uint32_t>();
        }

        std::optional<Line> take_line()
        {
            auto const count = take_count(2 * sizeof(double));
            if (!count)
                return std::nullopt;
            Line line(*count);
            for (auto& point : line) {
                point.longitude = *take<double>();
                point.latitude = *take<double>();
            }
            return line;
        }

        std::optional<Polygon> take_polygon()
        {
            auto const count = take_count(sizeof(std::uint32_t));
            if (!count)
                return std::nullopt;
            Polygon polygon;
            for (std::uint32_t i = 0; i < *count; ++i) {
                auto line = take_line();
                if (!line)
                    return std::nullopt;
                polygon.push_back(std::move(*line));
            }
            return polygon;
        }

    private:
        std::string_view rest_;
    };

    void append_polygon(std::string& bytes, Polygon const& polygon)
    {
        append(bytes, little_endian);
        append(bytes, polygon_code);
        append(bytes, static_cast<std::uint32_t>(polygon.size()));
        for (auto const& line : polygon) {
            append(bytes, static_cast<std::uint32_t>(line.size()));
            for (auto const& point : line) {
                append(bytes, point.longitude);
                append(bytes, point.latitude);
            }
        }
    }

    std::optional<Shape> shape_in(WkbReader& reader)
    {
        auto const kind = reader.take_kind();
        if (kind == polygon_code) {
            auto polygon = reader.take_polygon();
            if (!polygon)
                return std::nullopt;
            return Shape{{std::move(*polygon)}};
        }
        auto const count = kind == multipolygon_code ? reader.take_count(9) : std::nullopt;
        if (!count)
            return std::nullopt;
        Shape shape;
        for (std::uint32_t i = 0; i < *count; ++i) {
            auto polygon
                = reader.take_kind() == polygon_code ? reader.take_polygon() : std::nullopt;
            if (!polygon)
                return std::nullopt;
            shape.polygons.push_back(std::move(*polygon));
        }
        return shape;
    }
} // namespace

void Box::add(Point point)
{
    south = std::min(south, point.latitude);
    north = std::max(north, point.latitude);
    west = std::min(west, point.longitude);
    east = std::max(east, point.longitude);
}

Box box_around(Shape const& shape)
{
    Box box;
    for (auto const& polygon : shape.polygons)
        for (auto const& line : polygon)
            for (auto const& point : line)
                box.add(point);
    return box;
}

std::string write_wkb(Shape const& shape)
{
    std::string bytes;
    append(bytes, little_endian);
    append(bytes, multipolygon_code);
    append(bytes, static_cast<std::uint32_t>(shape.polygons.size()));
    for (auto const& polygon : shape.polygons)
        append_polygon(bytes, polygon);
    return bytes;
}

Result<Shape> read_wkb(std::string_view bytes)
{
    WkbReader reader(bytes);
    auto shape = shape_in(reader);
    if (!shape || !reader.whole())
        return invalid("These bytes are not the outline of an area");
    return std::move(*shape);
}

} // namespace kith::geo
