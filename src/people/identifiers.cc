// SPDX-License-Identifier: MIT
#include "people/identifiers.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::string_view pupil_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    constexpr std::string_view police_letters = "ZABCDEFGHJKLMNPQRTUVWXY";
    constexpr std::size_t longest_child_id = 20;

    bool is_digit(char c) { return c >= '0' && c <= '9'; }
    bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
    bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }
    int digit(char c) { return c - '0'; }

    std::string upper_without_spaces(std::string_view typed)
    {
        std::string kept;
        for (auto const c : typed)
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
                kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return kept;
    }

    // Rules 1 and 3: the first nine digits, weighed 10 down to 2.
    int weighed_sum(std::string_view ten_digits)
    {
        auto sum = 0;
        for (std::size_t i = 0; i < 9; ++i)
            sum += digit(ten_digits[i]) * (10 - static_cast<int>(i));
        return sum;
    }

    bool is_nhs_number(std::string_view text)
    {
        if (text.size() != 10 || !all_digits(text))
            return false;
        auto const check = 11 - weighed_sum(text) % 11;
        return check != 10 && check % 11 == digit(text[9]);
    }

    bool is_learner_number(std::string_view text)
    {
        if (text.size() != 10 || !all_digits(text) || text[0] == '0')
            return false;
        auto const rest = weighed_sum(text) % 11;
        return rest != 0 && 10 - rest == digit(text[9]);
    }

    bool is_pupil_number(std::string_view text)
    {
        if (text.size() != 13 || !is_letter(text[0]) || !all_digits(text.substr(1, 11)))
            return false;
        auto sum = 0;
        for (std::size_t i = 1; i < 12; ++i)
            sum += digit(text[i]) * static_cast<int>(i + 1);
        auto const place = pupil_letters.find(text[12]);
        if (!is_digit(text[12]) && place == std::string_view::npos)
            return false;
        sum += 13 * (is_digit(text[12]) ? digit(text[12]) : static_cast<int>(place));
        return text[0] == pupil_letters[static_cast<std::size_t>(sum % 23)];
    }

    bool is_police_id(std::string_view text)
    {
        if (text.size() != 13 || text[4] != '/' || !all_digits(text.substr(0, 4))
            || !all_digits(text.substr(5, 7)))
            return false;
        auto number = 0;
        for (auto const c :
            {text[2], text[3], text[5], text[6], text[7], text[8], text[9], text[10], text[11]})
            number = number * 10 + digit(c);
        return text[12] == police_letters[static_cast<std::size_t>(number % 23)];
    }

    // 2004/1l: the serial as people write it, without its zeros.
    std::string padded_police_id(std::string text)
    {
        auto const slash = text.find('/');
        if (slash == 4 && text.size() > 6 && text.size() < 13)
            text.insert(5, 13 - text.size(), '0');
        return text;
    }

    bool is_child_id(std::string_view text)
    {
        return !text.empty() && text.size() <= longest_child_id
            && std::ranges::all_of(text, [](char c) { return is_digit(c) || is_letter(c); });
    }

    Error wrong(char const* sentence) { return invalid(sentence, "identifier"); }
} // namespace

Result<std::string> read_identifier(std::string_view scheme, std::string_view typed)
{
    auto text = upper_without_spaces(typed);
    if (text.empty())
        return wrong("Enter the number, or leave the whole line empty");
    if (scheme == "nhs_number" && !is_nhs_number(text))
        return wrong("Check the NHS number: ten digits, such as 999 000 0018");
    if ((scheme == "upn" || scheme == "former_upn") && !is_pupil_number(text))
        return wrong("Check the UPN: a letter and twelve digits, such as N888400025001");
    if (scheme == "uln" && !is_learner_number(text))
        return wrong("Check the ULN: ten digits, such as 1000000019");
    if (scheme == "pnc_id") {
        text = padded_police_id(std::move(text));
        if (!is_police_id(text))
            return wrong("Check the PNC id: year, number and letter, such as 2004/0000001L");
    }
    if (scheme == "la_child_id" && !is_child_id(text))
        return wrong("Check the child id: up to 20 letters and digits, and nothing else");
    return text;
}

std::string show_identifier(std::string_view scheme, std::string_view kept)
{
    if (scheme != "nhs_number" || kept.size() != 10)
        return std::string(kept);
    return fmt::format("{} {} {}", kept.substr(0, 3), kept.substr(3, 3), kept.substr(6));
}

} // namespace kith::people
