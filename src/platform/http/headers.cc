// SPDX-License-Identifier: MIT
#include "platform/http/headers.h"
#include "base/result.h"
#include <algorithm>

namespace kith::http {

namespace {
    char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

    constexpr std::string_view line_breakers("\r\n\0", 3);

    void must_be_a_line(std::string_view name, std::string_view value)
    {
        must(!name.empty() && name.find_first_of(": \t\r\n") == std::string_view::npos
                && name.find('\0') == std::string_view::npos,
            "a header needs a name without spaces");
        must(value.find_first_of(line_breakers) == std::string_view::npos,
            "a header's value must stay on one line: check what goes into it");
    }
} // namespace

bool same_name(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
        return lower_case(x) == lower_case(y);
    });
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    for (auto const& [its, value] : lines_)
        if (same_name(its, name))
            return value;
    return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const
{
    std::vector<std::string_view> found;
    for (auto const& [its, value] : lines_)
        if (same_name(its, name))
            found.emplace_back(value);
    return found;
}

void Headers::add(std::string name, std::string value)
{
    must_be_a_line(name, value);
    lines_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value)
{
    must_be_a_line(name, value);
    remove(name);
    lines_.emplace_back(std::move(name), std::move(value));
}

void Headers::remove(std::string_view name)
{
    std::erase_if(lines_, [&](Line const& line) { return same_name(line.first, name); });
}

} // namespace kith::http
