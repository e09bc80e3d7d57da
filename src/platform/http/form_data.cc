// SPDX-License-Identifier: MIT
#include "platform/http/form_data.h"
#include <array>
#include <cstdint>

namespace kith::http {

namespace {
    constexpr std::size_t most_pairs = 2000;

    int hex_value(char c)
    {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        return -1;
    }

    bool stays_plain(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_' || c == '.' || c == '~';
    }

    // How many bytes the UTF-8 character at `at` has; 0 if it is none (overlong, surrogate, too
    // high, cut off).
    std::size_t character_at(std::string_view bytes, std::size_t at)
    {
        auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[at + i]); };
        auto const first = byte(0);
        if (first < 0x80)
            return 1;
        std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > bytes.size())
            return 0;
        for (std::size_t i = 1; i < length; ++i)
            if ((byte(i) & 0xC0) != 0x80)
                return 0;
        auto const second = byte(1);
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
            || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
            return 0;
        return length;
    }
} // namespace

std::string_view FormData::first(std::string_view name) const
{
    for (auto const& [its, value] : pairs_)
        if (its == name)
            return value;
    return {};
}

std::vector<std::string_view> FormData::all(std::string_view name) const
{
    std::vector<std::string_view> found;
    for (auto const& [its, value] : pairs_)
        if (its == name)
            found.emplace_back(value);
    return found;
}

bool FormData::has(std::string_view name) const
{
    for (auto const& pair : pairs_)
        if (pair.first == name)
            return true;
    return false;
}

bool is_text(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        auto const length = bytes[at] == '\0' ? 0 : character_at(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

Result<std::string> percent_decoded(std::string_view text, Plus plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::is_space) {
            out.push_back(' ');
        } else if (text[i] == '%') {
            auto const high = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
            auto const low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return invalid("Send every % with two hexadecimal digits after it");
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    if (!is_text(out))
        return invalid("Send text as UTF-8");
    return out;
}

Result<FormData> read_form(std::string_view urlencoded)
{
    FormData form;
    std::size_t count = 0;
    while (!urlencoded.empty()) {
        auto const end = urlencoded.find('&');
        auto const pair = urlencoded.substr(0, end);
        urlencoded.remove_prefix(end == std::string_view::npos ? urlencoded.size() : end + 1);
        if (pair.empty())
            continue;
        if (++count > most_pairs)
            return invalid("Send at most 2,000 answers at once");
        auto const equals = pair.find('=');
        auto name = TRY(percent_decoded(pair.substr(0, equals), Plus::is_space));
        auto value = TRY(percent_decoded(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1),
            Plus::is_space));
        form.add(std::move(name), std::move(value));
    }
    return form;
}

std::string percent_encoded(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        if (stays_plain(c)) {
            out.push_back(c);
        } else {
            auto const byte = static_cast<std::uint8_t>(c);
            out.push_back('%');
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 15]);
        }
    }
    return out;
}

std::string write_form(FormData const& form)
{
    std::string out;
    for (auto const& [name, value] : form.pairs()) {
        if (!out.empty())
            out.push_back('&');
        out += percent_encoded(name) + '=' + percent_encoded(value);
    }
    return out;
}

} // namespace kith::http
