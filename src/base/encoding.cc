// SPDX-License-Identifier: MIT
#include "base/encoding.h"
#include <algorithm>
#include <array>

namespace kith {
namespace {
    // 0x80 to 0x9F; 0 where Windows-1252 has none. Source: Unicode's mapping table CP1252.TXT.
    constexpr std::array<char32_t, 32> windows_1252
        = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
            0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

    void add_utf8(std::string& text, char32_t code) // all of them below 0x10000
    {
        if (code < 0x800) {
            text += static_cast<char>(0xC0U | (code >> 6U));
        } else {
            text += static_cast<char>(0xE0U | (code >> 12U));
            text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        }
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }

    // How many bytes the character at the front takes; 0 if it is none.
    std::size_t utf8_length(std::string_view text)
    {
        auto const byte = [&](std::size_t at) {
            return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        };
        auto const follows = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
        auto const first = byte(0);
        if (first < 0x80)
            return 1;
        if (first >= 0xC2 && first <= 0xDF)
            return follows(1) ? 2 : 0;
        if (first >= 0xE0 && first <= 0xEF) {
            auto const too_long = first == 0xE0 && byte(1) < 0xA0;
            auto const surrogate = first == 0xED && byte(1) >= 0xA0;
            return follows(1) && follows(2) && !too_long && !surrogate ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            auto const too_long = first == 0xF0 && byte(1) < 0x90;
            auto const beyond = first == 0xF4 && byte(1) >= 0x90;
            return follows(1) && follows(2) && follows(3) && !too_long && !beyond ? 4 : 0;
        }
        return 0;
    }
} // namespace

bool is_utf8(std::string_view text)
{
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return true;
    while (!text.empty()) {
        auto const length = utf8_length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string from_windows_1252(std::string_view text)
{
    std::string utf8;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            utf8 += c;
        else if (byte >= 0xA0)
            add_utf8(utf8, byte);
        else
            add_utf8(utf8, windows_1252[byte - 0x80U] ? windows_1252[byte - 0x80U] : 0xFFFD);
    }
    return utf8;
}

} // namespace kith
