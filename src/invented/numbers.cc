// SPDX-License-Identifier: MIT
#include "invented/numbers.h"
#include <fmt/core.h>
#include <string_view>

namespace kith::invented {
namespace {
    constexpr std::string_view check_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
}

std::optional<std::string> nhs_number(std::size_t number)
{
    auto const nine = fmt::format("999{:06}", number % nhs_numbers);
    auto sum = 0;
    for (std::size_t i = 0; i < nine.size(); ++i)
        sum += (nine[i] - '0') * (10 - static_cast<int>(i));
    auto const check = 11 - sum % 11;
    if (check == 10)
        return {};
    return nine + static_cast<char>('0' + check % 11);
}

std::string pupil_number(std::size_t number)
{
    auto const digits = fmt::format("0000{:08}", number % 100'000'000);
    auto sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        sum += (digits[i] - '0') * static_cast<int>(i + 2);
    return check_letters[static_cast<std::size_t>(sum % 23)] + digits;
}

} // namespace kith::invented
