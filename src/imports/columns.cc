// SPDX-License-Identifier: MIT
#include "imports/columns.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::imports {
namespace {
    std::string all_names(Fields fields)
    {
        std::string names;
        for (auto const& one : fields)
            names += (names.empty() ? "" : ", ") + std::string(one.name);
        return names;
    }

    bool is_called(Field const& field, std::string const& column)
    {
        auto const name = letters_and_digits(column);
        return !name.empty() && field.known_as.find("|" + name + "|") != std::string_view::npos;
    }
} // namespace

std::string letters_and_digits(std::string_view name)
{
    std::string kept;
    for (auto const c : name)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            kept += c;
        else if (c >= 'A' && c <= 'Z')
            kept += static_cast<char>(c - 'A' + 'a');
    return kept;
}

Result<std::size_t> read_field(Fields fields, std::string_view name)
{
    auto const at = std::ranges::find(fields, name, &Field::name);
    if (at != fields.end())
        return static_cast<std::size_t>(at - fields.begin());
    return invalid(
        fmt::format("There is no field \"{}\": choose among {}", name, all_names(fields)), "map");
}

Result<Mapping> read_mapping(Fields fields, std::span<std::string const> field_and_column)
{
    Mapping mapping;
    for (auto const& one : field_and_column) {
        auto const equals = one.find('=');
        if (equals == std::string::npos || equals + 1 == one.size())
            return invalid(fmt::format("Say FIELD=COLUMN, such as {}=MY_COLUMN, not \"{}\"",
                               fields.front().name, one),
                "map");
        auto const field = TRY(read_field(fields, std::string_view(one).substr(0, equals)));
        mapping[field] = one.substr(equals + 1);
    }
    return mapping;
}

std::string write_mapping(Fields fields, Mapping const& mapping)
{
    boost::json::object kept;
    for (auto const& [field, column] : mapping)
        kept[fields[field].name] = column;
    return boost::json::serialize(kept);
}

Mapping read_kept_mapping(Fields fields, std::string_view json)
{
    Mapping mapping;
    auto const kept = boost::json::parse(json);
    for (auto const& [name, column] : kept.as_object())
        if (auto const field = read_field(fields, name))
            mapping[*field] = std::string(column.as_string());
    return mapping;
}

std::string in_words(Fields fields, Columns const& columns)
{
    std::string used;
    for (auto const& [field, column] : columns.used)
        used += (used.empty() ? "" : "; ")
            + (column == fields[field].words
                    ? column
                    : fmt::format("{} is {}", column, fields[field].words));
    std::string carried;
    for (auto const& column : columns.carried)
        carried += (carried.empty() ? "" : ", ") + column;
    return carried.empty() ? used : used + ". Carried, not used: " + carried;
}

Laying::Laying(Fields fields, std::span<std::string const> header)
    : fields_(fields), header_(header), taken_(header.size(), false)
{
    columns_.places.assign(fields.size(), -1);
}

Done Laying::take_asked(Mapping const& asked)
{
    for (auto const& [field, column] : asked) {
        auto const at = std::ranges::find(header_, column);
        if (at == header_.end())
            return invalid(
                fmt::format(
                    "No column is called \"{}\": give its name as the first row has it", column),
                "map");
        take(field, static_cast<std::size_t>(at - header_.begin()));
    }
    return done();
}

void Laying::take_known()
{
    for (std::size_t field = 0; field < fields_.size(); ++field)
        for (std::size_t at = 0; at < header_.size(); ++at)
            if (is_free(field) && is_left(at) && is_called(fields_[field], header_[at]))
                take(field, at);
}

void Laying::take(std::size_t field, std::size_t column)
{
    columns_.places[field] = static_cast<int>(column);
    columns_.used[field] = header_[column];
    taken_[column] = true;
}

Columns Laying::finished()
{
    for (std::size_t at = 0; at < header_.size(); ++at)
        if (!taken_[at] && !header_[at].empty())
            columns_.carried.push_back(header_[at]);
    return std::move(columns_);
}

} // namespace kith::imports
