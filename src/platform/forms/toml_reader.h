// SPDX-License-Identifier: MIT
#pragma once

// A table of a TOML file, read key by key; what nobody asked for is a mistake.
//
// Errors   throws std::runtime_error: file:line: what to write.

#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace kith::forms {

class TomlTable {
public:
    TomlTable(std::string_view path, toml::table const& table) : path_(path), table_(&table) { }

    [[nodiscard]] std::string needed(std::string_view key); // a text, not empty
    [[nodiscard]] std::string text(std::string_view key);   // "" if absent
    [[nodiscard]] int whole(std::string_view key, int otherwise, int least, int most);
    [[nodiscard]] bool flag(std::string_view key);                      // false if absent
    [[nodiscard]] std::vector<std::string> texts(std::string_view key); // one text, or a list
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);  // one table, or a list
    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }

    // Throws unless every key was asked for.
    void finish() const;
    [[noreturn]] void refuse(std::string_view why) const;                       // at the table
    [[noreturn]] void refuse(std::string_view key, std::string_view why) const; // at the key

private:
    [[nodiscard]] toml::node const* find(std::string_view key);

    std::string path_;
    toml::table const* table_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace kith::forms
