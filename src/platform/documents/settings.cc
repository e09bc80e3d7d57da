// SPDX-License-Identifier: MIT
#include "platform/documents/settings.h"
#include "base/shipped.h"
#include "platform/documents/archive.h"
#include "platform/documents/scanner.h"
#include <fmt/core.h>
#include <stdexcept>
#include <toml++/toml.h>

namespace kith::documents {
namespace {
    constexpr std::uint64_t megabyte = 1024UL * 1024;

    Error refused(std::string_view why)
    {
        return invalid(fmt::format("data/reference/attachments.toml: {}", why));
    }
} // namespace

std::string Settings::most_in_words() const { return size_in_words(most_bytes); }

std::string size_in_words(std::uint64_t bytes)
{
    if (bytes % megabyte == 0 && bytes > 0)
        return fmt::format("{} MB", bytes / megabyte);
    if (bytes >= megabyte)
        return fmt::format("{:.1f} MB", static_cast<double>(bytes) / double(megabyte));
    return fmt::format("{} KB", (bytes + 1023) / 1024);
}

Result<Settings> read_settings(std::string_view toml)
{
    toml::table table;
    try {
        table = toml::parse(toml);
    } catch (toml::parse_error const& problem) {
        return refused(problem.description());
    }
    for (auto const& [key, value] : table)
        if (key != "most_megabytes" && key != "clamd" && !key.str().starts_with("archive_most_"))
            return refused(fmt::format("unknown key \"{}\"", key.str()));
    for (auto const& [key, value] : table) // those are read where archives are (archive.h)
        if (key.str().starts_with("archive_most_") && key != "archive_most_files"
            && key != "archive_most_megabytes_unpacked" && key != "archive_most_ratio")
            return refused(fmt::format("unknown key \"{}\"", key.str()));
    Settings settings;
    auto const most = table["most_megabytes"].value<std::int64_t>().value_or(0);
    if (most < 1 || most > 100)
        return refused("most_megabytes is a whole number from 1 to 100");
    if (auto const caps = read_archive_caps(toml); !caps)
        return caps.error();
    settings.most_bytes = static_cast<std::uint64_t>(most) * megabyte;
    settings.clamd = table["clamd"].value_or(std::string());
    if (!settings.clamd.empty() && !is_scanner_address(settings.clamd))
        return refused("clamd is \"unix:/a/path\", or an address of this machine such as "
                       "\"127.0.0.1:3310\"");
    return settings;
}

Settings shipped_settings()
{
    auto read = read_settings(shipped_file("data/reference/attachments.toml"));
    if (!read)
        throw std::runtime_error(read.error().words.key);
    return std::move(*read);
}

} // namespace kith::documents
