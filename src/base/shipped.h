// SPDX-License-Identifier: MIT
#pragma once

// What ships inside the program: data, migrations, forms, templates, words, style sheet, pictures.
//
// Paths are those of the source tree ("migrations/0001_directory.sql",
// "src/concerns/templates/queue.njk", "data/policies/concerns.toml"); what the build made stands
// under "web/" ("web/kith.css"). A partnership's own folder (DATA/overlay) wins file by file.
//
// Threads  `overlay` is called once, before any thread reads; the rest is safe to share.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

struct Shipped {
    std::string path;
    std::string_view bytes; // lives as long as the program
};

[[nodiscard]] std::vector<Shipped> shipped(std::string_view folder); // every file under it, by path
[[nodiscard]] std::string_view shipped_file(std::string_view path);  // throws if there is none
[[nodiscard]] bool is_shipped(std::string_view path);
// What the program itself holds under the path, whatever the overlay says; empty if nothing.
[[nodiscard]] std::string_view built_in_file(std::string_view path);
void overlay(std::filesystem::path const& folder); // files there stand in for, or add to, ours
// What the overlay has under that path counts no longer. Before any thread reads, too.
void set_aside(std::string const& path);

} // namespace kith
