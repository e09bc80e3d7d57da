// SPDX-License-Identifier: MIT
#include "directory/columns.h"
#include <algorithm>
#include <cctype>
#include <charconv>

namespace kith::directory {
std::string lower_case(std::string text)
{
    std::ranges::transform(
        text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::vector<std::string> lower_case_header(csv::Row const& row)
{
    std::vector<std::string> header;
    for (auto const& name : row.fields)
        header.push_back(lower_case(name));
    return header;
}

Column column_named(
    std::vector<std::string> const& header, std::initializer_list<std::string_view> names)
{
    for (auto const name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == name)
                return i;
    return std::nullopt;
}

Column column_of_year(std::vector<std::string> const& header, std::string_view begins)
{
    for (std::size_t i = 0; i < header.size(); ++i)
        if (header[i].size() == begins.size() + 4 && header[i].starts_with(begins)
            && header[i].ends_with("cd")
            && std::isdigit(static_cast<unsigned char>(header[i][begins.size()])))
            return i;
    return std::nullopt;
}

std::string const& field(csv::Row const& row, Column column)
{
    static std::string const empty;
    return column ? row.fields[*column] : empty;
}

std::optional<double> read_number(std::string_view text)
{
    double number = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool is_area_code(std::string_view code)
{
    return code.empty()
        || (code.size() == 9 && code[0] >= 'A' && code[0] <= 'Z'
            && std::ranges::all_of(code.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
}

Done right_width(csv::Row const& row, std::size_t width)
{
    if (row.fields.size() == width)
        return done();
    return invalid(
        "it has " + std::to_string(row.fields.size()) + " fields, not " + std::to_string(width));
}

Result<std::optional<geo::Point>> read_point(std::string_view latitude, std::string_view longitude)
{
    if (latitude.empty() && longitude.empty())
        return std::optional<geo::Point>();
    auto const up = read_number(latitude);
    auto const along = read_number(longitude);
    if (!up || !along)
        return invalid("the position is not two numbers");
    if (!(*up >= -90 && *up <= 90 && *along >= -180 && *along <= 180))
        return invalid("the position is not on the globe");
    return std::optional(geo::Point{*up, *along});
}

bool in_united_kingdom(geo::Point point)
{
    return point.latitude >= 49 && point.latitude <= 61.5 && point.longitude >= -9
        && point.longitude <= 2.5;
}

} // namespace kith::directory
