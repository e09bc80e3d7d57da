// SPDX-License-Identifier: MIT
// How much an archive may hold: data/reference/attachments.toml.
#include "base/shipped.h"
#include "platform/documents/archive.h"
#include <fmt/core.h>
#include <stdexcept>
#include <toml++/toml.h>

namespace kith::documents {
namespace {
    constexpr std::uint64_t a_megabyte = 1024UL * 1024;

    Result<std::uint64_t> whole_number(
        toml::table const& table, char const* key, std::int64_t usual, std::int64_t most)
    {
        if (!table.contains(key))
            return static_cast<std::uint64_t>(usual);
        auto const value = table[key].value<std::int64_t>().value_or(0);
        if (value < 1 || value > most)
            return invalid(fmt::format(
                "data/reference/attachments.toml: {} is a whole number from 1 to {}", key, most));
        return static_cast<std::uint64_t>(value);
    }
} // namespace

Result<ArchiveCaps> read_archive_caps(std::string_view text)
{
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("data/reference/attachments.toml: {}", problem.description()));
    }
    ArchiveCaps caps;
    caps.most_members = TRY(whole_number(table, "archive_most_files", 1'000, 60'000));
    auto const unpacked = TRY(whole_number(table, "archive_most_megabytes_unpacked", 256, 4'000));
    caps.most_unpacked = unpacked * a_megabyte;
    caps.most_ratio = TRY(whole_number(table, "archive_most_ratio", 100, 1'000));
    auto const one = TRY(whole_number(table, "most_megabytes", 20, 100));
    caps.most_of_one = one * a_megabyte;
    return caps;
}

ArchiveCaps shipped_archive_caps()
{
    auto read = read_archive_caps(shipped_file("data/reference/attachments.toml"));
    if (!read)
        throw std::runtime_error(read.error().words.key);
    return *read;
}

} // namespace kith::documents
