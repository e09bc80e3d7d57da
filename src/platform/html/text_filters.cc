// SPDX-License-Identifier: MIT
#include "platform/html/characters.h"
#include "platform/html/convert.h"
#include "platform/html/escape.h"
#include "platform/html/filters.h"
#include <array>
#include <cmath>
#include <limits>

namespace kith::html {

Value as_safe_as(Value const& original, std::string text)
{
    return original.is_safe() ? Value::safe(std::move(text)) : Value(std::move(text));
}

namespace {
    constexpr std::size_t widest = 10'000; // of an indent or a centred line

    // The text a filter works on; what is no text is refused, undefined, null and false read as "".
    std::string_view wanted_text(Value const& value, char const* filter)
    {
        if (!value.is_text() && is_something(value))
            throw Misuse(std::string(filter) + ": expected text");
        return value.view();
    }

    std::size_t width_of(Value const& value, std::size_t otherwise)
    {
        if (!value.truthy())
            return otherwise;
        auto const width = to_number(value);
        return width > 0 ? static_cast<std::size_t>(std::min(width, static_cast<double>(widest)))
                         : 0;
    }

    std::string capital(std::string_view text)
    {
        auto const lower = lower_case(text);
        if (lower.empty())
            return lower;
        auto const first = character_bytes(lower);
        return upper_case(std::string_view(lower).substr(0, first)) + lower.substr(first);
    }

    Value escape_filter(Call const& call)
    {
        return call[0].is_safe()
            ? call[0]
            : Value::safe(escape(call[0].is_string() ? call[0].view() : call[0].text()));
    }
    Value force_escape_filter(Call const& call) { return Value::safe(escape(call[0].text())); }
    Value safe_filter(Call const& call)
    {
        return call[0].is_safe() ? call[0] : Value::safe(call[0].text());
    }

    Value string_filter(Call const& call)
    {
        if (call[0].is_absent())
            throw Misuse("string: expected a value");
        return call[0].is_text() ? call[0] : Value(call[0].text());
    }

    Value trim_filter(Call const& call)
    {
        if (!call[0].is_text())
            throw Misuse("trim: expected text");
        return as_safe_as(call[0], std::string(trimmed(call[0].view())));
    }

    Value lower_filter(Call const& call) { return lower_case(wanted_text(call[0], "lower")); }
    Value upper_filter(Call const& call) { return upper_case(wanted_text(call[0], "upper")); }
    Value capitalize_filter(Call const& call)
    {
        return as_safe_as(call[0], capital(wanted_text(call[0], "capitalize")));
    }

    Value title_filter(Call const& call)
    {
        auto text = wanted_text(call[0], "title");
        std::string titled;
        while (true) {
            auto const blank = text.find(' ');
            titled += capital(text.substr(0, blank));
            if (blank == std::string_view::npos)
                return as_safe_as(call[0], titled);
            titled += ' ';
            text.remove_prefix(blank + 1);
        }
    }

    Value indent_filter(Call const& call)
    {
        auto const text = wanted_text(call[0], "indent");
        if (text.empty())
            return "";
        std::string const margin(width_of(call[1], 4), ' ');
        std::string indented = call[2].truthy() ? margin : "";
        for (auto const c : text) {
            indented += c;
            if (c == '\n')
                indented += margin;
        }
        return as_safe_as(call[0], std::move(indented));
    }

    Value center_filter(Call const& call)
    {
        auto const text = wanted_text(call[0], "center");
        auto const width = width_of(call[1], 80);
        auto const length = length_in_units(text);
        if (length >= width)
            return is_something(call[0]) ? call[0] : Value("");
        auto const spaces
            = width - length; // an odd one goes behind, and one more: as Nunjucks does
        auto const half = static_cast<double>(spaces) / 2;
        auto const before = std::max(0.0, std::ceil(half - static_cast<double>(spaces % 2)));
        return as_safe_as(call[0],
            std::string(static_cast<std::size_t>(before), ' ') + std::string(text)
                + std::string(static_cast<std::size_t>(std::ceil(half)), ' '));
    }

