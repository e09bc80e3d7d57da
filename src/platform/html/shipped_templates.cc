// SPDX-License-Identifier: MIT
#include "platform/html/shipped_templates.h"
#include "base/shipped.h"

namespace kith::html {

std::string template_name(std::string_view path)
{
    constexpr std::string_view folder = "/templates/";
    if (!path.ends_with(".njk"))
        return {};
    if (path.starts_with("govuk/") || path.starts_with("moj/"))
        return std::string(path);
    auto const at = path.find(folder);
    if (!path.starts_with("src/") || at == std::string_view::npos)
        return {};
    auto room = path.substr(4, at - 4);
    if (room == "platform/html")
        room = "frames";
    else if (auto const slash = room.rfind('/'); slash != std::string_view::npos)
        room.remove_prefix(slash + 1);
    return std::string(room) + "/" + std::string(path.substr(at + folder.size()));
}

std::vector<Source> shipped_sources()
{
    std::vector<Source> sources;
    for (auto const* const folder : {"govuk/", "moj/", "src/"})
        for (auto const& file : shipped(folder))
            if (auto name = template_name(file.path); !name.empty())
                sources.push_back({std::move(name), std::string(file.bytes)});
    return sources;
}

Templates shipped_templates() { return Templates(shipped_sources()); }

} // namespace kith::html
