// SPDX-License-Identifier: MIT
#include "platform/html/escape.h"
#include "platform/html/characters.h"
#include <algorithm>
#include <array>

namespace kith::html {

namespace {
    constexpr std::string_view to_escape = "&\"'<>\\";

    std::string_view entity(char c)
    {
        switch (c) {
        case '&':
            return "&amp;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        default:
            return "&#92;";
        }
    }

    // Browsers drop tabs, line ends and other control characters anywhere in an address before they
    // read its scheme.
    bool has_control(std::string_view address)
    {
        return std::any_of(address.begin(), address.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    }
} // namespace

void escape_onto(std::string& html, std::string_view text)
{
    while (true) {
        auto const next = text.find_first_of(to_escape);
        html.append(text.substr(0, next));
        if (next == std::string_view::npos)
            return;
        html.append(entity(text[next]));
        text.remove_prefix(next + 1);
    }
}

std::string escape(std::string_view text)
{
    std::string html;
    html.reserve(text.size());
    escape_onto(html, text);
    return html;
}

std::string safe_url(std::string_view address)
{
    static constexpr std::array<std::string_view, 4> allowed{"http", "https", "mailto", "tel"};
    address = trimmed(address);
    if (has_control(address))
        return "#";
    if (address.size() > 1 && (address[0] == '/' || address[0] == '\\')
        && (address[1] == '/' || address[1] == '\\'))
        return "#";
    auto const colon = address.find_first_of(":/?#");
    if (colon == std::string_view::npos || address[colon] != ':')
        return std::string(address); // no scheme: a place within this site
    auto const scheme = lower_case(address.substr(0, colon));
    return std::find(allowed.begin(), allowed.end(), scheme) == allowed.end()
        ? "#"
        : std::string(address);
}

} // namespace kith::html
