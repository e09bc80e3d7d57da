// SPDX-License-Identifier: MIT
// Outlines of areas as the Office for National Statistics publishes them: GeoJSON (RFC 7946), a
// FeatureCollection whose properties name the area by lad23cd and lad23nm, wd23cd and wd23nm,
// msoa21cd, lsoa21cd, in either case. The two digits are the vintage of the list of codes.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/json_items.h"
#include "directory/open_data.h"
#include <array>
#include <boost/json.hpp>
#include <unordered_set>

namespace kith::directory {
namespace {
    namespace json = boost::json;

    struct AreaKind {
        std::string_view prefix;
        std::string_view kind;
        std::string_view layout;
        int turn; // what lies in others comes after them
    };
    // The finest first: a ward's properties name its district too.
    constexpr std::array<AreaKind, 4> area_kinds
        = {{{"lsoa", "lsoa", "LSOA outlines", 2}, {"msoa", "msoa", "MSOA outlines", 2},
            {"wd", "ward", "ward outlines", 1}, {"lad", "district", "district outlines", 0}}};
    constexpr std::size_t fewest_positions = 4;

    json::value const* member(json::object const& object, std::string_view name)
    {
        for (auto const& [key, value] : object)
            if (lower_case(key) == name)
                return &value;
        return nullptr;
    }

    std::string text_of_member(json::object const& object, std::string_view name)
    {
        auto const* value = member(object, name);
        return value && value->is_string() ? std::string(value->get_string()) : std::string();
    }

    // lad23cd: the property's name without "cd", or "".
    std::string stem_of(json::object const& properties, std::string_view prefix)
    {
        std::vector<std::string> names;
        for (auto const& [key, value] : properties)
            names.push_back(lower_case(key));
        auto const column = column_of_year(names, prefix);
        return column ? names[*column].substr(0, prefix.size() + 2) : std::string();
    }

    std::optional<json::object> object_in(std::string_view text)
    {
        boost::system::error_code wrong;
        auto value = json::parse(text, wrong);
        if (wrong || !value.is_object())
            return std::nullopt;
        return std::move(value.get_object());
    }

    json::object const* properties_of(json::object const& feature)
    {
        auto const* type = feature.if_contains("type");
        auto const* properties = feature.if_contains("properties");
        if (!type || *type != "Feature" || !properties)
            return nullptr;
        return properties->if_object();
    }

    Result<geo::Point> position_of(json::value const& value)
    {
        auto const* pair = value.if_array();
        if (!pair || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number())
            return invalid("a position of its outline is not two numbers");
        geo::Point const at{(*pair)[1].to_number<double>(), (*pair)[0].to_number<double>()};
        if (!(at.latitude >= -90 && at.latitude <= 90 && at.longitude >= -180
                && at.longitude <= 180))
            return invalid("its outline is not in degrees: fetch it as WGS84 (EPSG:4326)");
        return at;
    }

    Result<geo::Polygon> polygon_of(json::value const& value)
    {
        auto const* lines = value.if_array();
        if (!lines || lines->empty())
            return invalid("its outline is not a polygon");
        geo::Polygon polygon;
        for (auto const& one : *lines) {
            auto const* positions = one.if_array();
            if (!positions || positions->size() < fewest_positions)
                return invalid("a line of its outline has fewer than four positions");
            geo::Line line;
            for (auto const& position : *positions) {
                auto const at = TRY(position_of(position));
                line.push_back(at);
            }
            if (!(line.front() == line.back()))
                return invalid("a line of its outline does not end where it began");
            polygon.push_back(std::move(line));
        }
        return polygon;
    }

    Result<geo::Shape> shape_of(json::object const& feature)
    {
        auto const* value = feature.if_contains("geometry");
        auto const* geometry = value ? value->if_object() : nullptr;
        auto const* type = geometry ? geometry->if_contains("type") : nullptr;
        auto const* coordinates = geometry ? geometry->if_contains("coordinates") : nullptr;
        auto const* all = coordinates ? coordinates->if_array() : nullptr;
        if (!type || !all)
            return invalid("it has no outline");
        geo::Shape shape;
        if (*type == "Polygon") {
            auto polygon = TRY(polygon_of(*coordinates));
            shape.polygons.push_back(std::move(polygon));
            return shape;
        }
        if (*type != "MultiPolygon")
            return invalid("its outline is neither a Polygon nor a MultiPolygon");
        for (auto const& one : *all) {
            auto polygon = TRY(polygon_of(one));
            shape.polygons.push_back(std::move(polygon));
        }
        return shape;
    }

    class AreaIntake final : public RowIntake<AreaRow> {
    public:
        AreaIntake(Setting const& setting, AreaKind kind, std::string stem)
            : RowIntake(setting), kind_(kind), stem_(std::move(stem))
        {
        }

        Done take_item(std::string_view text) override
        {
            auto const feature = object_in(text);
            auto const* properties = feature ? properties_of(*feature) : nullptr;
            if (!properties)
                return invalid("it is not a GeoJSON feature");
            AreaRow kept;
            kept.code = text_of_member(*properties, stem_ + "cd");
            if (kept.code.empty() || !is_area_code(kept.code))
                return invalid(stem_ + "cd is not a code such as E06000009");
            kept.name = text_of_member(*properties, stem_ + "nm");
            if (kept.name.empty() || kept.name.find('\0') != std::string::npos)
                return invalid(stem_ + "nm, its name, is missing");
            kept.vintage = 2000 + std::stoi(stem_.substr(stem_.size() - 2));
            kept.kind = kind_.kind;
            kept.shape = TRY(shape_of(*feature));
            auto const inside = TRY(geo::point_inside(kept.shape));
            kept.district = district_of(kept, *properties, inside);
            if (!seen_.insert(kept.code).second)
                return invalid(kept.code + " stands in the file twice");
            keep(std::move(kept));
            return done();
        }

        void put(db::Connection& connection) override
        {
            put_areas(connection, rows_, setting_.now);
        }

    private:
        // As the properties say, else by where it lies.
        std::string district_of(
            AreaRow const& area, json::object const& properties, geo::Point inside)
        {
            if (kind_.kind == "district")
                return area.code;
            auto const stem = stem_of(properties, "lad");
            auto named = text_of_member(properties, stem.empty() ? "lad" : stem + "cd");
            if (!named.empty() && is_area_code(named))
                return named;
            return setting_.whereabouts.district_at(inside);
        }

        AreaKind kind_;
        std::string stem_;
        std::unordered_set<std::string> seen_;
    };
} // namespace

std::optional<Layout> recognise_areas(std::string_view document)
{
    JsonItems features(document, "features");
    std::string_view first;
    auto const any = features.next(first);
    auto const feature = features.found() && any && *any ? object_in(first) : std::nullopt;
    auto const* properties = feature ? properties_of(*feature) : nullptr;
    if (!properties)
        return std::nullopt;
    for (auto const& kind : area_kinds)
        if (auto stem = stem_of(*properties, kind.prefix); !stem.empty())
            return Layout{std::string(kind.layout), LaidOut::items, Encoding::utf8, kind.turn,
                [kind, stem](Setting const& setting) {
                    return std::make_unique<AreaIntake>(setting, kind, stem);
                }};
    return std::nullopt;
}

} // namespace kith::directory
