// SPDX-License-Identifier: MIT
#include "directory/postcode_files.h"
#include "base/csv.h"
#include "platform/geo/british_grid.h"
#include <algorithm>
#include <cctype>
#include <charconv>
#include <initializer_list>
#include <unordered_set>

namespace kith::directory {
namespace {
    constexpr std::size_t code_point_columns = 10;

    // Where each fact stands in a row; none if the layout does not have it.
    struct PostcodeColumns {
        std::size_t width = 0;
        std::optional<std::size_t> postcode = {};
        std::optional<std::size_t> latitude = {};  // or northing
        std::optional<std::size_t> longitude = {}; // or easting
        std::optional<std::size_t> district = {};
        std::optional<std::size_t> ward = {};
        std::optional<std::size_t> quality = {};
        std::optional<std::size_t> ended = {};
    };

    std::string lower_case(std::string text)
    {
        std::ranges::transform(
            text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    }

    std::optional<std::size_t> column_named(
        std::vector<std::string> const& header, std::initializer_list<std::string_view> names)
    {
        for (auto const name : names)
            for (std::size_t i = 0; i < header.size(); ++i)
                if (header[i] == name)
                    return i;
        return std::nullopt;
    }

    // lad23cd, wd25cd: the two digits are the year.
    std::optional<std::size_t> column_of_year(
        std::vector<std::string> const& header, std::string_view begins)
    {
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i].size() == begins.size() + 4 && header[i].starts_with(begins)
                && header[i].ends_with("cd")
                && std::isdigit(static_cast<unsigned char>(header[i][begins.size()])))
                return i;
        return std::nullopt;
    }

    PostcodeColumns columns_of(PostcodeLayout layout, std::vector<std::string> const& header)
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

    std::vector<std::string> header_of(csv::Row row)
    {
        for (auto& name : row.fields)
            name = lower_case(std::move(name));
        return std::move(row.fields);
    }

    std::optional<double> read_number(std::string_view text)
    {
        double number = 0;
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (wrong != std::errc{} || end != text.data() + text.size())
            return std::nullopt;
        return number;
    }

    bool is_area_code(std::string_view code) // E06000009, or empty where the publisher has none
    {
        return code.empty()
            || (code.size() == 9 && code[0] >= 'A' && code[0] <= 'Z'
                && std::ranges::all_of(
                    code.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
    }

    bool looks_like_code_point(csv::Row const& row)
    {
        return row.fields.size() == code_point_columns && Postcode::read(row.fields[0])
            && read_number(row.fields[1]) && read_number(row.fields[2])
            && read_number(row.fields[3]);
    }

    // One file on its way from text to rows.
    class PostcodeReader {
    public:
        PostcodeReader(PostcodeLayout layout, PostcodeColumns columns)
            : layout_(layout), columns_(columns)
        {
        }

        void take(csv::Row const& row)
        {
            auto const read = read_row(row);
            if (!read)
                refuse(row.number, read.error().words.key);
        }

        void refuse(std::size_t row, std::string reason)
        {
            ++file_.bad_rows;
            if (file_.bad.size() < bad_rows_named)
                file_.bad.push_back({row, std::move(reason)});
        }

        [[nodiscard]] PostcodeFile take_file() && { return std::move(file_); }

    private:
        static std::string const& field(csv::Row const& row, std::optional<std::size_t> column)
        {
            static std::string const empty;
            return column ? row.fields[*column] : empty;
        }

        Done read_row(csv::Row const& row)
        {
            if (row.fields.size() != columns_.width)
                return invalid("it has " + std::to_string(row.fields.size()) + " fields, not "
                    + std::to_string(columns_.width));
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
            if (!seen_.insert(kept.postcode).second)
                return invalid(kept.postcode + " stands in the file twice");
            if (!field(row, columns_.ended).empty())
                ++file_.no_longer_used;
            else if (!placed)
                ++file_.without_position;
            else
                file_.rows.push_back(std::move(kept));
            return done();
        }

        Done read_quality(csv::Row const& row, PostcodeRow& kept) const
        {
            auto const& text = field(row, columns_.quality);
            if (text.empty())
                return done();
            auto const number = read_number(text);
            if (!number || *number < 0 || *number > 99)
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
            if (layout_ == PostcodeLayout::code_point) {
                if (kept.quality == 90 || (*up == 0 && *along == 0))
                    return false;
                auto const grid = TRY(geo::read_grid(*along, *up));
                auto const point = geo::wgs84(grid);
                kept.latitude = point.latitude;
                kept.longitude = point.longitude;
                return true;
            }
            if (layout_ == PostcodeLayout::onspd && *up > 99)
                return false;
            if (!(*up >= 49 && *up <= 61.5 && *along >= -9 && *along <= 2.5))
                return invalid("the position is not in the United Kingdom");
            kept.latitude = *up;
            kept.longitude = *along;
            return true;
        }

        PostcodeLayout layout_;
        PostcodeColumns columns_;
        PostcodeFile file_;
        std::unordered_set<std::string> seen_;
    };
} // namespace

std::optional<PostcodeLayout> recognise_postcodes(std::string_view head)
{
    csv::Reader reader(head);
    csv::Row row;
    auto const first = reader.next(row);
    if (!first || !*first)
        return std::nullopt;
    if (looks_like_code_point(row))
        return PostcodeLayout::code_point;
    auto const header = header_of(row);
    for (auto const layout : {PostcodeLayout::shared, PostcodeLayout::onspd}) {
        auto const columns = columns_of(layout, header);
        if (columns.postcode && columns.latitude && columns.longitude && columns.district
            && (layout == PostcodeLayout::shared ? columns.quality : columns.ended))
            return layout;
    }
    return std::nullopt;
}

PostcodeFile read_postcodes(PostcodeLayout layout, std::string_view text)
{
    csv::Reader reader(text);
    csv::Row row;
    std::vector<std::string> header;
    if (layout != PostcodeLayout::code_point) {
        must(reader.next(row).value_or(false), "the file was recognised by its header");
        header = header_of(row);
    }
    PostcodeReader file(layout, columns_of(layout, header));
    while (true) {
        auto const more = reader.next(row);
        if (!more) { // where the quotes are wrong there is no telling where rows end
            auto const& words = more.error().words.key;
            file.refuse(reader.row(), words.substr(words.find(": ") + 2));
            break;
        }
        if (!*more)
            break;
        file.take(row);
    }
    return std::move(file).take_file();
}

std::string_view name_of(PostcodeLayout layout)
{
    switch (layout) {
    case PostcodeLayout::code_point:
        return "Code-Point Open postcodes";
    case PostcodeLayout::onspd:
        return "ONSPD postcodes";
    case PostcodeLayout::shared:
        return "postcodes, shared layout";
    }
    return {};
}

} // namespace kith::directory
