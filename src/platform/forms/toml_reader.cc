// SPDX-License-Identifier: MIT
#include "platform/forms/toml_reader.h"
#include <fmt/core.h>
#include <stdexcept>

namespace kith::forms {
namespace {
    [[noreturn]] void refuse_at(
        std::string_view path, toml::source_region const& where, std::string_view why)
    {
        throw std::runtime_error(fmt::format("{}:{}: {}", path, where.begin.line, why));
    }
} // namespace

void TomlTable::refuse(std::string_view why) const { refuse_at(path_, table_->source(), why); }

void TomlTable::refuse(std::string_view key, std::string_view why) const
{
    auto const* const node = table_->get(key);
    refuse_at(path_, node ? node->source() : table_->source(), fmt::format("{}: {}", key, why));
}

toml::node const* TomlTable::find(std::string_view key)
{
    asked_.emplace(key);
    return table_->get(key);
}

std::string TomlTable::text(std::string_view key)
{
    auto const* const node = find(key);
    if (!node)
        return {};
    auto const* const text = node->as_string();
    if (!text || text->get().empty())
        refuse(key, "write a text in quotes");
    return text->get();
}

std::string TomlTable::needed(std::string_view key)
{
    auto text = this->text(key);
    if (text.empty())
        refuse(fmt::format("{} is missing", key));
    return text;
}

int TomlTable::whole(std::string_view key, int otherwise, int least, int most)
{
    auto const* const node = find(key);
    if (!node)
        return otherwise;
    auto const* const number = node->as_integer();
    if (!number || number->get() < least || number->get() > most)
        refuse(key, fmt::format("write a whole number from {} to {}", least, most));
    return static_cast<int>(number->get());
}

bool TomlTable::flag(std::string_view key)
{
    auto const* const node = find(key);
    if (!node)
        return false;
    auto const* const flag = node->as_boolean();
    if (!flag)
        refuse(key, "write true or false");
    return flag->get();
}

std::vector<std::string> TomlTable::texts(std::string_view key)
{
    auto const* const node = find(key);
    if (!node)
        return {};
    if (auto const* const one = node->as_string())
        return {one->get()};
    std::vector<std::string> all;
    auto const* const array = node->as_array();
    if (!array || array->empty())
        refuse(key, "write a text in quotes, or a list of them");
    for (auto const& item : *array) {
        auto const* const text = item.as_string();
        if (!text)
            refuse(key, "write a text in quotes, or a list of them");
        all.push_back(text->get());
    }
    return all;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key)
{
    auto const* const node = find(key);
    if (!node)
        return {};
    if (auto const* const one = node->as_table())
        return {TomlTable(path_, *one)};
    std::vector<TomlTable> all;
    auto const* const array = node->as_array();
    if (!array)
        refuse(key, "write a table, or a list of tables");
    for (auto const& item : *array) {
        auto const* const table = item.as_table();
        if (!table)
            refuse(key, "write a table, or a list of tables");
        all.emplace_back(path_, *table);
    }
    return all;
}

void TomlTable::finish() const
{
    for (auto const& [key, node] : *table_)
        if (!asked_.contains(key.str()))
            refuse_at(
                path_, key.source(), fmt::format("{}: Kith does not know this key", key.str()));
}

} // namespace kith::forms
