// SPDX-License-Identifier: MIT
#include "app/kept_files.h"
#include "concerns/concerns.h"
#include <algorithm>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;

    constexpr char const* make_tables
        = "create table backup_files (path text primary key, bytes blob not null) strict;"
          "create table backup_made (at text not null) strict";
    constexpr char const* drop_tables = "drop table backup_files; drop table backup_made";
    constexpr db::Sql add_file{
        "keep a file", "insert into backup_files (path, bytes) values ($1, $2)"};
    constexpr db::Sql add_made{"say when it was made", "insert into backup_made (at) values ($1)"};
    constexpr db::Sql when_made{"when it was made", "select at from backup_made"};
    constexpr db::Sql count_files{"count kept files", "select count(*) as n from backup_files"};
    constexpr db::Sql list_paths{"list kept files", "select path from backup_files order by path"};
    constexpr db::Sql file_at{"a kept file", "select bytes from backup_files where path = $1"};

    // A name that leads nowhere else.
    bool is_ours(fs::path const& path)
    {
        auto const parts = std::vector<fs::path>(path.begin(), path.end());
        return parts.size() >= 2 && path.is_relative()
            && std::ranges::find(kept_folders, parts.front().string()) != kept_folders.end()
            && std::ranges::none_of(
                parts, [](fs::path const& part) { return part == ".." || part == "."; });
    }
} // namespace

std::vector<KeptFile> read_kept_files(fs::path const& data, std::string_view folder)
{
    std::vector<KeptFile> files;
    if (!fs::is_directory(data / folder))
        return files;
    for (auto const& entry : fs::recursive_directory_iterator(data / folder)) {
        std::error_code gone; // a letter may be taken in meanwhile
        if (!entry.is_regular_file(gone) || entry.path().filename().string().starts_with("."))
            continue;
        if (entry.path().parent_path().filename() == "pictures")
            continue; // large, and there for a moment until a report names them
        if (auto bytes = concerns::read_whole(entry.path()))
            files.push_back(
                {entry.path().lexically_relative(data).generic_string(), std::move(*bytes)});
    }
    return files;
}

void put_kept_files(db::Connection& copy, std::vector<KeptFile> const& files, Instant made_at)
{
    copy.script(make_tables);
    copy.run(add_made, made_at);
    for (auto const& file : files)
        copy.run(add_file, file.path, db::Bytes{file.bytes});
}

std::size_t count_kept_files(db::Connection& copy)
{
    return static_cast<std::size_t>(copy.run(count_files)[0].integer("n"));
}

Instant made_at(db::Connection& copy) { return copy.run(when_made)[0].instant("at"); }

void lay_out_kept_files(db::Connection& copy, fs::path const& data)
{
    for (auto const row : copy.run(list_paths)) {
        auto const path = fs::path(row.text("path"));
        if (!is_ours(path))
            continue;
        fs::create_directories((data / path).parent_path());
        concerns::write_durably(data / path, copy.run(file_at, path.string())[0].bytes("bytes"));
    }
}

void drop_kept_files(db::Connection& copy) { copy.script(drop_tables); }

} // namespace kith::app