    Value nl2br_filter(Call const& call)
    {
        if (call[0].is_absent())
            return "";
        auto const text = wanted_text(call[0], "nl2br");
        std::string broken;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\r' && text.substr(i, 2) == "\r\n")
                continue;
            if (text[i] == '\n')
                broken += "<br />";
            broken += text[i];
        }
        return as_safe_as(call[0], std::move(broken));
    }

    std::string replaced_everywhere(std::string_view text, std::string_view with)
    {
        std::string made(with);
        for (auto const character : characters(text)) {
            made += character;
            made += with;
        }
        return made;
    }

    Value replace_filter(Call const& call)
    {
        auto const& input = call[0];
        if (!(call[1].is_number() || call[1].is_string())
            || !(input.is_text() || input.is_number()))
            return input;
        auto const old = call[1].text();
        std::string with;
        append_spoken(with, call[2]);
        auto const text = input.text();
        if (old.empty())
            return as_safe_as(input, replaced_everywhere(text, with));
        auto const most = call[3].is_undefined() ? -1.0 : to_number(call[3]);
        if (most == 0 || text.find(old) == std::string::npos)
            return input.is_number() ? Value(text) : input;
        std::string made;
        std::size_t from = 0;
        for (auto count = 0.0; most == -1 || count < most; ++count) {
            auto const found = text.find(old, from);
            if (found == std::string::npos)
                break;
            made.append(text, from, found - from).append(with);
            if (made.size() > (32U << 20U))
                throw std::length_error("a text grew beyond 32 MiB");
            from = found + old.size();
        }
        return as_safe_as(input, made + text.substr(from));
    }

    // The end of the tag or comment that starts at text[0]; 0 if none does.
    std::size_t tag_end(std::string_view text)
    {
        if (text.starts_with("<!--")) {
            auto const end = text.find("-->", 4);
            return end == std::string_view::npos ? 0 : end + 3;
        }
        std::size_t const name = text.size() > 1 && text[1] == '/' ? 2 : 1;
        auto const letter = name < text.size() ? text[name] | 0x20 : 0;
        if (letter < 'a' || letter > 'z')
            return 0;
        auto const end = text.find('>');
        return end == std::string_view::npos ? 0 : end + 1;
    }

    Value striptags_filter(Call const& call)
    {
        auto text = wanted_text(call[0], "striptags");
        std::string plain;
        while (!text.empty()) {
            auto const tag = text.front() == '<' ? tag_end(text) : 0;
            if (tag == 0)
                plain += text.front();
            text.remove_prefix(tag == 0 ? 1 : tag);
        }
        std::string squeezed;
        for (auto rest = trimmed(plain); !rest.empty();) {
            auto const after = without_leading_blanks(rest);
            if (after.size() != rest.size())
                squeezed += ' ';
            rest = after;
            auto const bytes = rest.empty() ? 0 : character_bytes(rest);
            squeezed += rest.substr(0, bytes);
            rest.remove_prefix(bytes);
        }
        return as_safe_as(call[0], std::move(squeezed));
    }

    Value truncate_filter(Call const& call)
    {
        auto const text = wanted_text(call[0], "truncate");
        auto const most = width_of(call[1], 255);
        auto const all = characters(text);
        if (all.size() <= most)
            return is_something(call[0]) ? call[0] : Value("");
        auto const bytes_of = [&](std::size_t count) {
            return static_cast<std::size_t>(all[count].data() - text.data());
        };
        auto end = bytes_of(most);
        if (!call[2].truthy()) {
            auto const blank = text.rfind(' ', end);
            end = blank == std::string_view::npos ? end : blank;
        }
        return as_safe_as(call[0],
            std::string(text.substr(0, end)) + (call[3].is_absent() ? "..." : call[3].text()));
    }

