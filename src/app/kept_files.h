// SPDX-License-Identifier: MIT
#pragma once

// The files of DATA that a backup holds beside the database, in a table of their own in the copy.
//
// Shapes   table backup_files: path within DATA, bytes. Only below the folders named here; what is
//          secret is not among them, nor are pictures that wait for the report they come with.

#include "platform/db/db.h"
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kith::app {

inline constexpr std::array<std::string_view, 4> kept_folders
    = {"checkpoints", "overlay", "inbox", "outbox"};

struct KeptFile {
    std::string path; // "checkpoints/…", below one of the above
    std::string bytes;
};

[[nodiscard]] std::vector<KeptFile> read_kept_files(
    std::filesystem::path const& data, std::string_view folder);
void put_kept_files(db::Connection& copy, std::vector<KeptFile> const& files, Instant made_at);

[[nodiscard]] std::size_t count_kept_files(
    db::Connection& copy); // throws if it holds no such table
[[nodiscard]] Instant made_at(db::Connection& copy);
void lay_out_kept_files(db::Connection& copy, std::filesystem::path const& data);
void drop_kept_files(db::Connection& copy); // so that the copy is a database like any other

} // namespace kith::app
