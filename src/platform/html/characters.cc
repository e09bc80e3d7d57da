// SPDX-License-Identifier: MIT
#include "platform/html/characters.h"
#include <algorithm>
#include <array>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace kith::html {

namespace {
    // U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF, as ECMA-262
    // lists them.
    constexpr std::array<std::string_view, 18> wide_blanks{"\xC2\xA0", "\xE1\x9A\x80",
        "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84",
        "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89",
        "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
        "\xE3\x80\x80"};
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

    bool is_ascii(std::string_view text)
    {
        return std::all_of(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }
    bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
} // namespace

std::size_t blank_at_start(std::string_view text)
{
    if (text.empty())
        return 0;
    if (is_ascii_blank(text.front()))
        return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80)
        return 0;
    for (auto const blank : wide_blanks)
        if (text.starts_with(blank))
            return blank.size();
    return text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

std::string_view without_leading_blanks(std::string_view text)
{
    while (auto const blank = blank_at_start(text))
        text.remove_prefix(blank);
    return text;
}

std::string_view without_trailing_blanks(std::string_view text)
{
    while (!text.empty()) {
        if (is_ascii_blank(text.back())) {
            text.remove_suffix(1);
            continue;
        }
        auto const three = text.size() >= 3 ? text.substr(text.size() - 3) : std::string_view();
        auto const two = text.size() >= 2 ? text.substr(text.size() - 2) : std::string_view();
        if (blank_at_start(three) == 3)
            text.remove_suffix(3);
        else if (blank_at_start(two) == 2)
            text.remove_suffix(2);
        else
            break;
    }
    return text;
}

std::string_view trimmed(std::string_view text)
{
    return without_trailing_blanks(without_leading_blanks(text));
}

std::size_t character_bytes(std::string_view text)
{
    auto const lead = static_cast<unsigned char>(text.front());
    std::size_t const wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    std::size_t bytes = 1;
    while (bytes < wanted && bytes < text.size()
        && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        ++bytes;
    return bytes;
}

std::vector<std::string_view> characters(std::string_view text)
{
    std::vector<std::string_view> all;
    while (!text.empty()) {
        auto const bytes = character_bytes(text);
        all.push_back(text.substr(0, bytes));
        text.remove_prefix(bytes);
    }
    return all;
}

std::size_t length_in_units(std::string_view text)
{
    std::size_t units = 0;
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) != 0x80U ? 1U : 0U;
        units += byte >= 0xF0U ? 1U : 0U; // beyond the basic plane: a pair
    }
    return units;
}

std::string upper_case(std::string_view text)
{
    std::string upper(text);
    if (is_ascii(text)) {
        for (auto& c : upper)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return upper;
    }
    upper.clear();
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
        .toUpper(icu::Locale::getRoot())
        .toUTF8String(upper);
}

std::string lower_case(std::string_view text)
{
    std::string lower(text);
    if (is_ascii(text)) {
        for (auto& c : lower)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return lower;
    }
    lower.clear();
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
        .toLower(icu::Locale::getRoot())
        .toUTF8String(lower);
}

} // namespace kith::html
