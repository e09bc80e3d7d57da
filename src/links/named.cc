// SPDX-License-Identifier: MIT
#include "links/named.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>

namespace kith::links {
namespace {
    constexpr std::size_t fewest_digits = 8;
    constexpr std::size_t most_digits = 15;         // E.164
    constexpr std::size_t fewest_british = 10;      // with the 0 in front
    constexpr std::size_t most_british = 11;        //
    constexpr std::size_t bank_account_digits = 14; // a sort code of 6, a number of 8

    bool is_a_digit(char c) { return c >= '0' && c <= '9'; }
    bool is_a_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
    char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
    char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

    std::string in_capitals(std::string_view typed)
    {
        std::string plain;
        for (char const c : typed)
            if (c != ' ' && c != '-' && c != '.')
                plain += capital(c);
        return plain;
    }

    // Does it have this shape? A is a letter, 9 a digit.
    bool has_shape(std::string_view text, std::string_view shape)
    {
        return std::ranges::equal(text, shape,
            [](char c, char of) { return of == 'A' ? is_a_letter(c) : is_a_digit(c); });
    }

    // Rule 2: as its place in today's pattern asks; "" if it is none of that pattern.
    std::string as_todays_mark(std::string mark)
    {
        constexpr std::string_view pattern = "AA99AAA";
        if (mark.size() != pattern.size())
            return {};
        for (std::size_t at = 0; at < mark.size(); ++at) {
            auto& c = mark[at];
            if (pattern[at] == 'A')
                c = c == '0' ? 'O' : c == '1' ? 'I' : c;
            else
                c = c == 'O' ? '0' : c == 'I' ? '1' : c;
        }
        return has_shape(mark, pattern) ? mark : std::string();
    }

    std::string digits_in(std::string_view typed)
    {
        std::string digits;
        for (char const c : typed)
            if (is_a_digit(c))
                digits += c;
        return digits;
    }

    std::string without_front(std::string_view text, std::string_view front)
    {
        return std::string(text.starts_with(front) ? text.substr(front.size()) : text);
    }
} // namespace

std::string e164_of(std::string_view typed)
{
    auto const first = typed.find_first_not_of(" \t(");
    if (first == std::string_view::npos)
        return {};
    for (char const c : typed)
        if (!is_a_digit(c) && std::string_view(" \t()-./+").find(c) == std::string_view::npos)
            return {};
    auto digits = digits_in(typed);
    if (typed[first] == '+' || digits.starts_with("00")) {
        if (typed[first] != '+')
            digits.erase(0, 2);
        // "+44 (0)7700 900123": the 0 is for those who ring from within.
        if (digits.starts_with("440"))
            digits.erase(2, 1);
        auto const sound = digits.size() >= fewest_digits && digits.size() <= most_digits
            && digits.front() != '0';
        return sound ? "+" + digits : std::string();
    }
    if (digits.starts_with("0") && digits.size() >= fewest_british && digits.size() <= most_british)
        return "+44" + digits.substr(1);
    return {};
}

std::string registration_mark_of(std::string_view typed)
{
    auto const plain = in_capitals(typed);
    // DVLA INF104, and the series before it: a letter of the year first, or last, or none.
    constexpr std::array shapes{"AA99AAA", "A9AAA", "A99AAA", "A999AAA", "AAA9A", "AAA99A",
        "AAA999A", "AAA999", "999AAA", "AA9999", "9999AA", "AAA9999"};
    for (auto const* const shape : shapes)
        if (has_shape(plain, shape))
            return plain;
    return as_todays_mark(plain);
}

std::string account_of(std::string_view typed)
{
    std::string plain;
    for (char const c : typed)
        if (c != ' ' && c != '\t')
            plain += small(c);
    if (plain.starts_with("@"))
        return plain.size() > 1 ? plain : std::string();
    auto const written_as_address = plain.starts_with("http://") || plain.starts_with("https://")
        || plain.find('/') != std::string::npos || plain.starts_with("www.");
    plain = without_front(without_front(without_front(plain, "https://"), "http://"), "www.");
    while (plain.ends_with('/'))
        plain.pop_back();
    if (written_as_address)
        return plain.find('.') == std::string::npos ? std::string() : plain;
    return plain;
}

std::string postcode_of(std::string_view typed)
{
    auto const plain = in_capitals(typed);
    // BS 7666: an outward part of two to four, then a digit and two letters.
    constexpr std::array shapes{"A99AA", "AA99AA", "A999AA", "AA999AA", "A9A9AA", "AA9A9AA"};
    for (auto const* const shape : shapes)
        if (has_shape(plain, shape))
            return plain;
    return {};
}

std::string normalised(std::string_view kind, std::string_view as_written)
{
    if (kind == "phone")
        return e164_of(as_written);
    if (kind == "vehicle")
        return registration_mark_of(as_written);
    if (kind == "online_account")
        return account_of(as_written);
    if (kind == "bank_account") {
        auto digits = digits_in(as_written);
        return digits.size() == bank_account_digits ? digits : std::string();
    }
    if (kind == "place")
        if (auto const postcode = postcode_of(as_written); !postcode.empty())
            return postcode;
    return words::folded(as_written);
}

} // namespace kith::links
