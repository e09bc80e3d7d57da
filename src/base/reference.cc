// SPDX-License-Identifier: MIT
#include "base/reference.h"
#include "base/random.h"

namespace kith {
namespace {
    constexpr std::string_view reference_symbols
        = "0123456789ABCDEFGHJKMNPQRSTVWXY"; // without I L O U Z
    static_assert(reference_symbols.size() == 31);

    char plain_symbol(char c)
    {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O')
            return '0';
        if (c == 'I' || c == 'L')
            return '1';
        return c;
    }
    char check_symbol(std::string_view six)
    {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < six.size(); ++i)
            sum += (i + 1) * reference_symbols.find(six[i]);
        return reference_symbols[sum % 31];
    }
} // namespace

Reference Reference::fresh(char kind)
{
    std::string six;
    for (int i = 0; i < 6; ++i)
        six += reference_symbols[random_below(31)];
    Reference reference;
    reference.text_ = kind + six + check_symbol(six);
    return reference;
}

Result<Reference> Reference::read(std::string_view text)
{
    std::string plain;
    for (char const c : text) {
        if (c == ' ' || c == '-')
            continue;
        if (plain.empty())
            plain += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
        else
            plain += plain_symbol(c);
    }
    if (plain.size() != 8 || plain[0] < 'A' || plain[0] > 'Z')
        return not_found();
    for (char const c : std::string_view(plain).substr(1))
        if (reference_symbols.find(c) == std::string_view::npos)
            return not_found();
    if (check_symbol(std::string_view(plain).substr(1, 6)) != plain[7])
        return not_found();
    Reference reference;
    reference.text_ = plain;
    return reference;
}

std::string Reference::write() const
{
    if (text_.empty())
        return "";
    return text_.substr(0, 1) + "-" + text_.substr(1, 3) + "-" + text_.substr(4);
}

} // namespace kith
