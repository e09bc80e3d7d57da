// SPDX-License-Identifier: MIT
#include "app/table_files.h"
#include "app/folder.h"
#include "base/encoding.h"
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

TableText read_table(std::filesystem::path const& path)
{
    TableText table{read_whole(path)};
    table.windows_1252 = !is_utf8(table.text);
    if (table.windows_1252)
        table.text = from_windows_1252(table.text);
    auto const end = table.text.find_first_of("\r\n");
    if (end != std::string::npos && table.text[end] == '\r'
        && table.text.compare(end + 1, 1, "\n") != 0)
        std::ranges::replace(table.text, '\r', '\n');
    return table;
}

void tell_windows_1252(std::filesystem::path const& path, std::ostream& out)
{
    fmt::print(
        out, "  {}: it is not UTF-8, and was read as Windows-1252\n", path.filename().string());
}

std::vector<linkage::Asked> read_map(std::span<std::string const> words)
{
    std::vector<linkage::Asked> asked;
    for (auto const& word : words) {
        auto const equals = word.find('=');
        auto const field = word.substr(0, equals);
        auto const before = asked.size();
        for (std::size_t at = 0; at < linkage::column_count; ++at)
            if (linkage::name_of(static_cast<linkage::Column>(at)) == field
                && equals != std::string::npos && equals + 1 < word.size())
                asked.push_back({static_cast<linkage::Column>(at), word.substr(equals + 1)});
        if (asked.size() == before)
            throw Refused("--map takes FIELD=COLUMN, such as surname=family_name; kith link --help "
                          "lists the fields",
                2);
        for (auto const& other : std::span(asked).first(before)) {
            if (other.field == asked.back().field)
                throw Refused(fmt::format("--map names two columns for {}: choose one", field), 2);
            if (other.column == asked.back().column)
                throw Refused(fmt::format("--map names two fields for the column {}: choose one",
                                  other.column),
                    2);
        }
    }
    return asked;
}

void refuse_column(std::string const& column)
{
    throw Refused(fmt::format("No file has a column called {}: --map takes its name as the first "
                              "row has it",
                      column),
        2);
}

namespace {
    // Through links to where they lead, which need not be there yet.
    std::filesystem::path place_of(std::filesystem::path place)
    {
        constexpr int most_links = 40; // as the system has it: a ring of links leads nowhere
        std::error_code none;
        for (int links = 0; links < most_links && std::filesystem::is_symlink(place, none); ++links)
            place = place.parent_path() / std::filesystem::read_symlink(place, none);
        return place;
    }

    // A pipe or a device stays what it is: many commands may write to one, and one may be read.
    bool may_be_shared(std::filesystem::path const& path)
    {
        std::error_code none;
        return std::filesystem::is_other(path, none);
    }

    bool are_one_file(std::filesystem::path const& left, std::filesystem::path const& right)
    {
        std::error_code none;
        if (std::filesystem::equivalent(left, right, none))
            return !may_be_shared(left);
        return std::filesystem::weakly_canonical(place_of(std::filesystem::absolute(left)), none)
            == std::filesystem::weakly_canonical(place_of(std::filesystem::absolute(right)), none);
    }
} // namespace

// Written beside its place and moved there, so that a file is whole or is not there; with the
// rights of the file that it stands in for. What is there and is no file is written to as it is.
void write_whole(std::filesystem::path const& path, std::string_view text)
{
    std::error_code problem;
    auto const place = place_of(path);
    auto const there = std::filesystem::status(place, problem);
    if (std::filesystem::is_directory(there))
        throw Refused(fmt::format("{} is a folder: name a file to be written", path.string()), 1);
    auto const beside = std::filesystem::is_other(there)
        ? place
        : std::filesystem::path(place.string() + ".part");
    std::ofstream file(beside, std::ios::binary);
    if (std::filesystem::is_regular_file(there))
        std::filesystem::permissions(beside, there.permissions(), problem);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    auto written = static_cast<bool>(file);
    if (beside == place && written)
        return;
    if (written) {
        std::filesystem::rename(beside, place, problem);
        written = !problem;
    }
    if (written)
        return;
    if (beside != place)
        std::filesystem::remove(beside, problem);
    throw Refused(fmt::format("{} cannot be written", path.string()), 1);
}

void must_be_apart(
    std::span<std::filesystem::path const> read, std::span<std::filesystem::path const> written)
{
    for (std::size_t at = 0; at < written.size(); ++at) {
        if (written[at].empty())
            continue;
        for (auto const& other : read)
            if (!other.empty() && are_one_file(written[at], other))
                throw Refused(fmt::format("{} is read, and would be written over: name another "
                                          "file for what is written",
                                  written[at].string()),
                    2);
        for (auto const& other : written.subspan(at + 1))
            if (!other.empty() && are_one_file(written[at], other))
                throw Refused(fmt::format("{} is named for two things that are written: name a "
                                          "file for each",
                                  written[at].string()),
                    2);
    }
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
