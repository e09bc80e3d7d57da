// SPDX-License-Identifier: MIT
#include "invented/tale_reader.h"
#include <fmt/core.h>
#include <stdexcept>

namespace kith::invented {

std::string TaleTable::text(std::string_view key) const
{
    auto const* const node = table_->get(key);
    if (!node)
        return {};
    auto const value = node->value<std::string>();
    if (!value)
        refuse(key, "must be text");
    return *value;
}

std::string TaleTable::needed(std::string_view key) const
{
    auto value = text(key);
    if (value.empty())
        refuse(key, "is missing");
    return value;
}

std::vector<std::string> TaleTable::list(std::string_view key) const
{
    std::vector<std::string> values;
    auto const* const node = table_->get(key);
    if (!node)
        return values;
    auto const* const items = node->as_array();
    if (!items)
        refuse(key, "must be a list");
    for (auto const& item : *items) {
        auto const value = item.value<std::string>();
        if (!value)
            refuse(key, "must be a list of texts");
        values.push_back(*value);
    }
    return values;
}

std::vector<TaleTable> TaleTable::tables(std::string_view key) const
{
    std::vector<TaleTable> found;
    auto const* const node = table_->get(key);
    if (!node)
        return found;
    auto const* const items = node->as_array();
    if (!items)
        refuse(key, "must be a list of tables");
    for (auto const& item : *items) {
        auto const* const table = item.as_table();
        if (!table)
            refuse(key, "must be a list of tables");
        found.emplace_back(file_, *table);
    }
    return found;
}

std::vector<std::vector<TaleTable>> TaleTable::sets(std::string_view key) const
{
    std::vector<std::vector<TaleTable>> found;
    auto const* const lists = table_->get_as<toml::array>(key);
    if (!lists)
        refuse(key, "must be a list of lists of tables");
    for (auto const& list : *lists) {
        auto& set = found.emplace_back();
        auto const* const items = list.as_array();
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            auto const* const table = items->get_as<toml::table>(i);
            if (!table)
                refuse(key, "must be a list of lists of tables");
            set.emplace_back(file_, *table);
        }
        if (set.empty())
            refuse(key, "holds an empty list");
    }
    return found;
}

void TaleTable::refuse(std::string_view key, std::string_view why) const
{
    throw std::runtime_error(
        fmt::format("{}:{}: {} {}", file_, table_->source().begin.line, key, why));
}

void read_tale(std::string_view path, std::string_view text,
    std::function<void(TaleTable const&)> const& reader)
{
    toml::table table;
    try {
        table = toml::parse(text, path);
    } catch (toml::parse_error const& problem) {
        throw std::runtime_error(fmt::format(
            "{}:{}: {}", path, problem.source().begin.line, std::string(problem.description())));
    }
    reader(TaleTable(std::string(path), table));
}

} // namespace kith::invented
