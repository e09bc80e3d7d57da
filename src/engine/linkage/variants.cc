// SPDX-License-Identifier: MIT
#include "engine/linkage/variants.h"
#include "engine/linkage/normalise.h"
#include <algorithm>

namespace kith::linkage {

Variants::Variants(std::string_view lines)
{
    Dictionary roots;
    std::string name;
    std::string form;
    while (!lines.empty()) {
        auto const end = std::min(lines.find('\n'), lines.size());
        auto const line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        auto const comma = line.find(',');
        if (comma == std::string_view::npos || line.starts_with("name,"))
            continue;
        fold(line.substr(0, comma), name);
        fold(line.substr(comma + 1), form);
        if (name.empty() || form.empty())
            continue;
        auto const root = static_cast<std::uint16_t>(roots.take(name));
        add(name, root);
        add(form, root);
    }
}

void Variants::add(std::string_view form, std::uint16_t root)
{
    auto& known = roots_[std::string(form)];
    auto const end = std::ranges::find(known, 0);
    if (end == known.end() || std::find(known.begin(), end, root) != end)
        return;
    *end = root;
    std::sort(known.begin(), end + 1);
}

std::array<std::uint16_t, 8> Variants::roots(std::string_view folded) const
{
    auto const found = roots_.find(std::string(folded));
    return found == roots_.end() ? std::array<std::uint16_t, 8>{} : found->second;
}

void give_roots(Name& name, std::array<std::uint16_t, 8> const& roots)
{
    name.roots = roots;
    name.some_roots = 0;
    for (auto const root : roots)
        if (root != 0)
            name.some_roots |= static_cast<std::uint8_t>(1U << (root % 8U));
}

bool variants_of_one(Name const& left, Name const& right)
{
    if ((left.some_roots & right.some_roots) == 0)
        return false;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < 8 && j < 8 && left.roots[i] != 0 && right.roots[j] != 0) {
        if (left.roots[i] == right.roots[j])
            return true;
        left.roots[i] < right.roots[j] ? ++i : ++j;
    }
    return false;
}

} // namespace kith::linkage