    Value wordcount_filter(Call const& call)
    {
        std::int64_t words = 0;
        auto inside = false;
        for (auto const c : wanted_text(call[0], "wordcount")) {
            auto const letter = is_digit(c) || c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words == 0 ? Value(nullptr) : Value(words);
    }

    std::string encoded(std::string_view text)
    {
        static constexpr std::string_view kept = "-_.!~*'()";
        static constexpr std::string_view hex = "0123456789ABCDEF";
        std::string made;
        for (auto const c : text) {
            auto const byte = static_cast<unsigned char>(c);
            auto const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter || is_digit(c) || kept.find(c) != std::string_view::npos)
                made += c;
            else
                (((made += '%') += hex[byte >> 4U]) += hex[byte & 15U]);
        }
        return made;
    }

    Value urlencode_filter(Call const& call)
    {
        if (call[0].is_text())
            return encoded(call[0].view());
        std::string made;
        auto const add = [&](std::string const& key, std::string const& value) {
            made += (made.empty() ? "" : "&") + encoded(key) + "=" + encoded(value);
        };
        for (auto const& [key, value] : call[0].entries())
            add(key, value.text());
        for (auto const& pair : call[0].items())
            add(pair.at(0).text(), pair.at(1).text());
        return made;
    }

    Value url_filter(Call const& call) { return safe_url(call[0].text()); }

    Value abs_filter(Call const& call) { return std::abs(to_number(call[0])); }

    Value round_filter(Call const& call)
    {
        auto const factor = std::pow(10.0, call[1].truthy() ? to_number(call[1]) : 0.0);
        auto const scaled = to_number(call[0]) * factor;
        auto const method = call[2].view();
        return (method == "ceil"           ? std::ceil(scaled)
                       : method == "floor" ? std::floor(scaled)
                                           : std::floor(scaled + 0.5))
            / factor;
    }

    int digit_value(char c)
    {
        if (is_digit(c))
            return c - '0';
        auto const letter = static_cast<char>(c | 0x20);
        return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : 99;
    }

    Value int_filter(Call const& call)
    {
        auto const& otherwise = call.get("default").is_undefined() ? call[1] : call.get("default");
        auto const& asked = call.get("base").is_undefined() ? call[2] : call.get("base");
        auto const base = asked.truthy() ? static_cast<int>(asked.whole()) : 10;
        auto const spoken = call[0].text();
        auto text = trimmed(spoken);
        auto const negative = text.starts_with('-');
        if (negative || text.starts_with('+'))
            text.remove_prefix(1);
        if (base == 16 && (text.starts_with("0x") || text.starts_with("0X")))
            text.remove_prefix(2);
        if (text.empty() || digit_value(text.front()) >= base)
            return otherwise.is_undefined() ? Value(std::numeric_limits<double>::quiet_NaN())
                                            : otherwise;
        auto number = 0.0;
        for (auto const c : text) {
            if (digit_value(c) >= base)
                break;
            number = number * base + digit_value(c);
        }
        return negative ? -number : number;
    }

    Value float_filter(Call const& call)
    {
        auto const number = leading_number(call[0].text());
        return std::isnan(number) ? call[1] : Value(number);
    }

    Value default_filter(Call const& call)
    {
        if (call[2].truthy())
            return call[0].truthy() ? call[0] : call[1];
        return call[0].is_undefined() ? call[1] : call[0];
    }

    constexpr std::array<std::pair<std::string_view, PlainFilter>, 25> all_text_filters{
        {{"escape", escape_filter}, {"e", escape_filter}, {"forceescape", force_escape_filter},
            {"safe", safe_filter}, {"string", string_filter}, {"trim", trim_filter},
            {"lower", lower_filter}, {"upper", upper_filter}, {"capitalize", capitalize_filter},
            {"title", title_filter}, {"indent", indent_filter}, {"center", center_filter},
            {"nl2br", nl2br_filter}, {"replace", replace_filter}, {"striptags", striptags_filter},
            {"truncate", truncate_filter}, {"wordcount", wordcount_filter},
            {"urlencode", urlencode_filter}, {"url", url_filter}, {"abs", abs_filter},
            {"round", round_filter}, {"int", int_filter}, {"float", float_filter},
            {"default", default_filter}, {"d", default_filter}}};
} // namespace

std::span<std::pair<std::string_view, PlainFilter> const> text_filters()
{
    return all_text_filters;
}

} // namespace kith::html
