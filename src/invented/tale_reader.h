// SPDX-License-Identifier: MIT
#pragma once

// One TOML table of data/invented, read key by key: the part's own.
//
// Errors   throws std::runtime_error, naming file and key.

#include <functional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace kith::invented {

class TaleTable {
public:
    TaleTable(std::string file, toml::table const& table) : file_(std::move(file)), table_(&table)
    {
    }

    [[nodiscard]] std::string text(std::string_view key) const; // "" if absent
    [[nodiscard]] std::string needed(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
    [[nodiscard]] std::vector<TaleTable> tables(std::string_view key) const;
    // A list of lists of tables.
    [[nodiscard]] std::vector<std::vector<TaleTable>> sets(std::string_view key) const;
    [[nodiscard]] toml::table const& toml() const { return *table_; }
    [[noreturn]] void refuse(std::string_view key, std::string_view why) const;

private:
    std::string file_;
    toml::table const* table_;
};

// Parses the text and hands it over; what it throws names the file.
void read_tale(std::string_view path, std::string_view text,
    std::function<void(TaleTable const&)> const& reader);

} // namespace kith::invented
