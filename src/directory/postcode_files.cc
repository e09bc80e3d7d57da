// SPDX-License-Identifier: MIT
// The three layouts in which postcodes are published, told apart by header or shape.
//
// Code-Point Open (Ordnance Survey): no header; postcode, quality, easting, northing, country,
// region, health, county, district, ward; British National Grid; quality 90 has no position.
// ONSPD (Office for National Statistics): pcds or pcd, lat, long, a district column (oslaua, laua,
// lad23cd), doterm; latitude 99.999999 means none; a postcode with doterm is no longer used.
// Shared (Kith's own test data): postcode, positional_quality, latitude, longitude, lad_code,
// wd22cd.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/store_postcodes.h"
#include <unordered_set>

namespace kith::directory {
namespace {
    enum class PostcodeLayout { code_point, onspd, shared };
    constexpr std::size_t code_point_columns = 10;

    struct PostcodeColumns {
        std::size_t width = 0;
        Column postcode = {};
        Column latitude = {};  // or northing
        Column longitude = {}; // or easting
        Column district = {};
        Column ward = {};
        Column quality = {};
        Column ended = {};
    };

    PostcodeColumns columns_of(PostcodeLayout layout, Header const& header)
    {
        PostcodeColumns columns;
        columns.width = header.size();
        if (layout == PostcodeLayout::code_point)
            return {code_point_columns, 0, 3, 2, 8, 9, 1, {}};
        if (layout == PostcodeLayout::shared) {
            columns.postcode = column_named(header, {"postcode"});
            columns.latitude = column_named(header, {"latitude"});
            columns.longitude = column_named(header, {"longitude"});
            columns.district = column_named(header, {"lad_code"});
            columns.ward = column_named(header, {"wd22cd"});
            columns.quality = column_named(header, {"positional_quality"});
            return columns;
        }
        columns.postcode = column_named(header, {"pcds", "pcd", "pcd8", "pcd7"});
        columns.latitude = column_named(header, {"lat"});
        columns.longitude = column_named(header, {"long"});
        columns.district = column_named(header, {"oslaua", "laua"});
        if (!columns.district)
            columns.district = column_of_year(header, "lad");
        columns.ward = column_named(header, {"osward", "ward"});
        if (!columns.ward)
            columns.ward = column_of_year(header, "wd");
        columns.quality = column_named(header, {"osgrdind", "gridind"});
        columns.ended = column_named(header, {"doterm"});
        return columns;
    }

    bool looks_like_code_point(csv::Row const& row)
    {
        return row.fields.size() == code_point_columns && Postcode::read(row.fields[0])
            && read_number(row.fields[1]) && read_number(row.fields[2])
            && read_number(row.fields[3]);
    }

    // A postcode as a number, so that millions of them take little room.
    std::uint64_t packed(std::string_view postcode)
    {
        std::uint64_t number = 0;
        for (char const c : postcode)
            number = number * 128 + static_cast<unsigned char>(c);
        return number;
    }

    class PostcodeIntake final : public RowIntake<PostcodeRow> {
    public:
        PostcodeIntake(Setting const& setting, PostcodeLayout layout, PostcodeColumns columns)
            : RowIntake(setting), layout_(layout), columns_(columns)
        {
        }

        Done take(csv::Row const& row) override
        {
            TRY(right_width(row, columns_.width));
            auto const postcode = Postcode::read(field(row, columns_.postcode));
            if (!postcode)
                return invalid("\"" + field(row, columns_.postcode).substr(0, 20)
                    + "\" is not a full postcode");
            PostcodeRow kept;
            kept.postcode = postcode->write();
            kept.district = field(row, columns_.district);
            kept.ward = field(row, columns_.ward);
            if (!is_area_code(kept.district))
                return invalid("the district is not a code such as E06000009");
            if (!is_area_code(kept.ward))
                return invalid("the ward is not a code such as E05001620");
            TRY(read_quality(row, kept));
            auto const placed = TRY(read_position(row, kept));
            if (!seen_.insert(packed(kept.postcode)).second)
                return invalid(kept.postcode + " stands in the file twice");
            if (!field(row, columns_.ended).empty())
                ++counts_.no_longer_used;
            else if (!placed)
                ++counts_.without_position;
            else
                keep(std::move(kept));
            return done();
        }

        void put(db::Connection& connection) override
        {
            put_postcodes(connection, rows_, std::string(setting_.kind), setting_.now);
        }

    private:
        Done read_quality(csv::Row const& row, PostcodeRow& kept) const
        {
            auto const& text = field(row, columns_.quality);
            if (text.empty())
                return done();
            auto const number = read_number(text);
            if (!number || !(*number >= 0 && *number <= 99))
                return invalid("the quality is not a number from 0 to 99");
            kept.quality = static_cast<std::int64_t>(*number);
            return done();
        }

        // False if the publisher has no position for it.
        Result<bool> read_position(csv::Row const& row, PostcodeRow& kept) const
        {
            auto const& north = field(row, columns_.latitude);
            auto const& east = field(row, columns_.longitude);
            if (north.empty() && east.empty())
                return false;
            auto const up = read_number(north);
            auto const along = read_number(east);
            if (!up || !along)
                return invalid("the position is not two numbers");
            geo::Point at{*up, *along};
            if (layout_ == PostcodeLayout::code_point) {
                if (kept.quality == 90 || (*up == 0 && *along == 0))
                    return false;
                auto const grid = TRY(geo::read_grid(*along, *up));
                at = geo::wgs84(grid);
            } else if (layout_ == PostcodeLayout::onspd && *up > 99) {
                return false;
            }
            if (!in_united_kingdom(at))
                return invalid("the position is not in the United Kingdom");
            kept.latitude = at.latitude;
            kept.longitude = at.longitude;
            return true;
        }

        PostcodeLayout layout_;
        PostcodeColumns columns_;
        std::unordered_set<std::uint64_t> seen_;
    };

    Layout postcode_layout(PostcodeLayout layout, PostcodeColumns const& columns, std::string kind)
    {
        return {std::move(kind),
            layout == PostcodeLayout::code_point ? LaidOut::rows_without_header : LaidOut::rows,
            Encoding::utf8, 3, [layout, columns](Setting const& setting) {
                return std::make_unique<PostcodeIntake>(setting, layout, columns);
            }};
    }
} // namespace

std::optional<Layout> recognise_postcodes(Header const& header, csv::Row const& first)
{
    using enum PostcodeLayout;
    if (looks_like_code_point(first))
        return postcode_layout(
            code_point, columns_of(code_point, header), "Code-Point Open postcodes");
    auto const ours = columns_of(shared, header);
    if (ours.postcode && ours.latitude && ours.longitude && ours.district && ours.quality)
        return postcode_layout(shared, ours, "postcodes, shared layout");
    auto const theirs = columns_of(onspd, header);
    if (theirs.postcode && theirs.latitude && theirs.longitude && theirs.district && theirs.ended)
        return postcode_layout(onspd, theirs, "ONSPD postcodes");
    return std::nullopt;
}

} // namespace kith::directory
