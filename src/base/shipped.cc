// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "base/result.h"
#include <fstream>
#include <map>
#include <sstream>

namespace kith {

struct ShippedRow {
    char const* path;
    char const* begin;
    char const* end;
};
extern ShippedRow const shipped_rows[]; // written by the build
extern std::size_t const shipped_count;

namespace {
    std::map<std::string, std::string_view, std::less<>>& shelf()
    {
        static auto files = [] {
            std::map<std::string, std::string_view, std::less<>> all;
            for (std::size_t i = 0; i < shipped_count; ++i)
                all.emplace(shipped_rows[i].path,
                    std::string_view(shipped_rows[i].begin,
                        static_cast<std::size_t>(shipped_rows[i].end - shipped_rows[i].begin)));
            return all;
        }();
        return files;
    }
    std::map<std::string, std::string>& overlaid()
    {
        static std::map<std::string, std::string> texts;
        return texts;
    }
} // namespace

std::vector<Shipped> shipped(std::string_view folder)
{
    std::vector<Shipped> found;
    for (auto at = shelf().lower_bound(folder);
         at != shelf().end() && at->first.starts_with(folder); ++at)
        found.push_back({at->first, at->second});
    return found;
}

std::string_view shipped_file(std::string_view path)
{
    auto const at = shelf().find(path);
    must(at != shelf().end(), "nothing ships under the path " + std::string(path));
    return at->second;
}

bool is_shipped(std::string_view path) { return shelf().contains(path); }

std::string_view built_in_file(std::string_view path)
{
    for (std::size_t i = 0; i < shipped_count; ++i)
        if (path == shipped_rows[i].path)
            return {shipped_rows[i].begin,
                static_cast<std::size_t>(shipped_rows[i].end - shipped_rows[i].begin)};
    return {};
}

void overlay(std::filesystem::path const& folder)
{
    if (!std::filesystem::is_directory(folder))
        return;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        auto const path = entry.path().lexically_relative(folder).generic_string();
        auto& kept = overlaid()[path] = std::move(text).str();
        shelf()[path] = kept;
    }
}

void set_aside(std::string const& path)
{
    auto const ours = built_in_file(path);
    if (ours.empty())
        shelf().erase(path);
    else
        shelf()[path] = ours;
}

} // namespace kith
