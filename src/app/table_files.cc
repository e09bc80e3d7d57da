// SPDX-License-Identifier: MIT
#include "app/table_files.h"
#include "app/folder.h"
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>

namespace kith::app {

std::string read_whole(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file || std::filesystem::is_directory(path))
        throw Refused(
            fmt::format("{} cannot be read: check that it is there and is a file", path.string()),
            1);
    std::string text(static_cast<std::size_t>(file.tellg()), '\0');
    file.seekg(0);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file)
        throw Refused(fmt::format("{} cannot be read to its end", path.string()), 1);
    return text;
}

// Written beside its place and moved there, so that a file is whole or is not there.
void write_whole(std::filesystem::path const& path, std::string_view text)
{
    auto const beside = std::filesystem::path(path.string() + ".part");
    std::ofstream file(beside, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        throw Refused(fmt::format("{} cannot be written", path.string()), 1);
    }
    std::filesystem::rename(beside, path);
}

void append_cell(std::string& out, std::string_view cell)
{
    if (cell.find_first_of(",\"\n\r") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (auto const c : cell)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

// A record's id, or its place in the files where they give none.
void append_id(std::string& out, linkage::People const& people, std::size_t record)
{
    if (people.ids[record].empty())
        fmt::format_to(std::back_inserter(out), "{}", record + 1);
    else
        append_cell(out, people.ids[record]);
}

std::string reasons_in_a_line(std::span<linkage::Reason const> reasons)
{
    std::string line;
    for (auto const& one : reasons)
        line += (line.empty() ? "" : "; ") + one.sentence()
            + fmt::format(" ({:+.1f} bits)", one.bits);
    return line;
}

int tell_troubles(
    linkage::Read const& read, std::span<std::filesystem::path const> files, std::ostream& told)
{
    constexpr std::size_t most = 100;
    for (std::size_t at = 0; at < std::min(most, read.troubles.size()); ++at) {
        auto const& one = read.troubles[at];
        fmt::print(told, "{}: {}{}\n", files[one.file].string(),
            one.row == 0 ? std::string() : fmt::format("row {}: ", one.row), one.words);
    }
    if (read.troubles.size() > most)
        fmt::print(told, "and {} more\n", read.troubles.size() - most);
    fmt::print(told, "kith: nothing was written: mend what is named above and try again\n");
    return 1;
}

} // namespace kith::app
