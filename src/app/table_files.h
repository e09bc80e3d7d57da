// SPDX-License-Identifier: MIT
#pragma once

// Whole files in and out, for the commands that read tables of people and write proposals.
//
// Errors   Refused (exit 1), naming the file. A file is written beside its place and moved there,
// so
//          that it is whole or is not there; a pipe or a device is written to, and stays one.

#include "engine/linkage/linkage.h"
#include <filesystem>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace kith::app {

[[nodiscard]] std::string read_whole(std::filesystem::path const& path);
// A file of rows: UTF-8, or else Windows-1252; lines may end in CR alone, as old programs end them.
struct TableText {
    std::string text = {};
    bool windows_1252 = false;
};
[[nodiscard]] TableText read_table(std::filesystem::path const& path);
void tell_windows_1252(std::filesystem::path const& path, std::ostream& out);
// FIELD=COLUMN, each field and each column once; Refused (exit 2) if it is anything else.
[[nodiscard]] std::vector<linkage::Asked> read_map(std::span<std::string const> words);
// Refused (exit 2): a column of --map that no file has.
[[noreturn]] void refuse_column(std::string const& column);
void write_whole(std::filesystem::path const& path, std::string_view text);
// Refused (exit 2) if something written would take the place of what is read, or of what else is
// written. An empty path is none.
void must_be_apart(
    std::span<std::filesystem::path const> read, std::span<std::filesystem::path const> written);
void append_cell(std::string& out, std::string_view cell); // quoted where it must be
// A record's id, or its place in the files where they give none.
void append_id(std::string& out, linkage::People const& people, std::size_t record);
// The reasons of a pair, the weightiest first, in one line.
[[nodiscard]] std::string reasons_in_a_line(std::span<linkage::Reason const> reasons);
// Each row that cannot be read; answers the exit code.
int tell_troubles(
    linkage::Read const& read, std::span<std::filesystem::path const> files, std::ostream& told);

} // namespace kith::app
