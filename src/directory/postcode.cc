// SPDX-License-Identifier: MIT
#include "directory/postcode.h"
#include <algorithm>
#include <cctype>

namespace kith::directory {
namespace {
    bool postcode_among(char c, std::string_view set)
    {
        return set.find(c) != std::string_view::npos;
    }
    bool postcode_digit(char c) { return c >= '0' && c <= '9'; }

    constexpr std::string_view first_letters = "ABCDEFGHIJKLMNOPRSTUWYZ";    // [A-PR-UWYZ]
    constexpr std::string_view second_letters = "ABCDEFGHKLMNOPQRSTUVWXY";   // [A-HK-Y]
    constexpr std::string_view after_two_letters = "0123456789ABEHMNPRVWXY"; // [0-9ABEHMNPRV-Y]
    constexpr std::string_view after_one_letter = "ABCDEFGHJKPSUW";          // [A-HJKPS-UW]
    constexpr std::string_view inward_letters = "ABDEFGHJLNPQRSTUWXYZ";      // [ABD-HJLNP-UW-Z]

    // [A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])
    bool fits_outward(std::string_view text)
    {
        if (text.size() < 2 || text.size() > 4 || !postcode_among(text[0], first_letters))
            return false;
        if (postcode_digit(text[1]))
            return text.size() == 2
                || (text.size() == 3
                    && (postcode_digit(text[2]) || postcode_among(text[2], after_one_letter)));
        return postcode_among(text[1], second_letters) && text.size() >= 3
            && postcode_digit(text[2])
            && (text.size() == 3 || postcode_among(text[3], after_two_letters));
    }
    // [0-9][ABD-HJLNP-UW-Z]{2}
    bool fits_inward(std::string_view text)
    {
        return text.size() == 3 && postcode_digit(text[0])
            && postcode_among(text[1], inward_letters) && postcode_among(text[2], inward_letters);
    }
} // namespace

Result<Postcode> Postcode::read(std::string_view text)
{
    auto const refused = invalid("Enter a full UK postcode, such as FY1 1AD", "postcode");
    std::string symbols;
    for (char const c : text) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (!std::isalnum(static_cast<unsigned char>(c)) || symbols.size() == 7)
            return refused;
        symbols += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    if (symbols.size() < 5)
        return refused;
    auto const cut = symbols.size() - 3;
    auto const outward = std::string_view(symbols).substr(0, cut);
    auto const inward = std::string_view(symbols).substr(cut);
    if (symbols != "GIR0AA" && !(fits_outward(outward) && fits_inward(inward)))
        return refused;
    return Postcode(symbols.insert(cut, 1, ' '));
}

std::string_view Postcode::outward() const
{
    return std::string_view(text_).substr(0, text_.find(' '));
}

std::string_view Postcode::area() const
{
    auto const letters = std::ranges::find_if(text_, postcode_digit) - text_.begin();
    return outward().substr(0, static_cast<std::size_t>(letters));
}

bool looks_like_postcode(std::string_view text)
{
    return std::ranges::any_of(text, postcode_digit);
}

} // namespace kith::directory
