// SPDX-License-Identifier: MIT
#include "cases/too_long.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {

std::optional<Error> too_long(std::string_view text, std::size_t most, char const* field)
{
    auto const characters = std::ranges::count_if(
        text, [](char sign) { return (static_cast<unsigned char>(sign) & 0xC0U) != 0x80; });
    if (static_cast<std::size_t>(characters) <= most)
        return std::nullopt;
    return invalid(
        fmt::format("Write {},{:03} characters or fewer", most / 1000, most % 1000), field);
}

} // namespace kith::cases
